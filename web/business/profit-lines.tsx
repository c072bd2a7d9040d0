"use client";

import { Calculator } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Card } from "#tools/core/card.ts";
import { ShowCard } from "../cards/show-card.tsx";
import { Button, IconButton } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

export type ProfitLine = {
  key: string;
  label: string;
  /** The entries behind the figures. */
  href: string | null;
  incomeCents: number;
  expenseCents: number;
  profitCents: number;
  /** The date, where it may be settled. */
  settle: string | null;
};

const firstLines = 40;

/** Income and expenses of each tour or date as two bars on one scale, and what remains. */
export function ProfitLines({
  lines,
  currency,
}: {
  lines: ProfitLine[];
  currency: ToolOutput<"business_get_profit">["currency"];
}) {
  const card = useTranslations("card");
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...lines.flatMap((line) => [line.incomeCents, line.expenseCents]));
  const shown = all ? lines : lines.slice(0, firstLines);
  const may = useMay()("business:write");
  return (
    <>
      <ul className="@container divide-y divide-line border-t border-line">
        {shown.map((line) => (
          <Line key={line.key} line={line} most={most} currency={currency} may={may} />
        ))}
      </ul>
      {shown.length < lines.length && (
        <div className="border-t border-line p-2">
          <Button look="quiet" size="sm" wide onClick={() => setAll(true)}>
            {card("showMore", { count: lines.length - shown.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({
  line,
  most,
  currency,
  may,
}: {
  line: ProfitLine;
  most: number;
  currency: string;
  may: boolean;
}) {
  const t = useTranslations("business");
  const say = useSay();
  const money = (cents: number) => say.money(Math.round(cents / 100) * 100, currency);
  return (
    <li className="figures flex items-center gap-x-4 px-4 py-2 text-sm">
      <span className="min-w-0 flex-1 @lg:max-w-52">
        {line.href ? (
          <Link href={line.href} className="block truncate font-medium hover:underline">
            {line.label}
          </Link>
        ) : (
          <span className="block truncate font-medium">{line.label}</span>
        )}
        <span className="block truncate text-faint">
          +{money(line.incomeCents)} · −{money(line.expenseCents)}
        </span>
      </span>
      <span aria-hidden className="hidden min-w-0 flex-1 flex-col gap-1 @lg:flex">
        <Bar share={line.incomeCents / most} look="bg-ink" />
        <Bar share={line.expenseCents / most} look="border border-edge bg-sunken" />
      </span>
      <span
        className={classNames(
          "w-24 shrink-0 text-right font-medium",
          line.profitCents < 0 ? "text-danger" : "text-ink",
        )}
      >
        {line.profitCents < 0 && <span className="sr-only">{t("loss")} </span>}
        {money(line.profitCents)}
      </span>
      {may && line.settle && <Settle performance={line.settle} label={line.label} />}
    </li>
  );
}

const Bar = ({ share, look }: { share: number; look: string }) => (
  <span
    className={classNames("block h-2 rounded-full", look)}
    style={{ width: `${Math.max(share * 100, share > 0 ? 1 : 0)}%` }}
  />
);

/** Works out what is due for a date, and shows each step of the reckoning. */
function Settle({ performance, label }: { performance: string; label: string }) {
  const t = useTranslations("business");
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  const [cards, setCards] = useState<Card[] | null>(null);
  const settle = async () => {
    setBusy(true);
    const outcome = await run("business_settle_performance", { performance });
    setBusy(false);
    if (outcome?.ok) setCards(outcome.cards);
  };
  return (
    <>
      <IconButton
        label={t("settleNamed", { name: label })}
        disabled={busy}
        onClick={() => void settle()}
      >
        <Calculator />
      </IconButton>
      <Dialog
        open={cards !== null}
        onOpenChange={(open) => !open && setCards(null)}
        title={t("settleTitle")}
      >
        {cards?.map((card, index) => (
          // The cards of one answer never reorder.
          // oxlint-disable-next-line react/no-array-index-key
          <ShowCard key={index} card={card} />
        ))}
      </Dialog>
    </>
  );
}
