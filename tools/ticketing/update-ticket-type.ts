import { sql } from "kysely";
import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import {
  basisPoints,
  clearing,
  count,
  countChange,
  day,
  flag,
  name,
  ref,
  time,
  words,
} from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { instantOf } from "../tours/times.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { placesLeft } from "./read-capacity.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

/** Without a code anyone may buy it; without days it is sold as long as the date is on sale. */
const emptiable = {
  description: "description",
  justification: "justification",
  access_code: ["access_code", "access_code_limit"],
  access_code_limit: "access_code_limit",
  opens_on: "sale_starts_at",
  closes_on: "sale_ends_at",
} as const;

export const updateTicketType = defineTool({
  name: "ticketing_update_ticket_type",
  title: { fr: "Modifier un tarif", en: "Update a ticket type" },
  description:
    "Changes quota, name, VAT, sale window, per-order limit, access code or visibility of one ticket type. Price: ticketing_change_price.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    ticket_type: ref("ticket_type").optional(),
    quota: count(0, 500_000).optional(),
    quota_by: countChange().describe("places added to the quota; negative takes away").optional(),
    rename: name().optional(),
    vat: basisPoints().optional(),
    min_per_order: count(1, 1_000).optional(),
    max_per_order: count(1, 1_000).optional(),
    access_code: words(60).optional(),
    access_code_limit: count(1, 500_000).describe("orders that the code opens").optional(),
    justification: words(300).describe("proof shown at the door").optional(),
    hidden: flag().optional(),
    description: words(500).describe("shown to the public").optional(),
    opens_on: day().optional(),
    opens_at: time().optional(),
    closes_on: day().optional(),
    closes_at: time().optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
    quota: z.int().nullable(),
    sold: z.int(),
  }),
  examples: [
    {
      fr: "passe le quota du plein tarif de Lyon à 400",
      en: "set the Lyon full price quota to 400",
      input: { performance: "Lyon", ticket_type: "Plein tarif", quota: 400 },
    },
    {
      fr: "limite la prévente de Lille à 150 places",
      en: "limit the Lille early bird to 150 places",
      input: { performance: "Lille", ticket_type: "Prévente", quota: 150 },
    },
    {
      fr: "renomme le tarif groupe de Tours en « Comités d’entreprise »",
      en: "rename the Tours group ticket “Company tickets”",
      input: { performance: "Tours", ticket_type: "Groupe", rename: "Comités d’entreprise" },
    },
    {
      fr: "cache le tarif pass de Bourges",
      en: "hide the pass of Bourges",
      input: { performance: "Bourges", ticket_type: "Pass", hidden: true },
    },
    {
      fr: "TVA à 2,1 % sur le plein tarif de Nantes",
      en: "VAT at 2.1 % on the Nantes full price",
      input: { performance: "Nantes", ticket_type: "Plein tarif", vat: 210 },
    },
    {
      fr: "6 billets max par commande en tarif réduit à Rennes",
      en: "6 tickets max per order for reduced in Rennes",
      input: { performance: "Rennes", ticket_type: "Tarif réduit", max_per_order: 6 },
    },
    {
      fr: "au moins 10 billets par commande pour le tarif groupe de Tours",
      en: "at least 10 tickets per order for the Tours group ticket",
      input: { performance: "Tours", ticket_type: "Groupe", min_per_order: 10 },
    },
    {
      fr: "le code du tarif CE de Metz ne sert que pour 50 commandes",
      en: "the code of the Metz company ticket opens 50 orders only",
      input: { performance: "Metz", ticket_type: "CE", access_code_limit: 50 },
    },
    {
      fr: "tarif réduit de Lyon : justificatif carte étudiant ou demandeur d’emploi",
      en: "Lyon reduced ticket: proof is a student or job seeker card",
      input: {
        performance: "Lyon",
        ticket_type: "Tarif réduit",
        justification: "carte étudiant ou demandeur d’emploi",
      },
    },
    {
      fr: "ouvre 40 places de plus au tarif réduit de Dijon",
      en: "open 40 more places at the reduced price in Dijon",
      input: { performance: "Dijon", ticket_type: "tarif réduit", quota_by: 40 },
    },
    {
      fr: "enlève 100 places au plein tarif de Metz",
      en: "take 100 places off the full price in Metz",
      input: { performance: "Metz", ticket_type: "plein tarif", quota_by: -100 },
    },
    {
      fr: "la prévente de Lyon ouvre le 5 janvier 2027 à 10 h et ferme le 31",
      en: "the Lyon early bird opens on 5 January 2027 at 10:00 and closes on the 31st",
      input: {
        performance: "Lyon",
        ticket_type: "prévente",
        opens_on: "2027-01-05",
        opens_at: "10:00",
        closes_on: "2027-01-31",
      },
    },
    {
      fr: "masque la prévente de Caen",
      en: "hide the Caen early bird from sale",
      input: { performance: "Caen", ticket_type: "Prévente", hidden: true },
    },
    {
      fr: "n’affiche plus le tarif groupe à Dijon",
      en: "stop showing the group ticket in Dijon",
      input: { performance: "Dijon", ticket_type: "Groupe", hidden: true },
    },
    {
      fr: "retire le code d’accès du tarif CE de Metz",
      en: "remove the access code of the Metz company ticket",
      input: { performance: "Metz", ticket_type: "CE", clear: ["access_code"] },
    },
    {
      fr: "enlève la date d’ouverture de la prévente de Lille",
      en: "remove the opening day of the Lille early bird",
      input: { performance: "Lille", ticket_type: "Prévente", clear: ["opens_on"] },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const type = await resolveTicketType(ctx, performance, input.ticket_type);
    const taken = type.held + type.sold + type.allotted;
    const quota = quotaAfter(type.quota, input);
    if (quota !== undefined && quota < taken) {
      throw new ToolError(
        "invalid_input",
        {
          fr: `${taken} places de ce tarif sont déjà vendues, retenues ou confiées à d’autres billetteries : le quota ne peut pas descendre à ${quota}.`,
          en: `${taken} places of this type are sold, held or with other platforms: the quota cannot go down to ${quota}.`,
        },
        { field: "quota" },
      );
    }
    const left = await placesLeft(ctx, performance.id, type.id);
    if (quota !== undefined && left !== null && quota > left) {
      throw new ToolError(
        "invalid_input",
        {
          fr: `La jauge de ${performance.label} ne laisse que ${left} places à ce tarif.`,
          en: `The capacity of ${performance.label} leaves ${left} places for this type.`,
        },
        { field: "quota" },
      );
    }
    const change = {
      ...emptied(emptiable, input.clear, input),
      ...(quota === undefined ? {} : { quota }),
      ...(input.rename === undefined ? {} : { name: input.rename }),
      ...(input.vat === undefined ? {} : { vat_rate_bp: input.vat }),
      ...(input.max_per_order === undefined ? {} : { max_per_order: input.max_per_order }),
      ...(input.access_code === undefined ? {} : { access_code: input.access_code }),
      ...(input.access_code_limit === undefined
        ? {}
        : { access_code_limit: input.access_code_limit }),
      ...(input.min_per_order === undefined ? {} : { min_per_order: input.min_per_order }),
      ...(input.justification === undefined ? {} : { justification: input.justification }),
      ...(input.hidden === undefined ? {} : { hidden: input.hidden }),
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(await saleWindow(ctx, type.id, input)),
    };
    if (Object.keys(change).length === 0) {
      throw new ToolError("invalid_input", {
        fr: "Dites ce qui change : quota, nom, TVA, période de vente, limite par commande…",
        en: "Say what changes: quota, name, VAT, sale window, per-order limit…",
      });
    }
    const row = await ctx.tx
      .updateTable("ticket_types")
      .set(change)
      .where("id", "=", type.id)
      .returning(["name", "quota", "sold"])
      .executeTakeFirstOrThrow();
    return { id: type.id, performanceId: performance.id, performance: performance.label, ...row };
  },
  summary: (output, say) => {
    const quota =
      output.quota === null ? say({ fr: "sans quota", en: "no quota" }) : say.number(output.quota);
    return say({
      fr: `Tarif « ${output.name} » de ${output.performance} mis à jour : quota ${quota}, ${say.number(output.sold)} vendus.`,
      en: `Ticket type “${output.name}” of ${output.performance} updated: quota ${quota}, ${say.number(output.sold)} sold.`,
    });
  },
  about: (output) => [
    { kind: "ticket_type", id: output.id, label: output.name },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});

