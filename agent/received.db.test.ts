import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  cessionContract,
  frenchHeads,
  frenchStops,
  mailFile,
  photo,
  routingTable,
} from "#tools/testing/papers.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { createInterpreter } from "./interpreter/create-interpreter.ts";
import { openMessagesApi, type MessagesApi, type Reply } from "./testing/messages-api.ts";
import { modelsOn, talk } from "./testing/talk.ts";

let world: World;
let api: MessagesApi | undefined;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterEach(() => api?.close());
afterAll(() => world.close());

const builtIn = { claude: null, interpreter: createInterpreter };
const conversation = () => crypto.randomUUID();

async function receive(name: string, bytes: Buffer, options?: Parameters<World["done"]>[2]) {
  const { value } = await world.done<{ documents: { id: string }[] }>(
    "documents_add_file",
    { file_name: name, content: bytes.toString("base64") },
    options,
  );
  return value.documents.map(({ id }) => id);
}

const message = (ids: string[], text?: string) => ({
  parts: [
    ...(text ? [{ type: "text", text }] : []),
    ...ids.map((id) => ({ type: "data-document", data: { id } })),
  ],
});

describe("a file in the conversation, without a key", () => {
  test("is read, proposed for approval, and one word imports it", async () => {
    const ids = await receive("contrat.pdf", await cessionContract());
    const conversationId = conversation();
    const read = await talk(
      world.context(),
      { conversationId, message: message(ids, "voici le contrat") },
      { models: builtIn },
    );
    expect(read.calls.map(({ tool }) => tool)).toEqual([
      "documents_read_file",
      "documents_import_rows",
    ]);
    expect(read.calls[1]?.outcome).toMatchObject({ ok: false, pending: expect.anything() });
    expect(read.text).toContain("Nina Solal");
    expect(read.text).toContain("importe");
    expect(await world.rows("select id from performances")).toHaveLength(0);

    const done = await talk(world.context(), "importe", { models: builtIn, conversationId });
    expect(done.calls).toMatchObject([
      { tool: "organization_decide_approval", outcome: { ok: true } },
    ]);
    const [date] = await world.rows(
      "select p.day::text, v.name from performances p join venues v on v.id = p.venue_id",
    );
    expect(date).toEqual({ day: "2027-03-12", name: "Le Transbordeur" });
  });

  test("what stands there already is not proposed again", async () => {
    const ids = await receive("contrat.pdf", await cessionContract());
    const again = await talk(world.context(), { message: message(ids) }, { models: builtIn });
    expect(again.calls.map(({ tool }) => tool)).toEqual(["documents_read_file"]);
  });

  test("a table whose artist is not told asks for whom, and the answer goes on", async () => {
    await world.done("tours_create_artist", { name: "Ourses" });
    const table = await routingTable("DATES 2027", [...frenchHeads], frenchStops);
    const conversationId = conversation();
    const asked = await talk(
      world.context(),
      { conversationId, message: message(await receive("routing.pdf", table)) },
      { models: builtIn },
    );
    expect(asked.text).toContain("Pour quel artiste");
    const answered = await talk(world.context(), "Ourses", { models: builtIn, conversationId });
    expect(answered.calls).toMatchObject([
      { tool: "documents_import_rows", outcome: { ok: false, pending: expect.anything() } },
    ]);
    await talk(world.context(), "importe", { models: builtIn, conversationId });
    const rows = await world.rows(
      "select p.id from performances p join artists a on a.id = p.artist_id where a.name = 'Ourses'",
    );
    expect(rows).toHaveLength(5);
  });

  test("an image is kept, and said to be out of reach", async () => {
    const answer = await talk(
      world.context(),
      { message: message(await receive("plan.png", photo()), "lis cette image") },
      { models: builtIn },
    );
    expect(answer.text).toContain("sans clé Anthropic");
  });

  test("a request beside the file is done too", async () => {
    const ids = await receive("plan.png", photo());
    const answer = await talk(
      world.context(),
      { message: message(ids, "ajoute l’artiste Nuit Claire") },
      { models: builtIn },
    );
    expect(answer.calls.map(({ tool }) => tool)).toEqual([
      "documents_read_file",
      "tours_create_artist",
    ]);
  });

  test("another organization's file is no file", async () => {
    const ids = await receive("x.txt", Buffer.from("Chez eux"), { organization: world.elsewhere });
    const answer = await talk(world.context(), { message: message(ids) }, { models: builtIn });
    expect(answer.calls).toEqual([]);
    expect(JSON.stringify(answer.chunks)).toContain("n’existe plus");
  });
});

