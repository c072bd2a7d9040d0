import { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { exactMoney, exactRate } from "#tools/ticketing/exact-words.ts";
import { providerWords } from "#tools/ticketing/provider-words.ts";
import { classNames } from "../design/class-names.ts";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";

/** VAT by rate, what leads from the takings to the net, and how the money came. */
export async function StatementSums({
  statement,
  say,
}: {
  statement: ToolOutput<"ticketing_get_statement">;
  say: Say;
}) {
  const t = await getTranslations("figures");
  const { currency, levy } = statement;
  const money = (cents: number) => exactMoney(cents, currency, say.locale);
  const steps = [
    { label: t("netBefore"), cents: statement.netCents },
    ...(levy
      ? [{ label: t("levy", { rate: exactRate(levy.rateBp, say.locale) }), cents: -levy.cents }]
      : []),
    ...(statement.organizerFeeCents > 0
      ? [{ label: t("organizerFee"), cents: -statement.organizerFeeCents }]
      : []),
    { label: t("due"), cents: statement.dueCents, strong: true },
  ];
  const corrections = [
    { label: t("kept"), cents: statement.keptCents },
    { label: t("givenBack"), cents: -statement.givenBackCents },
  ].filter(({ cents }) => cents !== 0);
  return (
    <>
      <Panel level={2} flush title={t("vat")}>
        <div className="border-t border-line">
          <Table
            label={t("vat")}
            columns={[
              { key: "rate", label: t("rate"), type: "text" },
              { key: "gross", label: t("rateGross"), type: "text", figure: true },
              { key: "net", label: t("rateNet"), type: "text", figure: true },
              { key: "vat", label: t("rateVat"), type: "text", figure: true },
            ]}
            rows={statement.rates.map((rate) => ({
              rate: exactRate(rate.rateBp, say.locale),
              gross: money(rate.grossCents),
              net: money(rate.netCents),
              vat: money(rate.vatCents),
            }))}
          />
        </div>
      </Panel>
      <Panel level={2} title={t("netTitle")}>
        <Steps steps={[...corrections, ...steps]} money={money} />
        {levy && (
          <p className="mt-2 text-sm text-faint">
            {t("levySource", { source: levy.source, day: say.day(levy.since) })}
          </p>
        )}
        {statement.buyerFeeCents > 0 && (
          <p className="mt-2 text-sm text-faint">
            {t("buyerFee", { money: money(statement.buyerFeeCents) })}
          </p>
        )}
      </Panel>
      {statement.payments.length > 0 && (
        <Panel level={2} flush title={t("payments")}>
          <div className="border-t border-line">
            <Table
              label={t("payments")}
              columns={[
                { key: "means", label: t("means"), type: "text" },
                { key: "received", label: t("received"), type: "text", figure: true },
                { key: "refunded", label: t("refunded"), type: "text", figure: true },
                { key: "left", label: t("left"), type: "text", figure: true },
              ]}
              rows={statement.payments.map(({ provider, paidCents, refundedCents }) => ({
                means: say(providerWords(provider)),
                received: money(paidCents),
                refunded: money(refundedCents),
                left: money(paidCents - refundedCents),
              }))}
            />
          </div>
        </Panel>
      )}
    </>
  );
}

function Steps({
  steps,
  money,
}: {
  steps: { label: string; cents: number; strong?: boolean }[];
  money(cents: number): string;
}) {
  return (
    <dl className="figures flex flex-col text-sm">
      {steps.map(({ label, cents, strong }) => (
        <div
          key={label}
          className={classNames(
            "flex items-baseline justify-between gap-4 border-b border-line py-2 last:border-0",
            strong && "text-base font-semibold",
          )}
        >
          <dt className="min-w-0">{label}</dt>
          <dd className="shrink-0">{money(cents)}</dd>
        </div>
      ))}
    </dl>
  );
}
