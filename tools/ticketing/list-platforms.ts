import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { instant } from "../core/instant.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { connectable } from "./platform-connection.ts";
import { readWarnings, sayWarning, warning } from "./platform-warnings.ts";
import { platformName, salesPlatforms } from "./platforms.ts";

const allotment = z.object({
  platform: z.enum(salesPlatforms),
  ticketType: z.string().nullable(),
  quantity: z.int(),
  sold: z.int(),
  grossCents: z.int(),
  reportedAt: z.string().nullable(),
  externalEvent: z.string().nullable(),
});

const report = z.object({
  platform: z.enum(salesPlatforms),
  source: z.enum(["file", "api", "entered"]),
  fileName: z.string().nullable(),
  added: z.int(),
  changed: z.int(),
  cancelled: z.int(),
  failed: z.int(),
  sold: z.int(),
  grossCents: z.int(),
  at: z.string(),
});

const shownReports = 12;

export const listPlatforms = defineTool({
  name: "ticketing_list_platforms",
  title: { fr: "Autres plateformes d’une date", en: "Other platforms of a date" },
  description:
    "What other sales platforms were granted of a date, what they sold, their last reports, which are connected, and what needs attention.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    currency: z.string(),
    allotments: z.array(allotment),
    reports: z.array(report),
    /** Platforms whose interface may be asked, and whether this organization has connected them. */
    connections: z.array(z.object({ platform: z.enum(connectable), connected: z.boolean() })),
    warnings: z.array(warning),
  }),
  examples: [
    {
      fr: "les contingents de Lyon",
      en: "the allotments of Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "combien la Fnac a vendu à Marseille ?",
      en: "how much did Fnac sell in Marseille?",
      input: { performance: "Marseille" },
    },
    {
      fr: "ventes des autres billetteries pour Nantes",
      en: "sales of the other ticketing sites for Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "quand est-ce qu’on a eu le dernier relevé de Lille",
      en: "when did we get the last report for Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "qui vend Rennes à part nous",
      en: "who sells Rennes besides us",
      input: { performance: "Rennes" },
    },
    {
      fr: "revendeurs Tours, où ça en est ?",
      en: "Tours resellers, where are we?",
      input: { performance: "Tours" },
    },
    {
      fr: "quels contingents on a donnés pour Strasbourg ?",
      en: "which allotments did we give for Strasbourg?",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "ventes des autres billetteries à Toulouse",
      en: "sales of the other ticketing sites in Toulouse",
      input: { performance: "Toulouse" },
    },
    {
      fr: "combien ont vendu Fnac et Ticketmaster à Caen",
      en: "how many did Fnac and Ticketmaster sell in Caen",
      input: { performance: "Caen" },
    },
    {
      fr: "les revendeurs d’Angers et leurs contingents",
      en: "the resellers of Angers and their allotments",
      input: { performance: "Angers" },
    },
    {
      fr: "le dernier relevé des plateformes pour Dijon",
      en: "the last report of the platforms for Dijon",
      input: { performance: "Dijon" },
    },
    {
      fr: "qui d’autre vend Brest ? plateformes et revendeurs",
      en: "who else sells Brest? platforms and resellers",
      input: { performance: "Brest" },
    },
    {
      fr: "montre les plateformes qui vendent Metz",
      en: "show the platforms that sell Metz",
      input: { performance: "Metz" },
    },
    {
      fr: "combien de billets vendus par Ticketmaster et la Fnac à Bordeaux ?",
      en: "how many tickets sold by Ticketmaster and Fnac in Bordeaux?",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "liste les contingents et les revendeurs de Lille",
      en: "list the allotments and resellers of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "quels contingents pour Nice, plateforme par plateforme",
      en: "which allotments for Nice, platform by platform",
      input: { performance: "Nice" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const { rows: allotments } = await sql<z.infer<typeof allotment>>`
      select a.platform, t.name as "ticketType", a.quantity, a.sold, a.gross_cents as "grossCents",
        ${instant("a.reported_at")} as "reportedAt", a.external_event as "externalEvent"
      from allotments a left join ticket_types t on t.id = a.ticket_type_id
      where a.performance_id = ${performance.id} order by a.platform, t.position nulls first`.execute(
      ctx.tx,
    );
    const { rows: reports } = await sql<z.infer<typeof report>>`
      select r.platform, r.source, r.file_name as "fileName", r.added, r.changed, r.cancelled, r.failed, r.sold,
        r.gross_cents as "grossCents", ${instant("r.reported_at")} as at
      from platform_reports r where r.performance_id = ${performance.id}
      order by r.reported_at desc, r.created_at desc limit ${shownReports}`.execute(ctx.tx);
    const connected = await ctx.tx
      .selectFrom("integrations")
      .select("provider")
      .where("provider", "in", [...connectable])
      .where("status", "<>", "disabled")
      .execute();
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    return {
      performanceId: performance.id,
      performance: performance.label,
      currency,
      allotments: allotments.map((row) => ({ ...row, grossCents: Number(row.grossCents) })),
      reports: reports.map((row) => ({ ...row, grossCents: Number(row.grossCents) })),
      connections: connectable.map((platform) => ({
        platform,
        connected: connected.some(({ provider }) => provider === platform),
      })),
      warnings: await readWarnings(ctx, [performance.id]),
    };
  },
  summary: (output, say) => {
    if (output.allotments.length === 0) {
      return say({
        fr: `${output.performance} ne se vend qu’ici.`,
        en: `${output.performance} is sold here alone.`,
      });
    }
    const told = output.allotments.map(
      ({ platform, ticketType, quantity, sold }) =>
        `${[platformName(platform, say), ticketType].filter(Boolean).join(", ")} ${say({
          fr: `${say.number(sold)} sur ${say.number(quantity)}`,
          en: `${say.number(sold)} of ${say.number(quantity)}`,
        })}`,
    );
    const warned = output.warnings.map((one) => ` ${sayWarning(one, say)}`).join("");
    return `${output.performance}${say({ fr: " : ", en: ": " })}${told.join(" ; ")}.${warned}`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({
      fr: `Autres plateformes · ${output.performance}`,
      en: `Other platforms · ${output.performance}`,
    }),
    columns: [
      { key: "platform", label: say({ fr: "Plateforme", en: "Platform" }), type: "text" },
      { key: "quantity", label: say({ fr: "Contingent", en: "Allotment" }), type: "number" },
      { key: "sold", label: say({ fr: "Vendus", en: "Sold" }), type: "number" },
      { key: "gross", label: say({ fr: "Recette", en: "Gross" }), type: "money" },
      { key: "reported", label: say({ fr: "Relevé du", en: "Reported on" }), type: "day" },
    ],
    rows: output.allotments.map((row) => ({
      platform: [platformName(row.platform, say), row.ticketType].filter(Boolean).join(", "),
      quantity: row.quantity,
      sold: row.sold,
      gross: row.grossCents,
      reported: row.reportedAt?.slice(0, 10) ?? null,
    })),
    total: output.allotments.length,
    currency: output.currency,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
