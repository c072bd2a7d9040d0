import { sql } from "kysely";
import { z } from "zod";
import { count } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { partWords } from "./fan-score.ts";

const part = z.object({
  kind: z.enum(Object.keys(partWords) as [keyof typeof partWords]),
  points: z.int(),
  of: z.int(),
});

export const listBestFans = defineTool({
  name: "contacts_list_best_fans",
  title: { fr: "Meilleurs fans", en: "Best fans" },
  description:
    "Fans by their score of 100, best first, each with the points that explain it. Scores are worked out each night.",
  permission: "contacts:read",
  effect: "read",
  untrusted: true,
  input: z.object({ limit: count(1, 200).default(20) }),
  output: z.object({
    total: z.int(),
    fans: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        city: z.string().nullable(),
        score: z.int(),
        parts: z.array(part),
        scoredAt: z.string(),
      }),
    ),
  }),
  examples: [
    { fr: "qui sont nos meilleurs fans ?", en: "who are our best fans?", input: {} },
    { fr: "les fans les plus fidèles", en: "the most loyal fans", input: {} },
    { fr: "top 10 des fans", en: "top 10 fans", input: { limit: 10 } },
    { fr: "classement des fans par score", en: "fans ranked by score", input: {} },
    {
      fr: "montre les 50 fans les plus engagés",
      en: "show the 50 most engaged fans",
      input: { limit: 50 },
    },
    {
      fr: "quel public nous suit le plus, et pourquoi",
      en: "which fans follow us most, and why",
      input: {},
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{
      id: string;
      name: string;
      city: string | null;
      score: number;
      parts: z.infer<typeof part>[];
      at: Date;
      total: number;
    }>`
      select c.id, c.display_name as name, c.city, f.score, f.parts, f.scored_at as at, (count(*) over ())::int as total
      from fan_scores f join contacts c on c.id = f.contact_id
      where c.erased_at is null order by f.score desc, c.id limit ${input.limit}`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      fans: rows.map(({ total: _t, at, ...fan }) => ({
        ...fan,
        scoredAt: new Date(at).toISOString(),
      })),
    };
  },
  summary({ fans }, say) {
    const [best] = fans;
    if (!best) {
      return say({
        fr: "Aucun score pour l’instant : ils sont calculés chaque nuit.",
        en: "No score yet: they are worked out each night.",
      });
    }
    const why = best.parts
      .filter(({ points }) => points > 0)
      .map(({ kind, points, of }) => `${say(partWords[kind])} ${points}/${of}`);
    const first = `${best.name}, ${best.score}/100 (${say.list(why)})`;
    const others = fans.slice(1, 5).map(({ name, score }) => `${name} (${score})`);
    return others.length === 0
      ? `${first}.`
      : say({
          fr: `${first} ; puis ${say.list(others)}.`,
          en: `${first}; then ${say.list(others)}.`,
        });
  },
  show: ({ fans, total }, say) => ({
    kind: "table",
    title: say({ fr: "Meilleurs fans", en: "Best fans" }),
    columns: [
      { key: "name", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "city", label: say({ fr: "Ville", en: "Town" }), type: "text" },
      { key: "score", label: "Score", type: "number" },
      ...Object.entries(partWords).map(([key, label]) => ({
        key,
        label: say(label),
        type: "number" as const,
      })),
    ],
    rows: fans.map(({ name, city, score, parts }) => ({
      name,
      city,
      score,
      ...Object.fromEntries(parts.map(({ kind, points }) => [kind, points])),
    })),
    total,
  }),
  about: ({ fans }) => fans.map(({ id, name }) => ({ kind: "contact" as const, id, label: name })),
});
