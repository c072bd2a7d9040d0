import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";

const most = 200;

export const listTags = defineTool({
  name: "contacts_list_tags",
  title: { fr: "Étiquettes", en: "Tags" },
  description: "The tags of the address book with how many contacts carry each, most used first.",
  permission: "contacts:read",
  effect: "read",
  untrusted: true,
  input: z.object({}),
  output: z.object({
    total: z.int(),
    tags: z.array(z.object({ tag: z.string(), contacts: z.int() })),
  }),
  examples: [
    { fr: "quelles étiquettes avons-nous ?", en: "which tags do we have?", input: {} },
    { fr: "liste des étiquettes", en: "list the tags", input: {} },
    { fr: "montre toutes les étiquettes", en: "show all tags", input: {} },
    {
      fr: "on utilise quoi comme étiquettes dans les contacts",
      en: "which tags do we use in the contacts",
      input: {},
    },
    { fr: "combien de contacts par étiquette", en: "how many contacts per tag", input: {} },
    { fr: "rappelle-moi les étiquettes stp", en: "remind me of the tags please", input: {} },
  ],
  async run(ctx) {
    const { rows } = await sql<{ tag: string; contacts: number; total: number }>`
      select tag, count(*)::int as contacts, count(*) over ()::int as total
      from contacts c cross join lateral unnest(c.tags) tag
      where c.erased_at is null group by tag order by 2 desc, 1 limit ${most}`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      tags: rows.map(({ tag, contacts }) => ({ tag, contacts })),
    };
  },
  summary: (output, say) => {
    if (output.total === 0) return say({ fr: "Aucune étiquette.", en: "No tag." });
    const found = say.count(output.total, {
      fr: { one: "étiquette", other: "étiquettes" },
      en: { one: "tag", other: "tags" },
    });
    const first = output.tags.slice(0, 8).map(({ tag, contacts }) => `${tag} (${contacts})`);
    const more = output.total > first.length ? "…" : ".";
    return say({
      fr: `${found} : ${first.join(", ")}${more}`,
      en: `${found}: ${first.join(", ")}${more}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Étiquettes", en: "Tags" }),
    columns: [
      { key: "tag", label: say({ fr: "Étiquette", en: "Tag" }), type: "text" },
      { key: "contacts", label: say({ fr: "Contacts", en: "Contacts" }), type: "number" },
    ],
    rows: output.tags,
    total: output.total,
  }),
});
