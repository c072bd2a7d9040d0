import { sql } from "kysely";
import { z } from "zod";
import { choice, name, place, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { consentStatuses, contactKinds } from "./kinds.ts";
import { fits, readContacts } from "./read-contacts.ts";
import { safeCell } from "./rules.ts";

const maximum = 50_000;

export const exportContacts = defineTool({
  name: "contacts_export_contacts",
  title: { fr: "Exporter les contacts", en: "Export contacts" },
  description:
    "A CSV file (semicolons, UTF-8) of the contacts of a kind, tag or town, or of all; the export is kept in the audit log.",
  permission: "contacts:export",
  effect: "read",
  traced: true,
  untrusted: true,
  input: z.object({
    kind: choice("contact_kind", contactKinds).optional(),
    tag: name().describe("one tag").optional(),
    city: place().optional(),
    words: words(200).optional(),
    company: z.string().trim().min(1).max(200).optional().describe("the structure they work for"),
    consent: z.enum(consentStatuses).optional().describe("what they last said of our e-mails"),
    contacts: z.array(z.uuid()).min(1).max(1_000).optional().describe("these alone"),
  }),
  output: z.object({ fileName: z.string(), mime: z.string(), csv: z.string(), total: z.int() }),
  examples: [
    { fr: "exporte les contacts", en: "export the contacts", input: {} },
    {
      fr: "un fichier csv des fans de Lyon",
      en: "a csv file of fans in Lyon",
      input: { kind: "fan", city: "Lyon" },
    },
    {
      fr: "sors-moi la liste presse en excel",
      en: "get me the press list for excel",
      input: { kind: "media" },
    },
    {
      fr: "télécharge les contacts étiquetés vip",
      en: "download the contacts tagged vip",
      input: { tag: "vip" },
    },
    {
      fr: "extrais tous les partenaires dans un tableau",
      en: "extract all partners to a spreadsheet",
      input: { kind: "partner" },
    },
    {
      fr: "export csv carnet d’adresses pro",
      en: "csv export of the professional address book",
      input: { kind: "pro" },
    },
  ],
  async run(ctx, { contacts: ids, ...input }) {
    const chosen = ids ? sql<boolean>`c.id = any(${ids}::uuid[])` : sql<boolean>`true`;
    const { contacts, total } = await readContacts(
      ctx,
      sql<boolean>`${fits(input)} and ${chosen}`,
      maximum,
    );
    await sql`select koncert.record_audit('contacts_exported', null, null, ${JSON.stringify({ ...input, total })}::jsonb)`.execute(
      ctx.tx,
    );
    const heads = [
      { fr: "Nom", en: "Name" },
      { fr: "Type", en: "Kind" },
      { fr: "Structure", en: "Company" },
      { fr: "Fonction", en: "Job title" },
      { fr: "E-mail", en: "E-mail" },
      { fr: "Téléphone", en: "Phone" },
      { fr: "Ville", en: "City" },
      { fr: "Pays", en: "Country" },
      { fr: "Étiquettes", en: "Tags" },
    ].map((head) => ctx.say(head));
    const lines = contacts.map((contact) => [
      contact.name,
      contact.kind,
      contact.company,
      contact.jobTitle,
      contact.email,
      contact.phone,
      contact.city,
      contact.country,
      contact.tags.join(", "),
    ]);
    const csv = [heads, ...lines].map((line) => line.map(quoted).join(";")).join("\r\n");
    return {
      fileName: `contacts-${ctx.now.toISOString().slice(0, 10)}.csv`,
      mime: "text/csv; charset=utf-8",
      // The mark makes spreadsheets read the file as UTF-8.
      csv: `\ufeff${csv}\r\n`,
      total,
    };
  },
  summary: (output, say) =>
    `${output.fileName}${say({ fr: " : ", en: ": " })}${say.count(output.total, { fr: { one: "contact", other: "contacts" }, en: { one: "contact", other: "contacts" } })}.`,
});

const quoted = (cell: string | null) => `"${safeCell(cell ?? "").replaceAll('"', '""')}"`;
