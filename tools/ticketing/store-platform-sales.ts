import { sql } from "kysely";
import { forbidden } from "../core/failures.ts";
import type { ToolContext } from "../core/tool.ts";
import type { PlatformSale } from "./platform-sales.ts";
import type { SalesPlatform } from "./platforms.ts";

export type Report = {
  source: "file" | "api";
  fileName: string | null;
  whole: boolean;
  lines: number;
  failed: number;
};

export type Stored = {
  reportId: string;
  added: number;
  changed: number;
  cancelled: number;
  sold: number;
  grossCents: number;
};

/** Keeps what a platform reports of a date; tickets that are known are brought up to date. */
export async function storePlatformSales(
  ctx: ToolContext,
  performanceId: string,
  platform: SalesPlatform,
  sales: PlatformSale[],
  report: Report,
): Promise<Stored> {
  const given = sales.map((sale) => ({
    external_id: sale.externalId,
    order_reference: sale.orderReference,
    category: sale.category,
    price_cents: sale.priceCents,
    status: sale.status,
    sold_at: sale.soldAt,
    postal_code: sale.postalCode,
    city: sale.city,
  }));
  const told = {
    source: report.source,
    file_name: report.fileName,
    whole: report.whole,
    lines: report.lines,
    failed: report.failed,
  };
  const { rows } = await sql<{
    answer: {
      code: string;
      report_id: string;
      added: number;
      changed: number;
      cancelled: number;
      sold: number;
      gross_cents: number;
    };
  }>`select koncert.report_platform_sales(${performanceId}::uuid, ${platform}, ${JSON.stringify(given)}::jsonb,
    ${JSON.stringify(told)}::jsonb, ${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code === "forbidden") throw forbidden();
  if (answer?.code !== "ok") throw new Error(`report_platform_sales: ${answer?.code}`);
  return {
    reportId: answer.report_id,
    added: answer.added,
    changed: answer.changed,
    cancelled: answer.cancelled,
    sold: answer.sold,
    grossCents: answer.gross_cents,
  };
}
