import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { paidCount } from "../tours/paid-count.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { exactRate } from "./exact-words.ts";
import { proposeVat as propose, reducedVatUntil } from "./rules.ts";

const { status: _, ...which } = selection;

const date = z.object({
  performanceId: z.uuid(),
  performance: z.string(),
  day: z.string(),
  country: z.string(),
  production: z.string().nullable(),
  /** Which paid performance of the production this one is; null where no production is known. */
  rank: z.int().nullable(),
  proposal: z
    .object({ rateBp: z.int(), rule: z.string(), source: z.string(), since: z.string() })
    .nullable(),
  ticketTypes: z.array(z.object({ id: z.uuid(), name: z.string(), vatRateBp: z.int() })),
  /** Whether a ticket type bears another rate than the proposed one. */
  differs: z.boolean(),
});
type Read = Omit<z.infer<typeof date>, "proposal" | "differs">;

export const proposeVat = defineTool({
  name: "ticketing_propose_vat",
  title: { fr: "Taux de TVA proposé", en: "Proposed VAT rate" },
  description:
    "The VAT rate that the rules propose for tickets of dates: count of the production's paid performances, source, and types that bear another rate. A person decides.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object(which),
  output: z.object({ reducedVatUntil: z.int(), dates: z.array(date) }),
  examples: [
    {
      fr: "quel taux de TVA pour Lyon ?",
      en: "which VAT rate for Lyon?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "Marseille est à 2,10 ou à 5,5 ?",
      en: "is Marseille at 2.10 or 5.5?",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "vérifie la TVA des billets de la tournée Organique",
      en: "check the VAT of the tickets of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "à partir de quelle date on passe les 140 représentations",
      en: "from which date on are we past the 140 performances",
      input: {},
    },
    {
      fr: "TVA billetterie Nantes, règle et source",
      en: "ticket VAT Nantes, rule and source",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "je m’y perds, c’est quoi le bon taux à Rennes",
      en: "I'm lost, what is the right rate in Rennes",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "quel taux de TVA s’applique aux billets de Strasbourg",
      en: "which VAT rate applies to the tickets of Strasbourg",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "le bon taux de TVA pour Toulouse, 2,10 ou 5,5 ?",
      en: "the right VAT rate for Toulouse, 2.10 or 5.5?",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "vérifie le taux de TVA de la billetterie de Caen",
      en: "check the VAT rate of the box office of Caen",
      input: { performances: ["Caen"] },
    },
    {
      fr: "on est à combien sur les 140 représentations ? quel taux de TVA ?",
      en: "how far are we in the 140 performances? which VAT rate?",
      input: {},
    },
    {
      fr: "quelle règle de TVA pour Angers",
      en: "which VAT rule for Angers",
      input: { performances: ["Angers"] },
    },
    {
      fr: "le taux de TVA proposé pour les billets de Lille",
      en: "the proposed VAT rate for the tickets of Lille",
      input: { performances: ["Lille"] },
    },
    {
      fr: "Bordeaux, c’est 2,10 ou 5,5 comme TVA ?",
      en: "Bordeaux, is it 2.10 or 5.5 for VAT?",
      input: { performances: ["Bordeaux"] },
    },
    {
      fr: "à quelle date on dépasse les 140 représentations et quel taux après",
      en: "on which date do we pass the 140 performances and which rate then",
      input: {},
    },
    {
      fr: "est-ce que nos tarifs de Metz ont le bon taux de TVA",
      en: "do our ticket types in Metz have the right VAT rate",
      input: { performances: ["Metz"] },
    },
    {
      fr: "contrôle les taux de TVA de la tournée Organique",
      en: "check the VAT rates of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "je m’y perds avec la TVA des billets de Dijon, 2,10 ou 5,5",
      en: "I'm lost with the VAT on the Dijon tickets, 2.10 or 5.5",
      input: { performances: ["Dijon"] },
    },
    {
      fr: "on a encore droit au taux réduit de TVA à Tours ?",
      en: "do we still get the reduced VAT rate in Tours?",
      input: { performances: ["Tours"] },
    },
    {
      fr: "quelle règle de TVA s’applique à Brest, et la source",
      en: "which VAT rule applies to Brest, and the source",
      input: { performances: ["Brest"] },
    },
    {
      fr: "TVA des billets de Nice : règle et taux proposé",
      en: "VAT on the Nice tickets: rule and proposed rate",
      input: { performances: ["Nice"] },
    },
    {
      fr: "quel est le bon taux de TVA sur la billetterie de Caen",
      en: "what is the right VAT rate on the Caen box office",
      input: { performances: ["Caen"] },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map(({ id }) => id);
    const { rows } = await sql<Read>`
      select p.id as "performanceId", concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as performance,
        p.day, coalesce(v.country, 'FR') as country, d.title as production,
        case when d.id is not null then ${paidCount(sql`p.day`)} + 1 end as rank,
        coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'vatRateBp', t.vat_rate_bp) order by t.position, t.name)
          from ticket_types t where t.performance_id = p.id and t.price_cents > 0), '[]') as "ticketTypes"
      from performances p
      left join venues v on v.id = p.venue_id
      left join productions d on d.id = p.production_id
      where p.id = any(${ids}::uuid[]) order by p.day, p.session limit 500`.execute(ctx.tx);
    return {
      reducedVatUntil,
      dates: rows.map((row) => {
        const before = row.rank === null ? undefined : row.rank - 1;
        const proposal = propose(row.country, row.day, before) ?? null;
        return {
          ...row,
          proposal,
          differs:
            proposal !== null &&
            row.ticketTypes.some(({ vatRateBp }) => vatRateBp !== proposal.rateBp),
        };
      }),
    };
  },
  summary: (output, say) => {
    const [only] = output.dates;
    if (!only) return say({ fr: "Aucune date.", en: "No date." });
    if (output.dates.length > 1) {
      const differing = output.dates.filter(({ differs }) => differs).length;
      return say({
        fr: `${say.number(output.dates.length)} dates, ${say.number(differing)} avec un tarif à un autre taux que celui proposé.`,
        en: `${say.number(output.dates.length)} dates, ${say.number(differing)} with a ticket type at another rate than the proposed one.`,
      });
    }
    if (!only.proposal) {
      return say({
        fr: `${only.performance} : l’entrée est taxée où se tient le spectacle, selon les règles du pays.`,
        en: `${only.performance}: entry is taxed where the show happens, by that country's rules.`,
      });
    }
    const { rateBp, source, since } = only.proposal;
    const rank =
      only.rank === null
        ? say({ fr: "aucun spectacle rattaché", en: "no production attached" })
        : say({
            fr: `${only.rank === 1 ? "1re" : `${say.number(only.rank)}e`} représentation payante de ${only.production}, sur ${output.reducedVatUntil}`,
            en: `paid performance no. ${say.number(only.rank)} of ${only.production}, out of ${output.reducedVatUntil}`,
          });
    return say({
      fr: `${only.performance} : ${exactRate(rateBp, "fr")} proposés (${rank} ; ${source}, depuis le ${say.day(since)}). À vous de décider.`,
      en: `${only.performance}: ${exactRate(rateBp, "en")} proposed (${rank}; ${source}, since ${say.day(since)}). You decide.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "TVA proposée", en: "Proposed VAT" }),
    columns: [
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      {
        key: "rank",
        label: say({ fr: "N° de représentation", en: "Performance no." }),
        type: "number",
      },
      { key: "rate", label: say({ fr: "Taux proposé", en: "Proposed rate" }), type: "percent" },
      { key: "now", label: say({ fr: "Taux des tarifs", en: "Rates of the types" }), type: "text" },
    ],
    rows: output.dates.map((one) => ({
      performance: one.performance,
      rank: one.rank,
      rate: one.proposal?.rateBp ?? null,
      now: [
        ...new Set(one.ticketTypes.map(({ vatRateBp }) => exactRate(vatRateBp, say.locale))),
      ].join(", "),
    })),
    total: output.dates.length,
  }),
  about: (output) =>
    output.dates.map((one) => ({
      kind: "performance" as const,
      id: one.performanceId,
      label: one.performance,
    })),
});
