"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { pageOf } from "../shell/links.ts";
import { useMay } from "../shell/permissions.tsx";

const fields = [
  "day",
  "city",
  "venue",
  "status",
  "hold_rank",
  "artist",
  "tour",
  "capacity",
  "doors",
  "set_time",
] as const;

/** Opens the form of a new date, with what is known already; the date's page follows unless it is to stay. */
export function useNewDate(): (known?: Record<string, unknown>, stay?: boolean) => void {
  const t = useTranslations("performances");
  const router = useRouter();
  const { openForm } = useTools();
  return (known = {}, stay = false) =>
    openForm({
      tool: "tours_create_performance",
      title: known["status"] === "option" ? t("newHold") : t("new"),
      submit: known["status"] === "option" ? t("newHold") : t("add"),
      initial: known,
      only: fields.filter((field) => field !== "artist" || !("tour" in known)),
      onDone: ({ about: [date] }) => {
        const page = date && pageOf("performance", date.id);
        if (page && !stay) router.push(page);
      },
    });
}

export function NewDate({ known }: { known?: Record<string, unknown> }) {
  const t = useTranslations("performances");
  const newDate = useNewDate();
  if (!useMay()("tours:write")) return null;
  return (
    <Button
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => newDate(known)}
    >
      {t("new")}
    </Button>
  );
}
