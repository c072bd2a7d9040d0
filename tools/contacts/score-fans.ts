import { sql } from "kysely";
import { z } from "zod";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { type FanFacts, scoreFan } from "./fan-score.ts";

const batch = 1_000;

export const scoreFans = defineTool({
  name: "contacts_score_fans",
  title: { fr: "Calculer le score des fans", en: "Score the fans" },
  description:
    "Works out anew how close each fan is (recency, dates, spending, attendance, consent), by batches from `after`. Runs by itself each night.",
  permission: "contacts:write",
  effect: "write",
  input: z.object({ after: z.uuid().optional().describe("last contact of the batch before") }),
  output: z.object({
    scored: z.int(),
    changed: z.int(),
    /** Where the next batch goes on; null when all are scored. */
    next: z.uuid().nullable(),
  }),
  examples: [
    { fr: "recalcule le score des fans", en: "work out the fan scores again", input: {} },
    { fr: "mets à jour les scores fans", en: "update the fan scores", input: {} },
    { fr: "refais le calcul du score des fans", en: "redo the fan score calculation", input: {} },
    { fr: "actualise la note de chaque fan", en: "refresh each fan's score", input: {} },
    { fr: "lance le scoring des fans", en: "run the fan scoring", input: {} },
    {
      fr: "calcule le score de fidélité du public",
      en: "score the loyalty of the audience",
      input: {},
    },
  ],
  async run(ctx, input) {
    const rows = await readFacts(ctx, input.after);
    const scores = rows.map(({ id, ...facts }) => ({ id, ...scoreFan(facts) }));
    const { numAffectedRows } = await sql`
      insert into fan_scores as f (contact_id, score, parts, scored_at)
      select id, score, parts, ${ctx.now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) s (id uuid, score smallint, parts jsonb)
      on conflict (organization_id, contact_id) do update
        set score = excluded.score, parts = excluded.parts, scored_at = excluded.scored_at
        where (f.score, f.parts) is distinct from (excluded.score, excluded.parts)`.execute(ctx.tx);
    return {
      scored: rows.length,
      changed: Number(numAffectedRows ?? 0),
      next: rows.length === batch ? (rows.at(-1)?.id ?? null) : null,
    };
  },
  summary: ({ scored, changed }, say) =>
    say({
      fr: `${say.count(scored, { fr: { one: "fan noté", other: "fans notés" }, en: { one: "", other: "" } })}, ${say.number(changed)} changements.`,
      en: `${say.count(scored, { fr: { one: "", other: "" }, en: { one: "fan scored", other: "fans scored" } })}, ${say.number(changed)} changes.`,
    }),
});

async function readFacts(ctx: ToolContext, after: string | undefined) {
  const { rows } = await sql<FanFacts & { id: string }>`
    with fans as (
      select c.id from contacts c
       where c.kind = 'fan' and c.erased_at is null and (${after ?? null}::uuid is null or c.id > ${after ?? null}::uuid)
       order by c.id limit ${batch}
    )
    select f.id, b."daysSince", coalesce(b.dates, 0) as dates, coalesce(b."spentCents", 0) as "spentCents",
      coalesce(k.past, 0) as "pastTickets", coalesce(k.came, 0) as "cameIn", coalesce(m.agrees, false) as "agreesToMail"
    from fans f
    left join lateral (
      select (extract(epoch from ${ctx.now}::timestamptz - max(o.paid_at)) / 86400)::int as "daysSince",
        count(distinct o.performance_id)::int as dates, sum(o.total_cents - o.refunded_cents)::int as "spentCents"
      from orders o where o.contact_id = f.id and o.status in ('paid', 'partially_refunded')) b on true
    left join lateral (
      select count(*)::int as past,
        count(*) filter (where exists (select from check_ins i where i.ticket_id = k.id and i.result = 'accepted' and i.direction = 'in'))::int as came
      from orders o join tickets k on k.order_id = o.id join performances p on p.id = k.performance_id
      where o.contact_id = f.id and k.status = 'issued' and p.day < ${ctx.now}::timestamptz::date) k on true
    left join lateral (
      select s.status = 'granted' as agrees from consents s
      where s.contact_id = f.id and s.channel = 'email' order by s.at desc, s.id desc limit 1) m on true
    order by f.id`.execute(ctx.tx);
  return rows;
}