describe("with Claude", () => {
  async function claude(...replies: Reply[]) {
    api = await openMessagesApi(replies);
    return { api, models: modelsOn(api.url) };
  }
  type Block = {
    type: string;
    title?: string;
    citations?: unknown;
    source?: Record<string, string>;
  };
  const blocks = (at: number) =>
    (api?.bodies[at]?.messages ?? []).flatMap(({ content }) => content as Block[]);

  test("the PDF itself goes along, to be quoted by page, and again with each later message", async () => {
    const bytes = await cessionContract();
    const ids = await receive("contrat.pdf", bytes);
    const { models } = await claude({ text: "Un contrat pour Villeurbanne." }, { text: "Oui." });
    const conversationId = conversation();
    await talk(world.context(), { conversationId, message: message(ids, "lis") }, { models });
    const document = blocks(0).find(({ type }) => type === "document");
    expect(document).toMatchObject({
      title: "contrat.pdf",
      citations: { enabled: true },
      source: { type: "base64", media_type: "application/pdf", data: bytes.toString("base64") },
    });
    expect(JSON.stringify(blocks(0))).toContain(ids[0]);
    await talk(world.context(), "et ensuite", { models, conversationId });
    const { cache_control: _, ...same } = document as Block & { cache_control?: unknown };
    expect(blocks(1).filter(({ type }) => type === "document")).toMatchObject([same]);
  });

  test("its quotes come back with their page", async () => {
    const ids = await receive("contrat.pdf", await cessionContract());
    const { models } = await claude({
      text: "Le prix est de 8 000 € HT.",
      citations: [
        {
          type: "page_location",
          cited_text: "la somme de 8 000 € HT",
          document_index: 0,
          document_title: "contrat.pdf",
          start_page_number: 2,
          end_page_number: 3,
        },
      ],
    });
    const answer = await talk(world.context(), { message: message(ids, "le prix") }, { models });
    const source = answer.message?.parts.find((part) => part.type === "source-document");
    expect(source).toMatchObject({
      title: "contrat.pdf",
      providerMetadata: { anthropic: { citedText: "la somme de 8 000 € HT", startPageNumber: 2 } },
    });
  });

  test("what it proposes waits for a person, and a run with a file sends nothing by itself", async () => {
    const ids = await receive("contrat.pdf", await cessionContract());
    const { models } = await claude(
      {
        tools: [
          {
            name: "documents_import_rows",
            input: {
              document: ids[0],
              artist: { name: "Lou Verdier", page: 1, quote: "Artiste : Lou Verdier" },
              dates: [],
            },
          },
          { name: "organization_send_test_mail", input: {} },
        ],
      },
      { text: "À vous de décider." },
    );
    const answer = await talk(world.context(), { message: message(ids, "importe") }, { models });
    expect(answer.calls[0]?.outcome).toMatchObject({ ok: false, pending: expect.anything() });
    expect(answer.calls[0]?.outcome).toMatchObject({
      pending: { preview: { warnings: [{ fr: expect.stringContaining("Citation introuvable") }] } },
    });
    expect(answer.calls[1]?.outcome.ok).toBe(false);
    expect(await world.rows("select id from artists where name = 'Lou Verdier'")).toEqual([]);
  });

  test("an image goes as an image, a mail as its words", async () => {
    const ids = [
      ...(await receive("plan.png", photo())),
      ...(await receive("mail.eml", mailFile({ subject: "Dates", body: "Bonjour Nîmes" }))),
    ];
    const { models } = await claude({ text: "Vu." });
    await talk(world.context(), { message: message(ids, "regarde") }, { models });
    expect(blocks(0).find(({ type }) => type === "image")?.source).toMatchObject({
      media_type: "image/png",
      data: photo().toString("base64"),
    });
    const mail = blocks(0).find(({ type }) => type === "document");
    expect(mail?.source).toMatchObject({
      type: "text",
      data: expect.stringContaining("Bonjour Nîmes"),
    });
  });
});
