import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, flag, name, place, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRefs } from "../find/resolve-ref.ts";
import { contactKinds } from "./kinds.ts";
import { fits } from "./read-contacts.ts";
import { tidyTags } from "./rules.ts";

const shown = 50;

export const tagContacts = defineTool({
  name: "contacts_tag_contacts",
  title: { fr: "Étiqueter des contacts", en: "Tag contacts" },
  description:
    "Puts a tag on named contacts, or on all that fit words, kind or town; remove takes it off.",
  permission: "contacts:write",
  effect: "write",
  input: z.object({
    tag: name().describe("one tag"),
    contacts: z.array(ref("contact")).min(1).max(200).optional(),
    words: words(200).optional(),
    kind: choice("contact_kind", contactKinds).optional(),
    city: place().optional(),
    remove: flag().default(false),
  }),
  output: z.object({
    tag: z.string(),
    removed: z.boolean(),
    changed: z.int(),
    unchanged: z.int(),
    contacts: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
  examples: [
    {
      fr: "étiquette Marie Dupont en vip",
      en: "tag Marie Dupont as vip",
      input: { contacts: ["Marie Dupont"], tag: "vip" },
    },
    {
      fr: "mets le tag presse sur Sophie Laurent et Hugo Petit",
      en: "put the tag press on Sophie Laurent and Hugo Petit",
      input: { contacts: ["Sophie Laurent", "Hugo Petit"], tag: "presse" },
    },
    {
      fr: "tous les fans de Lyon : étiquette lyon-2027",
      en: "all fans in Lyon: tag lyon-2027",
      input: { kind: "fan", city: "Lyon", tag: "lyon-2027" },
    },
    {
      fr: "enlève l’étiquette vip à Karim Benali",
      en: "remove the tag vip from Karim Benali",
      input: { contacts: ["Karim Benali"], tag: "vip", remove: true },
    },
    {
      fr: "ajoute l’étiquette newsletter aux partenaires",
      en: "add the tag newsletter to partners",
      input: { kind: "partner", tag: "newsletter" },
    },
    {
      fr: "retire le tag presse de Sophie Laurent",
      en: "take the tag press off Sophie Laurent",
      input: { contacts: ["Sophie Laurent"], tag: "presse", remove: true },
    },
  ],
  async run(ctx, input) {
    const [tag] = tidyTags([input.tag]);
    if (!tag) {
      throw new ToolError(
        "invalid_input",
        { fr: "L’étiquette est vide.", en: "The tag is empty." },
        { field: "tag" },
      );
    }
    const named = input.contacts
      ? (await resolveRefs(ctx, "contact", input.contacts, "contacts")).map((row) => row.id)
      : undefined;
    if (!named && !input.words && !input.kind && !input.city) {
      throw new ToolError(
        "invalid_input",
        { fr: "De quels contacts s’agit-il ?", en: "Which contacts do you mean?" },
        { field: "contacts" },
      );
    }
    const filter = { words: input.words, kind: input.kind, city: input.city };
    const where = sql<boolean>`${fits(filter)} and ${named ? sql<boolean>`c.id = any(${named}::uuid[])` : sql<boolean>`true`}`;
    const { rows: fitting } = await sql<{ total: number }>`
      select count(*)::int as total from contacts c where ${where}`.execute(ctx.tx);
    const total = fitting[0]?.total ?? 0;
    if (total === 0) {
      throw new ToolError("not_found", {
        fr: "Aucun contact ne correspond.",
        en: "No contact matches.",
      });
    }
    const { rows } = await sql<{ id: string; name: string }>`
      update contacts c
      set tags = ${input.remove ? sql`array_remove(c.tags, ${tag})` : sql`array_append(c.tags, ${tag})`}
      where ${where} and ${input.remove ? sql<boolean>`` : sql<boolean>`not`} c.tags @> ${[tag]}::text[]
      returning c.id, c.display_name as name`.execute(ctx.tx);
    return {
      tag,
      removed: input.remove,
      changed: rows.length,
      unchanged: total - rows.length,
      contacts: rows.slice(0, shown),
    };
  },
  summary: (output, say) => {
    const [only] = output.contacts;
    const who =
      output.changed === 1 && only
        ? only.name
        : say.count(output.changed, {
            fr: { one: "contact", other: "contacts" },
            en: { one: "contact", other: "contacts" },
          });
    if (output.removed) {
      return say({
        fr: `Étiquette « ${output.tag} » retirée : ${who}.`,
        en: `Tag “${output.tag}” taken off: ${who}.`,
      });
    }
    const already =
      output.unchanged > 0
        ? say({
            fr: ` ${say.number(output.unchanged)} ${output.unchanged > 1 ? "l’avaient" : "l’avait"} déjà.`,
            en: ` ${say.number(output.unchanged)} had it already.`,
          })
        : "";
    return say({
      fr: `Étiquette « ${output.tag} » posée : ${who}.${already}`,
      en: `Tag “${output.tag}” added: ${who}.${already}`,
    });
  },
  about: (output) =>
    output.contacts.map(({ id, name: label }) => ({ kind: "contact" as const, id, label })),
});
