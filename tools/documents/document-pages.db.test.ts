import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../testing/world.ts";
import { stageMarseille, type Staged } from "./stage-marseille.ts";

let world: World;
let staged: Staged;
beforeAll(async () => {
  world = await openWorld();
  staged = await stageMarseille(world);
  const write = (kind: string) =>
    world.done("documents_create_document", { kind, performance: staged.performanceId });
  await write("day_sheet");
  await write("day_sheet");
  await write("contract");
  await write("invoice");
}, 120_000);
afterAll(() => world.close());

type Listed = { total: number; documents: { id: string; kind: string; title: string }[] };
const list = async (input: object, options = {}) =>
  (await world.done<Listed>("documents_list_documents", input, options)).value;
const idOf = async (kind: string) => (await list({ kind })).documents[0]?.id ?? "";

test("documents are listed by artist, words, kind and state, in the order asked for", async () => {
  expect(await list({})).toMatchObject({
    total: 3,
    documents: [{ kind: "invoice" }, { kind: "contract" }, { kind: "day_sheet" }],
  });
  expect((await list({ sort: "kind" })).documents.map(({ kind }) => kind)).toEqual([
    "contract",
    "day_sheet",
    "invoice",
  ]);
  expect((await list({ search: "FEUILLE" })).documents).toMatchObject([{ kind: "day_sheet" }]);
  expect(await list({ limit: 1, offset: 1 })).toMatchObject({
    total: 3,
    documents: [{ kind: "contract" }],
  });
  const [artist] = await world.rows<{ name: string }>("select name from artists limit 1");
  expect((await list({ artist: artist?.name })).total).toBe(3);
});

test("a page has a document's parts and versions, a conversation its text alone", async () => {
  const document = await idOf("day_sheet");
  const spoken = await world.done("documents_get_document", { document });
  expect(spoken.value).toMatchObject({ content: null, versions: [], latest: 2 });
  const full = await world.done("documents_get_document", { document, full: true, version: 1 });
  expect(full.value).toMatchObject({
    version: 1,
    latest: 2,
    content: { kind: "day_sheet", sections: expect.arrayContaining([]) },
    versions: [{ version: 2, by: "owner Bleu Nuit Productions" }, { version: 1 }],
  });
});

test("a state is set, keeps the day of payment, and is taken back", async () => {
  const document = await idOf("invoice");
  const callId = crypto.randomUUID();
  const input = { document, document_status: "paid" };
  const paid = await world.done("documents_set_status", input, { callId });
  expect(paid.value).toMatchObject({ before: "issued", status: "paid" });
  const again = await world.done("documents_set_status", input, { callId });
  expect(again.value).toEqual(paid.value);
  const state = () => world.rows("select status, paid_on from documents where id = $1", [document]);
  expect(await state()).toMatchObject([{ status: "paid", paid_on: expect.anything() }]);
  await world.done("organization_undo_call", { call: callId });
  expect(await state()).toEqual([{ status: "issued", paid_on: null }]);
});

test("a numbered invoice does not become a draft again", async () => {
  const document = await idOf("invoice");
  const error = await world.failed("documents_set_status", { document, document_status: "draft" });
  expect(error).toMatchObject({ code: "conflict", field: "document_status" });
});

test("another organization and a reader change no state", async () => {
  const input = { document: await idOf("contract"), document_status: "signed" };
  const there = { organization: world.elsewhere };
  expect((await world.failed("documents_set_status", input, there)).code).toBe("not_found");
  const viewer = { role: "viewer" as const };
  expect((await world.failed("documents_set_status", input, viewer)).code).toBe("forbidden");
});
