import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

type Imported = {
  lines: number;
  added: number;
  already: number;
  twice: number;
  failed: number;
  consents: number;
  errors: { line: number }[];
};

test("a French table is read: headings guessed, bad lines told, twins left as they are", async () => {
  await world.done("contacts_create_contact", { name: "Léa Martin", email: "lea@mail.fr" });
  const table = [
    "\ufeffPrénom;NOM;Adresse e-mail;Tél. portable;Ville;Opt-in",
    "Léa;Martin;LEA@mail.fr;;Lyon;oui",
    "Paul;Durand;paul@mail.fr;06 11 22 33 44;Nantes;oui",
    '"Zoé";"Blanc; dite Zo";zoe@mail.fr;;Lille;non',
    "Sam;Leroy;pas-un-mail;;Brest;",
    "Pablo;Durand;paul@mail.fr;;;",
  ].join("\r\n");
  const done = await world.done<Imported>("contacts_import_contacts", {
    table,
    tags: ["concours"],
  });
  expect(done.value).toMatchObject({
    lines: 5,
    added: 2,
    already: 1,
    twice: 1,
    failed: 1,
    consents: 1,
    errors: [{ line: 5 }],
  });
  expect(done.summary.replace(/[\u00a0\u202f]/g, " ")).toBe(
    "2 contacts ajoutés, 1 déjà présent, 1 doublon dans le tableau. 1 ligne écartée (ligne 5 : « pas-un-mail » n’est pas une adresse e-mail).",
  );
  const rows = await world.rows(
    "select display_name, city, tags, source from contacts order by display_name",
  );
  expect(rows).toEqual([
    { display_name: "Léa Martin", city: null, tags: ["concours"], source: "manual" },
    { display_name: "Paul Durand", city: "Nantes", tags: ["concours"], source: "import" },
    { display_name: "Zoé Blanc; dite Zo", city: "Lille", tags: ["concours"], source: "import" },
  ]);
  const consents = await world.rows(
    "select c.display_name, s.status from consents s join contacts c on c.id = s.contact_id order by 1",
  );
  expect(consents).toEqual([
    { display_name: "Paul Durand", status: "granted" },
    { display_name: "Zoé Blanc; dite Zo", status: "withdrawn" },
  ]);
});

test("a list without headings is understood by its looks", async () => {
  const done = await world.done<Imported>("contacts_import_contacts", {
    table: "Inès Moreau, ines@mail.fr, 0612000000\nNina Roux, nina@mail.fr, 0612000001",
  });
  expect(done.value.added).toBe(2);
  const [row] = await world.rows("select display_name, phone from contacts where email = $1", [
    "nina@mail.fr",
  ]);
  expect(row).toEqual({ display_name: "Nina Roux", phone: "0612000001" });
});

test("a text that holds no contact is refused", async () => {
  const error = await world.failed("contacts_import_contacts", { table: "nom;email\n;nul" });
  expect(error).toMatchObject({ code: "invalid_input", field: "table" });
});

test("one line too many is refused before anything is written", async () => {
  const table = `email\n${Array.from({ length: 10_001 }, (_, at) => `a${at}@mail.fr`).join("\n")}`;
  expect((await world.failed("contacts_import_contacts", { table })).code).toBe("limit_reached");
});

test("ten thousand lines are written by one statement, once", async () => {
  const heads = "first name,last name,email,phone,city";
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `Fan,Numéro ${at},fan${at}@public.fr,+3361${String(at).padStart(7, "0")},Lyon`,
  );
  const input = { table: [heads, ...lines].join("\n") };
  const callId = crypto.randomUUID();
  const done = await world.done<Imported>("contacts_import_contacts", input, { callId });
  expect(done.value).toMatchObject({ added: 10_000, already: 0, failed: 0 });
  const again = await world.done<Imported>("contacts_import_contacts", input, { callId });
  expect(again.replayed).toBe(true);
  const third = await world.done<Imported>("contacts_import_contacts", input);
  expect(third.value).toMatchObject({ added: 0, already: 10_000 });
}, 120_000);

test("the import of another organization is not seen here", async () => {
  const there = { organization: world.elsewhere };
  const done = await world.done<Imported>(
    "contacts_import_contacts",
    { table: "nom;email\nPaul Durand;paul@mail.fr" },
    there,
  );
  expect(done.value).toMatchObject({ added: 1, already: 0 });
});
