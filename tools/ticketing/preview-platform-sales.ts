import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { platformExamples } from "./platform-examples.ts";
import { platformColumns } from "./platform-table.ts";
import { platformName, salesPlatforms } from "./platforms.ts";
import { afterwards, fateOf, platformFile, readPlatformFile } from "./read-platform-file.ts";

const shown = 50;
const shownErrors = 1_000;
const fates = ["new", "changed", "known", "error"] as const;

export const previewPlatformSales = defineTool({
  name: "ticketing_preview_platform_sales",
  title: { fr: "Aperçu des ventes d’une plateforme", en: "Preview sales of a platform" },
  description:
    "What importing a platform's sales file (CSV) for a date would do: columns, new, changed and known tickets, errors by line. Writes nothing.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object(platformFile),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    platform: z.enum(salesPlatforms),
    lines: z.int(),
    fresh: z.int(),
    changed: z.int(),
    known: z.int(),
    gone: z.int(),
    pending: z.int(),
    elsewhere: z.int(),
    twice: z.int(),
    failed: z.int(),
    soldAfter: z.int(),
    grossAfterCents: z.int(),
    remembered: z.boolean(),
    columns: z.array(
      z.object({
        heading: z.string(),
        column: z.enum(platformColumns).nullable(),
        samples: z.array(z.string()),
      }),
    ),
    sample: z.array(
      z.object({
        line: z.int(),
        fate: z.enum(fates),
        ticket: z.string().nullable(),
        category: z.string().nullable(),
        priceCents: z.int().nullable(),
        status: z.string().nullable(),
        error: z.object({ fr: z.string(), en: z.string() }).nullable(),
      }),
    ),
    errors: z.array(z.object({ line: z.int(), fr: z.string(), en: z.string() })),
  }),
  examples: platformExamples.preview,
  async run(ctx, input) {
    const file = await readPlatformFile(ctx, input);
    const { read, table, known, performance } = file;
    const count = (wanted: string) =>
      read.sales.filter((sale) => fateOf(sale, known) === wanted).length;
    const after = afterwards(file);
    return {
      performanceId: performance.id,
      performance: performance.label,
      platform: input.platform,
      lines: table.rows.length,
      fresh: count("new"),
      changed: count("changed"),
      known: count("known"),
      gone: file.gone.length,
      pending: read.pending,
      elsewhere: read.elsewhere,
      twice: read.twice,
      failed: read.errors.length,
      soldAfter: after.sold,
      grossAfterCents: after.grossCents,
      remembered: file.remembered,
      columns: table.columns,
      sample: [
        ...read.errors.map(({ line, fr, en }) => ({
          line,
          fate: "error" as const,
          ticket: null,
          category: null,
          priceCents: null,
          status: null,
          error: { fr, en },
        })),
        ...read.sales.slice(0, shown).map((sale) => ({
          line: read.lineOf.get(sale.externalId) ?? 0,
          fate: fateOf(sale, known),
          ticket: sale.externalId,
          category: sale.category,
          priceCents: sale.priceCents,
          status: sale.status,
          error: null,
        })),
      ]
        .toSorted((a, b) => a.line - b.line)
        .slice(0, shown),
      errors: read.errors.slice(0, shownErrors),
    };
  },
  summary: (output, say) =>
    say({
      fr: `${platformName(output.platform, say)}, ${output.performance} : ${say.number(output.fresh)} à ajouter, ${say.number(output.changed)} à mettre à jour, ${say.number(output.known)} déjà connus, ${say.number(output.failed)} à corriger. Total après import : ${say.number(output.soldAfter)} billets, ${say.money(output.grossAfterCents)}.`,
      en: `${platformName(output.platform, say)}, ${output.performance}: ${say.number(output.fresh)} to add, ${say.number(output.changed)} to bring up to date, ${say.number(output.known)} known already, ${say.number(output.failed)} to mend. Total after the import: ${say.number(output.soldAfter)} tickets, ${say.money(output.grossAfterCents)}.`,
    }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Aperçu de l’import", en: "Preview of the import" }),
    columns: [
      { key: "line", label: say({ fr: "Ligne", en: "Line" }), type: "number" },
      { key: "ticket", label: say({ fr: "Billet", en: "Ticket" }), type: "text" },
      { key: "category", label: say({ fr: "Tarif", en: "Type" }), type: "text" },
      { key: "price", label: say({ fr: "Prix TTC", en: "Price" }), type: "money" },
      { key: "error", label: say({ fr: "À corriger", en: "To mend" }), type: "text" },
    ],
    rows: output.sample.map(({ line, ticket, category, priceCents, error }) => ({
      line,
      ticket,
      category,
      price: priceCents,
      error: error ? say(error) : null,
    })),
    total: output.lines,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