function quotaAfter(
  before: number | null,
  { quota, quota_by }: { quota?: number | undefined; quota_by?: number | undefined },
): number | undefined {
  if (quota_by === undefined) return quota;
  if (quota === undefined && before !== null) return Math.max(0, before + quota_by);
  throw new ToolError(
    "invalid_input",
    {
      fr: "Ce tarif n’a pas de quota : dites combien de places il doit compter.",
      en: "This ticket type has no quota: say how many places it should have.",
    },
    { field: "quota" },
  );
}

type Window = {
  opens_on?: string | undefined;
  opens_at?: string | undefined;
  closes_on?: string | undefined;
  closes_at?: string | undefined;
};

/** When the ticket type is sold, by the clock of the venue: whole days where no time is said. */
async function saleWindow(ctx: ToolContext, typeId: string, input: Window) {
  const { opens_on, opens_at, closes_on, closes_at } = input;
  if (!opens_on && !opens_at && !closes_on && !closes_at) return {};
  const { rows } = await sql<{ zone: string; opens: string | null; closes: string | null }>`
    select z.zone, to_char(t.sale_starts_at at time zone z.zone, 'YYYY-MM-DD') as opens,
      to_char(t.sale_ends_at at time zone z.zone, 'YYYY-MM-DD') as closes
    from ticket_types t
    join performances p on p.id = t.performance_id
    join organizations g on g.id = p.organization_id
    left join venues v on v.id = p.venue_id
    cross join lateral (select coalesce(v.time_zone, g.time_zone) as zone) z
    where t.id = ${typeId}`.execute(ctx.tx);
  const { zone = "Europe/Paris", opens = null, closes = null } = rows[0] ?? {};
  // A time alone moves within the day that is known.
  const starts = momentOf("opens_on", opens_on ?? (opens_at && opens), opens_at, "00:00", zone);
  const ends = momentOf("closes_on", closes_on ?? (closes_at && closes), closes_at, "24:00", zone);
  if (starts && ends && starts >= ends) {
    throw new ToolError(
      "invalid_input",
      { fr: "La vente finit avant de commencer.", en: "The sale ends before it starts." },
      { field: "closes_on" },
    );
  }
  return { ...(starts ? { sale_starts_at: starts } : {}), ...(ends ? { sale_ends_at: ends } : {}) };
}

function momentOf(
  field: string,
  on: string | null | undefined,
  at: string | undefined,
  otherwise: string,
  zone: string,
) {
  if (on) return instantOf(on, at ?? otherwise, zone);
  if (!at) return undefined;
  throw new ToolError("invalid_input", { fr: "Quel jour ?", en: "On which day?" }, { field });
}
