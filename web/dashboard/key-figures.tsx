import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";

/** The four figures that a producer looks at first, each with what it is compared to. */
export async function KeyFigures({
  overview,
  say,
}: {
  overview: ToolOutput<"organization_get_overview">;
  say: Say;
}) {
  const t = await getTranslations("dashboard");
  const { sales, fill, dates } = overview;
  return (
    <dl className="figures grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line lg:grid-cols-4">
      {sales && (
        <>
          <Figure
            label={t("soldIn30")}
            value={say.number(sales.sold)}
            note={<Change now={sales.sold} before={sales.soldBefore} say={say} t={t} />}
          />
          <Figure
            label={t("grossIn30")}
            value={say.money(Math.round(sales.grossCents / 100) * 100, sales.currency)}
            note={<Change now={sales.grossCents} before={sales.grossBeforeCents} say={say} t={t} />}
          />
        </>
      )}
      <Figure
        label={t("datesToCome")}
        value={say.number(dates.toCome)}
        note={t("datesNote", { onSale: dates.onSale, options: dates.options })}
      />
      {fill && (
        <Figure
          label={t("fillRate")}
          value={say.percent(Math.round((fill.sold * 100) / fill.capacity) * 100)}
          note={t("fillNote", { sold: say.number(fill.sold), capacity: say.number(fill.capacity) })}
        />
      )}
    </dl>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 bg-surface px-4 py-3.5">
      <dt className="text-sm text-faint">{label}</dt>
      <dd className="font-display text-xl font-semibold tracking-tight sm:text-2xl">{value}</dd>
      <dd className="text-sm text-soft">{note}</dd>
    </div>
  );
}

function Change({
  now,
  before,
  say,
  t,
}: {
  now: number;
  before: number;
  say: Say;
  t: Awaited<ReturnType<typeof getTranslations<"dashboard">>>;
}) {
  if (before === 0) return t("noBefore");
  const share = Math.round(((now - before) / before) * 100);
  const tone = share > 0 ? "text-confirmed" : share < 0 ? "text-danger" : "text-soft";
  return (
    <>
      <span className={`font-medium ${tone}`}>
        <span aria-hidden>{share > 0 ? "▲" : share < 0 ? "▼" : "="} </span>
        {say.percent(Math.abs(share) * 100)}
        <span className="sr-only">{share < 0 ? t("less") : t("more")}</span>
      </span>{" "}
      {t("than30Before")}
    </>
  );
}
