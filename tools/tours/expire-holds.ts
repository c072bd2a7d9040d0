import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { todayOf } from "./times.ts";

export const expireHolds = defineTool({
  name: "tours_expire_holds",
  title: { fr: "Libérer les options échues", en: "Release lapsed holds" },
  description:
    "Releases every hold whose decision day has passed; those behind it in the venue move up. Runs by itself each night.",
  permission: "tours:write",
  effect: "write",
  input: z.object({}),
  output: z.object({
    released: z.array(z.object({ id: z.uuid(), label: z.string(), day: z.string() })),
  }),
  examples: [
    { fr: "libère les options échues", en: "release the lapsed holds", input: {} },
    {
      fr: "fais tomber les options dont l’échéance est passée",
      en: "drop the holds whose deadline has passed",
      input: {},
    },
    { fr: "nettoie les options périmées", en: "clean up the expired holds", input: {} },
    {
      fr: "rends les options qui n’ont pas été levées à temps",
      en: "give back the holds that were not decided in time",
      input: {},
    },
    { fr: "les options dépassées, tu les lâches", en: "let go of the overdue holds", input: {} },
    {
      fr: "enlève toutes les options arrivées à échéance",
      en: "remove every hold that has come to its deadline",
      input: {},
    },
  ],
  async run(ctx) {
    const today = await todayOf(ctx);
    const { rows } = await sql<{ id: string; label: string; day: string }>`
      select p.id, concat_ws(' · ', coalesce(p.title, a.name), coalesce(v.city, v.name)) as label, p.day
      from performances p join artists a on a.id = p.artist_id left join venues v on v.id = p.venue_id
      where p.status = 'option' and p.hold_expires_on < ${today}
        and not exists (select from tickets k where k.performance_id = p.id and k.status = 'issued')
      order by p.day, p.id limit 200 for update of p`.execute(ctx.tx);
    if (rows.length > 0) {
      await ctx.call("tours_cancel_performances", {
        performances: rows.map(({ id }) => id),
        reason: ctx.sayIn(ctx.locale)({ fr: "Option échue", en: "Hold lapsed" }),
      });
    }
    return { released: rows };
  },
  summary: ({ released }, say) =>
    released.length === 0
      ? say({ fr: "Aucune option échue.", en: "No hold has lapsed." })
      : say({
          fr: `Options échues, libérées : ${say.list(released.map((one) => `${one.label} (${say.shortDay(one.day)})`))}.`,
          en: `Lapsed holds, released: ${say.list(released.map((one) => `${one.label} (${say.shortDay(one.day)})`))}.`,
        }),
  about: ({ released }) =>
    released.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});
