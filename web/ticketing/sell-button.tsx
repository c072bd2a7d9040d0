"use client";

import { Banknote } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

/** A sale by hand, at the box office; on the page of a date, of that date. */
export function SellButton({ performance }: { performance?: string }) {
  const t = useTranslations("ticketing");
  const { openForm } = useTools();
  if (!useMay()("ticketing:write")) return null;
  return (
    <Button
      icon={<Banknote aria-hidden className="size-4" />}
      onClick={() =>
        openForm({
          tool: "ticketing_record_sale",
          title: t("sellTitle"),
          submit: t("record"),
          initial: { quantity: 1, payment: "cash" },
          ...(performance ? { preset: { performance } } : {}),
        })
      }
    >
      {t("sell")}
    </Button>
  );
}
