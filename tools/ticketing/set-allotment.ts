import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, choice, count, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readWarnings, sayWarning, warning } from "./platform-warnings.ts";
import { platformName, type SalesPlatform, salesPlatforms } from "./platforms.ts";
import { fixCapacity } from "./read-capacity.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

export const setAllotment = defineTool({
  name: "ticketing_set_allotment",
  title: { fr: "Contingent d’une plateforme", en: "Allotment of a platform" },
  description:
    "Grants places of a date to another sales platform, all types or one; they leave our stock. Or notes what it told it sold, without a file.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    platform: choice("sales_platform", salesPlatforms),
    quantity: count(0, 500_000).optional(),
    ticket_type: ref("ticket_type").optional(),
    sold: count(0, 500_000).describe("tickets the platform says it sold").optional(),
    gross: cents().describe("what they brought, VAT included").optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    platform: z.enum(salesPlatforms),
    ticketType: z.string().nullable(),
    quantity: z.int(),
    sold: z.int(),
    grossCents: z.int(),
    reported: z.boolean(),
    currency: z.string(),
    warnings: z.array(warning),
  }),
  examples: [
    {
      fr: "donne 300 places de Lyon à Ticketmaster",
      en: "give Ticketmaster 300 places in Lyon",
      input: { performance: "Lyon", platform: "ticketmaster", quantity: 300 },
    },
    {
      fr: "contingent Fnac de 150 sur Marseille",
      en: "allotment of 150 for Fnac in Marseille",
      input: { performance: "Marseille", platform: "fnac", quantity: 150 },
    },
    {
      fr: "passe le contingent Shotgun de Nantes à 80",
      en: "set the Shotgun allotment of Nantes to 80",
      input: { performance: "Nantes", platform: "shotgun", quantity: 80 },
    },
    {
      fr: "reprends les places de la Fnac à Lille",
      en: "take back the Fnac's places in Lille",
      input: { performance: "Lille", platform: "fnac", quantity: 0 },
    },
    {
      fr: "la salle de Rennes annonce 212 billets vendus pour 7 420 €",
      en: "the venue in Rennes reports 212 tickets sold for €7,420",
      input: { performance: "Rennes", platform: "venue", sold: 212, gross: 742_000 },
    },
    {
      fr: "bon, on file 50 pleins tarifs de Tours à Weezevent et on n’en parle plus",
      en: "ok, we hand 50 full price of Tours to Weezevent and that's that",
      input: {
        performance: "Tours",
        platform: "weezevent",
        quantity: 50,
        ticket_type: "pleins tarifs",
      },
    },
    {
      fr: "mets un contingent de 120 places chez Fnac pour Strasbourg",
      en: "set an allotment of 120 places at Fnac for Strasbourg",
      input: { performance: "Strasbourg", platform: "fnac", quantity: 120 },
    },
    {
      fr: "contingent Ticketmaster à Toulouse : 200 places",
      en: "Ticketmaster allotment in Toulouse: 200 places",
      input: { performance: "Toulouse", platform: "ticketmaster", quantity: 200 },
    },
    {
      fr: "file 60 places de Caen à Shotgun en contingent",
      en: "hand 60 places of Caen to Shotgun as an allotment",
      input: { performance: "Caen", platform: "shotgun", quantity: 60 },
    },
    {
      fr: "reprends tout le contingent de Ticketmaster à Angers",
      en: "take back the whole Ticketmaster allotment in Angers",
      input: { performance: "Angers", platform: "ticketmaster", quantity: 0 },
    },
    {
      fr: "donne 80 places de Brest à la Fnac en contingent",
      en: "give Fnac 80 places in Brest as an allotment",
      input: { performance: "Brest", platform: "fnac", quantity: 80 },
    },
    {
      fr: "passe le contingent Fnac de Metz à 40",
      en: "set the Fnac allotment of Metz to 40",
      input: { performance: "Metz", platform: "fnac", quantity: 40 },
    },
    {
      fr: "la salle de Dijon a vendu 96 billets pour 3 360 €",
      en: "the venue in Dijon has sold 96 tickets for €3,360",
      input: { performance: "Dijon", platform: "venue", sold: 96, gross: 336_000 },
    },
    {
      fr: "la Fnac annonce 54 billets vendus à Nice pour 1 890 €",
      en: "Fnac reports 54 tickets sold in Nice for €1,890",
      input: { performance: "Nice", platform: "fnac", sold: 54, gross: 189_000 },
    },
    {
      fr: "on confie 100 places de Bordeaux à Ticketmaster",
      en: "we hand Ticketmaster 100 places in Bordeaux",
      input: { performance: "Bordeaux", platform: "ticketmaster", quantity: 100 },
    },
    {
      fr: "baisse le contingent Shotgun de Lille à 25 places",
      en: "lower the Shotgun allotment of Lille to 25 places",
      input: { performance: "Lille", platform: "shotgun", quantity: 25 },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const type = input.ticket_type
      ? await resolveTicketType(ctx, performance, input.ticket_type)
      : null;
    if (input.quantity === undefined && input.sold === undefined) {
      throw new ToolError(
        "invalid_input",
        { fr: "Combien de places ?", en: "How many places?" },
        { field: "quantity" },
      );
    }
    await refuseOver(ctx, performance);
    await fixCapacity(ctx, performance.id);
    if (input.sold !== undefined) await refuseDetailed(ctx, performance, input.platform);
    const at = { performance: performance.id, platform: input.platform, type: type?.id ?? null };
    const told =
      input.sold === undefined
        ? {}
        : { sold: input.sold, gross_cents: input.gross ?? 0, reported_at: ctx.now };
    const row = await keepAllotment(ctx, at, {
      ...(input.quantity === undefined ? {} : { quantity: input.quantity }),
      ...told,
    });
    if (input.sold !== undefined) {
      await ctx.tx
        .insertInto("platform_reports")
        .values({
          performance_id: performance.id,
          platform: input.platform,
          source: "entered",
          sold: input.sold,
          gross_cents: input.gross ?? 0,
          reported_at: ctx.now,
        })
        .execute();
    }
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    return {
      performanceId: performance.id,
      performance: performance.label,
      platform: input.platform,
      ticketType: type?.name ?? null,
      quantity: row.quantity,
      sold: row.sold,
      grossCents: Number(row.gross_cents),
      reported: input.sold !== undefined,
      currency,
      warnings: await readWarnings(ctx, [performance.id]),
    };
  },
  summary: (output, say) => {
    const who = [platformName(output.platform, say), output.ticketType].filter(Boolean).join(", ");
    const places = say.count(output.quantity, {
      fr: { one: "place", other: "places" },
      en: { one: "place", other: "places" },
    });
    const sold = say.count(output.sold, {
      fr: { one: "vendue", other: "vendues" },
      en: { one: "sold", other: "sold" },
    });
    const money = output.reported ? `, ${say.money(output.grossCents, output.currency)}` : "";
    const warned = output.warnings.map((one) => ` ${sayWarning(one, say)}`).join("");
    return say({
      fr: `${output.performance}, ${who} : contingent de ${places}, ${sold}${money}.${warned}`,
      en: `${output.performance}, ${who}: allotment of ${places}, ${sold}${money}.${warned}`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

async function refuseOver(ctx: ToolContext, performance: { id: string; label: string }) {
  const { status } = await ctx.tx
    .selectFrom("performances")
    .select("status")
    .where("id", "=", performance.id)
    .executeTakeFirstOrThrow();
  if (status === "cancelled") {
    throw new ToolError("conflict", {
      fr: `La date ${performance.label} est annulée.`,
      en: `The date ${performance.label} is cancelled.`,
    });
  }
}

/** A sum told by voice does not stand against tickets that a file named one by one. */
async function refuseDetailed(
  ctx: ToolContext,
  performance: { id: string; label: string },
  platform: SalesPlatform,
) {
  const detailed = await ctx.tx
    .selectFrom("platform_sales")
    .select("id")
    .where("performance_id", "=", performance.id)
    .where("platform", "=", platform)
    .limit(1)
    .executeTakeFirst();
  if (!detailed) return;
  throw new ToolError("conflict", {
    fr: `Les ventes ${platformName(platform, ctx.sayIn("fr"))} de ${performance.label} sont connues billet par billet : importez le nouveau fichier.`,
    en: `The ${platformName(platform, ctx.sayIn("en"))} sales of ${performance.label} are known ticket by ticket: import the new file.`,
  });
}

type Place = { performance: string; platform: SalesPlatform; type: string | null };
type Change = { quantity?: number; sold?: number; gross_cents?: number; reported_at?: Date };

async function keepAllotment(ctx: ToolContext, at: Place, change: Change) {
  const known = await ctx.tx
    .selectFrom("allotments")
    .select("id")
    .where("performance_id", "=", at.performance)
    .where("platform", "=", at.platform)
    .where("ticket_type_id", at.type === null ? "is" : "=", at.type)
    .forUpdate()
    .executeTakeFirst();
  const columns = ["quantity", "sold", "gross_cents"] as const;
  return known
    ? ctx.tx
        .updateTable("allotments")
        .set(change)
        .where("id", "=", known.id)
        .returning(columns)
        .executeTakeFirstOrThrow()
    : ctx.tx
        .insertInto("allotments")
        .values({
          performance_id: at.performance,
          platform: at.platform,
          ticket_type_id: at.type,
          quantity: 0,
          ...change,
        })
        .returning(columns)
        .executeTakeFirstOrThrow();
}
