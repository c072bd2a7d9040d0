"use client";

import { Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useChoiceLabel, useFieldLabel } from "../../forms/form-control.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

/** The deal, what came in and went out, and what remains. */
export function MoneySection({
  facts,
  profit,
}: {
  facts: DateFacts;
  profit: ToolOutput<"business_get_profit">;
}) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const say = useSay();
  const forms = useDateForms(facts);
  const mayWrite = useMay()("business:write");
  const { entries } = facts;
  const money = (cents: number) => say.money(cents, profit.currency);
  // What rules add to the entries: box office net of VAT, tax by estimate.
  const reckoned = profit.lines.filter(
    (line) => line.category === "box_office" || line.category === "taxes",
  );
  return (
    <Section
      id="money"
      title={t("money")}
      flush
      aside={
        mayWrite && (
          <>
            <AddButton label={t("addIncome")} onClick={forms.income} />
            <AddButton label={t("addExpense")} onClick={forms.expense} />
          </>
        )
      }
    >
      <DealLine facts={facts} onEdit={mayWrite ? forms.deal : undefined} />
      <ul className="figures divide-y divide-line/60 px-4 text-sm">
        {reckoned.map((line) => (
          <li key={`${line.kind}${line.category}`} className="flex min-h-9 items-center gap-3">
            <span className="min-w-0 flex-1 truncate">
              {choice(`${line.kind}_category`, line.category)}
              <span className="text-faint"> · {t("reckoned")}</span>
            </span>
            <span>{money(line.kind === "income" ? line.cents : -line.cents)}</span>
          </li>
        ))}
        {entries.map((entry) => (
          <li key={entry.id} className="flex min-h-9 items-center gap-3">
            <span className="min-w-0 flex-1 truncate" title={entry.label}>
              {entry.label}
              <span className="text-faint">
                {" · "}
                {choice(`${entry.kind}_category`, entry.category)}
              </span>
            </span>
            <span>
              {say.money(
                entry.kind === "income" ? entry.amountCents : -entry.amountCents,
                entry.currency,
              )}
            </span>
            {mayWrite && (
              <IconButton
                label={t("editNamed", { name: entry.label })}
                size={32}
                onClick={() => forms.editEntry(entry)}
              >
                <Pencil />
              </IconButton>
            )}
            {mayWrite && (
              <IconButton
                label={t("removeNamed", { name: entry.label })}
                size={28}
                onClick={() => void forms.run("business_delete_entry", { entry: entry.id })}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <dl className="figures grid grid-cols-3 gap-3 border-t border-line px-4 py-3">
        {(
          [
            ["incomeTotal", profit.incomeCents],
            ["expenseTotal", profit.expenseCents],
            ["profit", profit.profitCents],
          ] as const
        ).map(([name, cents]) => (
          <div key={name} className="flex min-w-0 flex-col-reverse">
            <dt className="truncate text-sm text-faint">{t(name)}</dt>
            <dd
              className={classNames(
                "font-display text-lg font-semibold tracking-tight",
                name === "profit" && cents < 0 && "text-danger",
              )}
            >
              {money(cents)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="px-4 pb-3 text-xs text-faint">{t("beforeVat")}</p>
    </Section>
  );
}

function DealLine({ facts, onEdit }: { facts: DateFacts; onEdit: (() => void) | undefined }) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const field = useFieldLabel();
  const say = useSay();
  const { deal } = facts;
  const amounts: [string, number | null][] = deal
    ? [
        ["guarantee", deal.guaranteeCents],
        ["split_point", deal.splitPointCents],
        ["recoupable_cost", deal.recoupableCostCents],
        ["deposit", deal.depositCents],
      ]
    : [];
  return (
    <div className="mx-4 mb-2 flex items-start justify-between gap-3 rounded-md bg-sunken px-3 py-2.5 text-sm">
      {deal ? (
        <div className="min-w-0">
          <p className="font-medium">
            {choice("deal_kind", deal.kind)}
            <span className="font-normal text-faint"> · {choice("deal_status", deal.status)}</span>
          </p>
          <dl className="figures mt-1 flex flex-wrap gap-x-5 gap-y-1 text-soft">
            {amounts.map(
              ([name, cents]) =>
                cents !== null && (
                  <div key={name} className="flex gap-1.5">
                    <dt className="text-faint">{field(name)}</dt>
                    <dd className="text-ink">{say.money(cents, deal.currency)}</dd>
                  </div>
                ),
            )}
            {deal.percentageBp !== null && (
              <div className="flex gap-1.5">
                <dt className="text-faint">{field("percentage")}</dt>
                <dd className="text-ink">{say.percent(deal.percentageBp)}</dd>
              </div>
            )}
          </dl>
          {deal.terms && (
            <p className="mt-1 break-words whitespace-pre-line text-soft">{deal.terms}</p>
          )}
        </div>
      ) : (
        <p className="text-faint">{t("noDeal")}</p>
      )}
      {onEdit && deal?.status !== "signed" && (
        <Button
          size="sm"
          look="quiet"
          icon={<Pencil aria-hidden className="size-3.5" />}
          onClick={onEdit}
        >
          {deal ? t("editDeal") : t("forms.deal")}
        </Button>
      )}
    </div>
  );
}
