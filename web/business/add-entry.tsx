"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

const only = [
  "label",
  "amount",
  "category",
  "performance",
  "tour",
  "on",
  "vat",
  "paid_by",
] as const;

/** The two ways that money goes. */
export function AddEntry() {
  const t = useTranslations("business");
  const { openForm } = useTools();
  if (!useMay()("business:write")) return null;
  return (
    <>
      <Button
        icon={<Minus aria-hidden className="size-4" />}
        onClick={() => openForm({ tool: "business_add_expense", title: t("addExpense"), only })}
      >
        {t("addExpense")}
      </Button>
      <Button
        look="ink"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => openForm({ tool: "business_add_income", title: t("addIncome"), only })}
      >
        {t("addIncome")}
      </Button>
    </>
  );
}
