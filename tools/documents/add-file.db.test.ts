import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cessionContract,
  pdfOf,
  photo,
  technicalRider,
  versusContract,
} from "../testing/papers.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

type Added = {
  documents: {
    id: string;
    title: string;
    kind: string;
    fileKind: string;
    pages: number;
    silence: string | null;
    known: boolean;
  }[];
  left: { name: string }[];
};
type Source = { page: number; quote: string };
type Read = {
  rows: {
    artist?: Source & { name: string };
    promoter?: Source & { name: string; company?: string; email?: string };
    tour?: Source & { name: string };
    dates: (Source & Record<string, unknown>)[];
  };
  found: { what: string; state: string; page: number; quote: string; check: boolean }[];
  left: unknown[];
  remarks: string[];
  silence: string | null;
  pages: number;
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const add = (name: string, bytes: Buffer, options?: Parameters<World["done"]>[2]) =>
  world.done<Added>(
    "documents_add_file",
    { file_name: name, content: bytes.toString("base64") },
    options,
  );
const idOf = async (name: string, bytes: Buffer) =>
  (await add(name, bytes)).value.documents[0]?.id ?? "";
const read = (document: string) => world.done<Read>("documents_read_file", { document });
const count = async (table: string) =>
  Number((await world.rows(`select count(*) from ${table}`))[0]?.["count"]);

describe("a file that came from outside", () => {
  test("is kept as a document with its bytes, its text by page and its kind", async () => {
    const bytes = await cessionContract();
    const { value } = await add("contrat.pdf", bytes);
    expect(value.documents).toMatchObject([
      { title: "contrat.pdf", kind: "contract", fileKind: "pdf", pages: 2, silence: null },
    ]);
    const id = value.documents[0]?.id;
    const [version] = await world.rows("select * from document_versions where document_id = $1", [
      id,
    ]);
    expect(version).toMatchObject({ mime: "application/pdf", size: bytes.length });
    const chunks = await world.rows(
      "select distinct page from document_chunks where document_id = $1 order by page",
      [id],
    );
    expect(chunks.map((chunk) => chunk["page"])).toEqual([1, 2]);
    const file = await world.done<{ base64: string }>("documents_get_file", { document: id });
    expect(Buffer.from(file.value.base64, "base64").equals(bytes)).toBe(true);
    const text = await world.done<{ text: string }>("documents_get_document", { document: id });
    expect(text.value.text).toContain("Date de la représentation");
    const [call] = await world.rows(
      "select input from tool_calls where tool = 'documents_add_file' order by created_at desc limit 1",
    );
    expect(call?.["input"]).toEqual({ file_name: "contrat.pdf", content: "•••" });
  });

  test("received again is the same document, whatever it is called", async () => {
    const bytes = await technicalRider();
    const first = await add("fiche.pdf", bytes);
    const again = await add("copie de fiche.pdf", bytes);
    expect(again.value.documents).toMatchObject([
      { id: first.value.documents[0]?.id, known: true, kind: "technical_rider" },
    ]);
  });

  test("the same call twice adds it once", async () => {
    const callId = crypto.randomUUID();
    const bytes = Buffer.from("Bonjour, voici la note de service.");
    await add("note.txt", bytes, { callId });
    expect((await add("note.txt", bytes, { callId })).replayed).toBe(true);
    expect(await world.rows("select id from documents where title = 'note.txt'")).toHaveLength(1);
  });

  test("another organization neither reads nor shares it", async () => {
    const bytes = await versusContract();
    const id = await idOf("deal.pdf", bytes);
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("documents_read_file", { document: id }, elsewhere)).code).toBe(
      "not_found",
    );
    expect((await world.failed("documents_get_file", { document: id }, elsewhere)).code).toBe(
      "not_found",
    );
    const theirs = await add("deal.pdf", bytes, elsewhere);
    expect(theirs.value.documents[0]).toMatchObject({ known: false });
    expect(theirs.value.documents[0]?.id).not.toBe(id);
  });

  test("a member who may not write documents keeps nothing, neither row nor bytes", async () => {
    const before = await count("documents");
    const error = await world.failed(
      "documents_add_file",
      { file_name: "x.txt", content: Buffer.from("secret").toString("base64") },
      { role: "viewer" },
    );
    expect(error.code).toBe("forbidden");
    expect(await count("documents")).toBe(before);
  });

  test("what can't be read says what to do", async () => {
    const refusal = async (name: string, bytes: Buffer) =>
      (
        await world.failed("documents_add_file", {
          file_name: name,
          content: bytes.toString("base64"),
        })
      ).message;
    expect(await refusal("a.pdf", Buffer.from("%PDF-1.4\nnothing"))).toContain("abîmé");
    const locked = await pdfOf((doc) => doc.text("Secret"), { userPassword: "clef" });
    expect(await refusal("b.pdf", locked)).toContain("sans mot de passe");
    expect(await refusal("c.docx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]))).toContain(
      "Enregistrez-le en PDF",
    );
    const long = await pdfOf((doc) => {
      for (let page = 0; page < 200; page++) doc.addPage();
    });
    expect(plain(await refusal("d.pdf", long))).toContain("200 pages");
  });

  test("an image or a scan is kept, and it is said that it can't be read without a key", async () => {
    const image = await add("plan.png", photo());
    expect(image.value.documents).toMatchObject([
      { fileKind: "image", silence: "image", pages: 0 },
    ]);
    expect(image.summary).toContain("sans clé Anthropic");
    const scan = await add(
      "scan.pdf",
      await pdfOf((doc) => doc.image(photo(), 50, 50, { width: 300 })),
    );
    expect(scan.value.documents).toMatchObject([{ silence: "scan" }]);
    expect((await read(scan.value.documents[0]?.id ?? "")).summary).toContain("numérisation");
  });

  test("a document written here is no file to read", async () => {
    await world.rows(
      `insert into documents (organization_id, kind, title) values ($1, 'contract', 'Écrit ici')`,
      [world.here.id],
    );
    expect((await world.failed("documents_read_file", { document: "Écrit ici" })).code).toBe(
      "conflict",
    );
  });
});
