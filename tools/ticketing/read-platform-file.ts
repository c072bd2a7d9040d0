import { z } from "zod";
import { choice, flag, name, pasted, ref } from "../core/fields.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { type PlatformSale, readPlatformSales, type ReadSales } from "./platform-sales.ts";
import {
  type Layout,
  type PlatformTable,
  platformColumns,
  readPlatformTable,
} from "./platform-table.ts";
import { type SalesPlatform, salesPlatforms } from "./platforms.ts";

/** What both the preview and the import of a platform's file are given. */
export const platformFile = {
  performance: ref("performance"),
  platform: choice("sales_platform", salesPlatforms),
  table: pasted(4_000_000),
  columns: z
    .array(z.enum(platformColumns).nullable())
    .max(200)
    .optional()
    .describe(
      "what each column holds, in order; null leaves it out; guessed or remembered without it",
    ),
  whole: flag()
    .describe("the file lists every sale: those that are no longer in it were cancelled")
    .default(false),
  file_name: name().optional(),
};
type Input = z.output<z.ZodObject<typeof platformFile>>;

export type Known = { externalId: string; status: string; priceCents: number; category: string };

export type PlatformFile = {
  performance: { id: string; label: string };
  table: PlatformTable;
  read: ReadSales;
  /** Whether the columns come from what a person once said of this platform. */
  remembered: boolean;
  known: Map<string, Known>;
  /** Known sales that a whole file no longer has. */
  gone: Known[];
};

export async function readPlatformFile(ctx: ToolContext, input: Input): Promise<PlatformFile> {
  const performance = await resolveRef(ctx, "performance", input.performance);
  const layout = await readLayout(ctx, input.platform);
  const table = readPlatformTable(input.table, {
    chosen: input.columns,
    ...(layout ? { layout } : {}),
  });
  const date = await ctx.tx
    .selectFrom("performances as p")
    .innerJoin("organizations as g", "g.id", "p.organization_id")
    .leftJoin("venues as v", "v.id", "p.venue_id")
    .select(["p.day", (eb) => eb.fn.coalesce("v.time_zone", "g.time_zone").as("timeZone")])
    .where("p.id", "=", performance.id)
    .executeTakeFirstOrThrow();
  const read = readPlatformSales(table, { day: String(date.day), timeZone: date.timeZone });
  const known = await readKnown(ctx, performance.id, input.platform);
  const listed = new Set(read.sales.map(({ externalId }) => externalId));
  return {
    performance,
    table,
    read,
    remembered: layout !== null && !input.columns,
    known,
    gone: input.whole
      ? [...known.values()].filter(
          ({ externalId, status }) => status === "sold" && !listed.has(externalId),
        )
      : [],
  };
}

async function readLayout(ctx: ToolContext, platform: SalesPlatform): Promise<Layout | null> {
  const row = await ctx.tx
    .selectFrom("platform_layouts")
    .select("columns")
    .where("platform", "=", platform)
    .executeTakeFirst();
  const parsed = z
    .record(z.string(), z.enum(platformColumns).nullable())
    .safeParse(row?.columns ?? null);
  return parsed.success ? parsed.data : null;
}

async function readKnown(ctx: ToolContext, performanceId: string, platform: SalesPlatform) {
  const rows = await ctx.tx
    .selectFrom("platform_sales")
    .select(["external_id as externalId", "status", "price_cents as priceCents", "category"])
    .where("performance_id", "=", performanceId)
    .where("platform", "=", platform)
    .execute();
  return new Map(rows.map((row) => [row.externalId, row]));
}

export type Fate = "new" | "changed" | "known";

/** What becomes of a sale that a file names. */
export function fateOf(sale: PlatformSale, known: Map<string, Known>): Fate {
  const before = known.get(sale.externalId);
  if (!before) return "new";
  return before.status === sale.status &&
    before.priceCents === sale.priceCents &&
    before.category === sale.category
    ? "known"
    : "changed";
}

/** Tickets sold and their gross once the file is in. */
export function afterwards({ read, known, gone }: PlatformFile) {
  const after = new Map<string, { status: string; priceCents: number }>(known);
  for (const sale of read.sales) after.set(sale.externalId, sale);
  for (const { externalId } of gone) after.delete(externalId);
  const sold = [...after.values()].filter(({ status }) => status === "sold");
  return {
    sold: sold.length,
    grossCents: sold.reduce((sum, { priceCents }) => sum + priceCents, 0),
  };
}
