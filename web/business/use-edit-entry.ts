"use client";

import { useTranslations } from "next-intl";
import { useTools } from "../forms/tool-runner.tsx";

type Entry = {
  id: string;
  kind: "expense" | "income";
  label: string;
  category: string;
  amountCents: number;
  on: string;
};
/** What is known of an entry where the whole of it is shown. */
type Whole = {
  vatRateBp: number;
  performance: string | null;
  tour: string | null;
  contact: string | null;
};

/** Opens an entry of the books to change it: all of it, or what a date's page shows. */
export function useEditEntry(): (entry: Entry & Partial<Whole>) => void {
  const t = useTranslations("editEntry");
  const { openForm } = useTools();
  return (entry) => {
    const category = `${entry.kind}_category`;
    const whole = entry.vatRateBp !== undefined;
    openForm({
      tool: "business_update_entry",
      title: t("title", { name: entry.label }),
      preset: { entry: entry.id },
      only: [
        "new_label",
        "amount",
        category,
        "on",
        ...(whole ? ["performance", "tour", "vat", "paid_by"] : []),
      ],
      changesOnly: true,
      initial: {
        new_label: entry.label,
        amount: entry.amountCents,
        [category]: entry.category,
        on: entry.on,
        ...(whole && {
          vat: entry.vatRateBp,
          performance: entry.performance ?? undefined,
          // A date stands on its tour by itself.
          tour: entry.performance ? undefined : (entry.tour ?? undefined),
          paid_by: entry.contact ?? undefined,
        }),
      },
    });
  };
}
