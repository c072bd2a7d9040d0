import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../testing/world.ts";
import { stageMarseille, type Staged } from "./stage-marseille.ts";

let world: World;
let staged: Staged;
beforeAll(async () => {
  world = await openWorld();
  staged = await stageMarseille(world);
}, 120_000);
afterAll(() => world.close());

type Created = {
  id: string;
  title: string;
  number: string | null;
  version: number;
  totalCents: number | null;
  missing: number;
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("a day sheet says what the rows know of the date", async () => {
  const made = await world.done<Created>("documents_create_document", {
    kind: "day_sheet",
    performance: "Marseille",
  });
  expect(made.value.title).toBe("Feuille de route · Marseille · 12 février 2027");
  expect(made.cards).toMatchObject([{ kind: "document", documentKind: "day_sheet", version: 1 }]);
  const read = await world.done<{ text: string }>("documents_get_document", {
    document: made.value.id,
  });
  const text = plain(read.value.text);
  for (const said of [
    "Espace Julien, 39 cours Julien, 13006 Marseille",
    "19 h 30  Ouverture des portes",
    "21 h – 22 h 30  Passage",
    "Organisateur : Nadia Ferri, Espace Julien, 06 10 20 30 40",
    "TGV 6105",
    "Hôtel du Cours",
    "Plein tarif : 28 €",
    "rue des Trois-Mages",
  ]) {
    expect(text).toContain(said);
  }
  expect(made.value.missing).toBe(0);
});

test("what is not known is to be confirmed", async () => {
  const made = await world.done<Created>("documents_create_document", {
    kind: "day_sheet",
    performance: staged.bareId,
  });
  expect(made.value.missing).toBeGreaterThan(3);
  expect(plain(made.summary)).toMatch(/Il reste \d points à confirmer/);
});

test("a day sheet asked again is a new version of the same document, and the old one stays", async () => {
  const input = { kind: "day_sheet", performance: staged.performanceId };
  await world.rows("update venues set phone = '04 91 99 99 99' where name = 'Espace Julien'");
  const again = await world.done<Created>("documents_create_document", input);
  expect(again.value.version).toBe(2);
  const now = await world.done<{ version: number; latest: number }>("documents_get_document", {
    document: again.value.id,
  });
  expect(now.value).toMatchObject({ version: 2, latest: 2 });
  const before = await world.done<{ version: number }>("documents_get_document", {
    document: again.value.id,
    version: 1,
  });
  expect(before.value.version).toBe(1);
  const chunks = await world.rows(
    "select distinct version_id from document_chunks where document_id = $1",
    [again.value.id],
  );
  expect(chunks).toHaveLength(1);
  const english = await world.done<Created>("documents_create_document", {
    ...input,
    language: "en",
  });
  expect(english.value).toMatchObject({
    version: 1,
    title: "Day sheet · Marseille · 12 February 2027",
  });
});

test("a new version taken back leaves the one before", async () => {
  const callId = crypto.randomUUID();
  const input = { kind: "hospitality_rider", performance: staged.performanceId };
  const first = await world.done<Created>("documents_create_document", input);
  await world.done("documents_create_document", { ...input, notes: "Sans arachide." }, { callId });
  await world.done("organization_undo_call", { call: callId });
  const read = await world.done<{ version: number; text: string }>("documents_get_document", {
    document: first.value.id,
  });
  expect(read.value.version).toBe(1);
  expect(read.value.text).not.toContain("arachide");
});

test("an invoice bills the deal with VAT and the next number; the same call bills once", async () => {
  const callId = crypto.randomUUID();
  const input = { kind: "invoice", performance: staged.performanceId, amount: 240_000 };
  const deposit = await world.done<Created>("documents_create_document", input, { callId });
  expect(deposit.value).toMatchObject({ number: "F-2026-0001", totalCents: 253_200 });
  const replayed = await world.done<Created>("documents_create_document", input, { callId });
  expect(replayed.replayed).toBe(true);
  const balance = await world.done<Created>("documents_create_document", {
    kind: "invoice",
    performance: staged.performanceId,
  });
  expect(balance.value).toMatchObject({ number: "F-2026-0002", totalCents: 590_800 });
});

test("a date billed in full is not billed again, and the refusal uses no number", async () => {
  const error = await world.failed("documents_create_document", {
    kind: "invoice",
    performance: staged.performanceId,
  });
  expect(error).toMatchObject({ code: "conflict", field: "amount" });
  expect(plain(error.message)).toContain("F-2026-0001 et F-2026-0002");
  expect(
    await world.rows("select last_number::int from number_series where kind = 'invoice:2026'"),
  ).toEqual([{ last_number: 2 }]);
});

test("an invoice of a date without price asks for it", async () => {
  const error = await world.failed("documents_create_document", {
    kind: "invoice",
    performance: staged.bareId,
  });
  expect(error).toMatchObject({ code: "invalid_input", field: "amount" });
});

test("two invoices asked at the same moment have two numbers and never exceed the deal", async () => {
  await world.rows(
    "insert into deals (organization_id, performance_id, kind, guarantee_cents) values ($1, $2, 'cession', 100000)",
    [world.here.id, staged.bareId],
  );
  const input = { kind: "invoice", performance: staged.bareId, amount: 60_000 };
  const outcomes = await Promise.all([
    world.act("documents_create_document", input),
    world.act("documents_create_document", input),
  ]);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
});

test("an issued invoice is not undone", async () => {
  const callId = crypto.randomUUID();
  await world.done(
    "documents_create_document",
    { kind: "invoice", performance: staged.bareId },
    { callId },
  );
  const error = await world.failed("organization_undo_call", { call: callId });
  expect(error.code).toBe("conflict");
});

test("a contract is found by its words and read by name", async () => {
  await world.done("documents_create_document", { kind: "contract", performance: "Marseille" });
  const found = await world.done<{ passages: { title: string; body: string }[] }>(
    "documents_search_documents",
    { words: "exclusivite" },
  );
  expect(found.value.passages[0]).toMatchObject({
    title: "Contrat de cession · Marseille · 12 février 2027",
  });
  expect(found.value.passages[0]?.body).toContain("rayon de 50 km");
  const listed = await world.done<{ total: number }>("documents_list_documents", {
    kind: "invoice",
    performances: ["Marseille"],
  });
  expect(listed.value.total).toBe(2);
  const byNumber = await world.done<{ number: string }>("documents_get_document", {
    document: "f-2026-0002",
  });
  expect(byNumber.value.number).toBe("F-2026-0002");
});

test("every kind becomes a PDF file", async () => {
  for (const kind of ["day_sheet", "contract", "quote", "technical_rider", "hospitality_rider"]) {
    const made = await world.done<Created>("documents_create_document", {
      kind,
      performance: staged.performanceId,
    });
    const file = await world.done<{ base64: string; pages: number; fileName: string }>(
      "documents_get_pdf",
      { document: made.value.id },
      { role: "viewer" },
    );
    const bytes = Buffer.from(file.value.base64, "base64");
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(file.value.pages).toBeGreaterThan(0);
    expect(file.value.fileName).toMatch(/^[a-z0-9-]+\.pdf$/);
  }
});

test("a viewer writes nothing, and another organization reads nothing", async () => {
  const input = { kind: "day_sheet", performance: staged.performanceId };
  expect((await world.failed("documents_create_document", input, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  const there = { organization: world.elsewhere };
  expect((await world.failed("documents_create_document", input, there)).code).toBe("not_found");
  const [row] = await world.rows<{ id: string }>("select id from documents limit 1");
  expect((await world.failed("documents_get_pdf", { document: row?.id }, there)).code).toBe(
    "not_found",
  );
  const found = await world.done<{ passages: unknown[] }>(
    "documents_search_documents",
    { words: "Marseille" },
    there,
  );
  expect(found.value.passages).toEqual([]);
});

test("a cancelled date gets no papers", async () => {
  await world.rows(
    "update performances set status = 'cancelled', cancelled_at = now() where id = $1",
    [staged.bareId],
  );
  const error = await world.failed("documents_create_document", {
    kind: "day_sheet",
    performance: staged.bareId,
  });
  expect(error.code).toBe("conflict");
});
