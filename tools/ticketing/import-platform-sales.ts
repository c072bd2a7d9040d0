import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { platformExamples } from "./platform-examples.ts";
import { layoutOf, type PlatformTable } from "./platform-table.ts";
import { readWarnings, sayWarning, warning } from "./platform-warnings.ts";
import { platformName, type SalesPlatform, salesPlatforms } from "./platforms.ts";
import { platformFile, readPlatformFile } from "./read-platform-file.ts";
import { storePlatformSales } from "./store-platform-sales.ts";

const shownErrors = 1_000;

export const importPlatformSales = defineTool({
  name: "ticketing_import_platform_sales",
  title: { fr: "Importer les ventes d’une plateforme", en: "Import sales of a platform" },
  description:
    "Keeps the sales of a date made on another platform from its CSV export; imported again, tickets are brought up to date, never doubled; bad lines told.",
  permission: "ticketing:write",
  effect: "write",
  untrusted: true,
  input: z.object(platformFile),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    platform: z.enum(salesPlatforms),
    lines: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    cancelled: z.int(),
    pending: z.int(),
    elsewhere: z.int(),
    twice: z.int(),
    failed: z.int(),
    sold: z.int(),
    grossCents: z.int(),
    currency: z.string(),
    warnings: z.array(warning),
    errors: z.array(z.object({ line: z.int(), fr: z.string(), en: z.string() })),
  }),
  examples: platformExamples.import,
  async run(ctx, input) {
    const file = await readPlatformFile(ctx, input);
    const { read, table, performance } = file;
    // Whoever chose the columns is told line by line.
    if (read.sales.length === 0 && !input.columns && !input.whole) {
      const [first] = read.errors;
      throw new ToolError(
        "invalid_input",
        {
          fr: `Aucune ligne n’est un billet de ${performance.label}${first ? ` ; ligne ${first.line} : ${first.fr}` : ""}.`,
          en: `No line is a ticket of ${performance.label}${first ? `; line ${first.line}: ${first.en}` : ""}.`,
        },
        { field: "table" },
      );
    }
    if (input.columns) await remember(ctx, input.platform, table);
    const stored = await storePlatformSales(ctx, performance.id, input.platform, read.sales, {
      source: "file",
      fileName: input.file_name ?? null,
      whole: input.whole,
      lines: table.rows.length,
      failed: read.errors.length,
    });
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    return {
      performanceId: performance.id,
      performance: performance.label,
      platform: input.platform,
      lines: table.rows.length,
      added: stored.added,
      changed: stored.changed,
      unchanged: read.sales.length - stored.added - stored.changed,
      cancelled: stored.cancelled,
      pending: read.pending,
      elsewhere: read.elsewhere,
      twice: read.twice,
      failed: read.errors.length,
      sold: stored.sold,
      grossCents: stored.grossCents,
      currency,
      warnings: await readWarnings(ctx, [performance.id]),
      errors: read.errors.slice(0, shownErrors),
    };
  },
  summary: (output, say) => {
    const sold = say.count(output.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    const moved = say({
      fr: `${say.number(output.added)} ajoutés, ${say.number(output.changed + output.cancelled)} mis à jour`,
      en: `${say.number(output.added)} added, ${say.number(output.changed + output.cancelled)} brought up to date`,
    });
    const [first] = output.errors;
    const bad = first
      ? say({
          fr: ` ${say.count(output.failed, { fr: { one: "ligne écartée", other: "lignes écartées" }, en: { one: "", other: "" } })} (ligne ${first.line} : ${first.fr}).`,
          en: ` ${say.count(output.failed, { fr: { one: "", other: "" }, en: { one: "line left out", other: "lines left out" } })} (line ${first.line}: ${first.en}).`,
        })
      : "";
    const warned = output.warnings.map((one) => ` ${sayWarning(one, say)}`).join("");
    return `${platformName(output.platform, say)}, ${output.performance}${say({ fr: " : ", en: ": " })}${sold}, ${say.money(output.grossCents, output.currency)} (${moved}).${bad}${warned}`;
  },
  show: (output, say) =>
    output.errors.length === 0
      ? []
      : {
          kind: "table",
          title: say({ fr: "Lignes écartées", en: "Lines left out" }),
          columns: [
            { key: "line", label: say({ fr: "Ligne", en: "Line" }), type: "number" },
            { key: "why", label: say({ fr: "Motif", en: "Reason" }), type: "text" },
          ],
          rows: output.errors.map(({ line, fr, en }) => ({ line, why: say({ fr, en }) })),
          total: output.failed,
        },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

/** The columns that a person chose stand for the next file of this platform. */
async function remember(ctx: ToolContext, platform: SalesPlatform, table: PlatformTable) {
  const columns = JSON.stringify(layoutOf(table.columns));
  await ctx.tx
    .insertInto("platform_layouts")
    .values({ platform, columns })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "platform"]).doUpdateSet({ columns }),
    )
    .execute();
}
