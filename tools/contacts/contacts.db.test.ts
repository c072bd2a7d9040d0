import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

type Created = { id: string; name: string };
type Listed = { total: number; contacts: { name: string; tags: string[] }[] };

test("a contact is added with what was said of it, and found by its trade", async () => {
  const made = await world.done<Created>("contacts_create_contact", {
    name: "Marie Dupont",
    company: "Transbordeur",
    job_title: "programmatrice",
    email: "Marie@Transbordeur.fr",
    city: "villeurbane",
    tags: ["#VIP", "vip"],
  });
  expect(made.summary.replace(/[\u00a0\u202f]/g, " ")).toBe(
    "Marie Dupont est dans les contacts : programmatrice, Transbordeur, marie@transbordeur.fr.",
  );
  expect(made.value).toMatchObject({ kind: "pro", city: "Villeurbanne", tags: ["vip"] });
  const found = await world.done<Listed>("contacts_find_contacts", { words: "programmatrice" });
  expect(found.value.contacts.map((contact) => contact.name)).toEqual(["Marie Dupont"]);
});

test("a twin is refused by e-mail, by phone however written, and by bare name", async () => {
  await world.done("contacts_create_contact", { name: "Karim Benali", phone: "+33 6 12 34 56 78" });
  const byPhone = await world.failed("contacts_create_contact", {
    name: "K. Benali",
    phone: "06.12.34.56.78",
  });
  expect(byPhone).toMatchObject({ code: "conflict", choices: [{ label: "Karim Benali" }] });
  const byMail = await world.failed("contacts_create_contact", {
    name: "M. Dupont",
    email: "marie@transbordeur.fr",
  });
  expect(byMail.code).toBe("conflict");
  const byName = await world.failed("contacts_create_contact", { name: "karim bénali" });
  expect(byName.code).toBe("conflict");
});

test("the same call made twice adds one contact", async () => {
  const callId = crypto.randomUUID();
  const input = { name: "Hugo Petit", email: "hugo@son.fr" };
  await world.done("contacts_create_contact", input, { callId });
  const again = await world.done<Created>("contacts_create_contact", input, { callId });
  expect(again.replayed).toBe(true);
  expect(await world.rows("select from contacts where email = 'hugo@son.fr'")).toHaveLength(1);
});

test("a phone that is not one changes nothing", async () => {
  const error = await world.failed("contacts_create_contact", {
    name: "Nina Roux",
    phone: "demain matin",
  });
  expect(error).toMatchObject({ code: "invalid_input", field: "phone" });
  expect(await world.rows("select from contacts where display_name = 'Nina Roux'")).toEqual([]);
});

test("a member who may only read adds nothing, and door staff reads nothing", async () => {
  const input = { name: "Sophie Laurent" };
  expect((await world.failed("contacts_create_contact", input, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  expect((await world.failed("contacts_find_contacts", {}, { role: "door_staff" })).code).toBe(
    "forbidden",
  );
  expect((await world.failed("contacts_export_contacts", {}, { role: "viewer" })).code).toBe(
    "forbidden",
  );
});

test("another organization neither finds nor changes the contact", async () => {
  const there = { organization: world.elsewhere };
  const listed = await world.done<Listed>("contacts_find_contacts", {}, there);
  expect(listed.value.total).toBe(0);
  const [row] = await world.rows<{ id: string }>(
    "select id from contacts where display_name = 'Marie Dupont'",
  );
  const error = await world.failed(
    "contacts_update_contact",
    { contact: row?.id, phone: "0102030405" },
    there,
  );
  expect(error.code).toBe("not_found");
  expect(error.message).not.toContain("Marie");
});

test("a contact is changed, and the change is taken back", async () => {
  const callId = crypto.randomUUID();
  await world.done(
    "contacts_update_contact",
    { contact: "Marie Dupont", phone: "04 78 93 08 33", new_name: "Marie Dupont-Leroy" },
    { callId },
  );
  const one = await world.done<Created & { phone: string }>("contacts_get_contact", {
    contact: "Marie Dupont-Leroy",
  });
  expect(one.value.phone).toBe("04 78 93 08 33");
  await world.done("organization_undo_call", { call: callId });
  const [row] = await world.rows("select display_name, phone from contacts where email = $1", [
    "marie@transbordeur.fr",
  ]);
  expect(row).toEqual({ display_name: "Marie Dupont", phone: null });
});

test("an update that says nothing asks what should change", async () => {
  const error = await world.failed("contacts_update_contact", { contact: "Marie Dupont" });
  expect(error.message).toMatch(/Que faut-il changer pour Marie Dupont/);
});

test("tags are put on and taken off", async () => {
  const put = await world.done<{ changed: number; unchanged: number }>("contacts_tag_contacts", {
    tag: "vip",
    contacts: ["Marie Dupont", "Hugo Petit"],
  });
  expect(put.value).toMatchObject({ changed: 1, unchanged: 1 });
  expect(put.summary.replace(/[\u00a0\u202f]/g, " ")).toBe(
    "Étiquette « vip » posée : Hugo Petit. 1 l’avait déjà.",
  );
  const tagged = await world.done<Listed>("contacts_find_contacts", { tag: "VIP" });
  expect(tagged.value.total).toBe(2);
  await world.done("contacts_tag_contacts", { tag: "vip", kind: "pro", remove: true });
  expect((await world.done<Listed>("contacts_find_contacts", { tag: "vip" })).value.total).toBe(0);
});

test("a tag for nobody in particular is refused", async () => {
  expect((await world.failed("contacts_tag_contacts", { tag: "vip" })).field).toBe("contacts");
});

test("the last word on a channel is what holds", async () => {
  await world.done("contacts_record_consent", { contact: "Hugo Petit", channel: "sms" });
  await world.done("contacts_record_consent", {
    contact: "Hugo Petit",
    channel: "sms",
    consent: "withdrawn",
  });
  const one = await world.done<{ consents: { channel: string; status: string }[] }>(
    "contacts_get_contact",
    { contact: "Hugo Petit" },
  );
  expect(one.value.consents).toMatchObject([
    { channel: "sms", status: "withdrawn", holds: true },
    { channel: "sms", status: "granted", holds: false },
  ]);
});

test("an export is a file that a spreadsheet cannot run, and the log keeps it", async () => {
  await world.done("contacts_create_contact", { name: "=cmd()", kind: "partner" });
  const file = await world.done<{ csv: string; total: number }>("contacts_export_contacts", {
    kind: "partner",
  });
  expect(file.value.csv).toContain(`"'=cmd()"`);
  expect(
    await world.rows("select detail from audit_log where action = 'contacts_exported'"),
  ).toMatchObject([{ detail: { kind: "partner", total: 1 } }]);
});
