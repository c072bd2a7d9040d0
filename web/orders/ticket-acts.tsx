"use client";

import { PencilLine, Share } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";

/** What is done to one ticket at a time: another name on it, another person who holds it. */
export function TicketActs({
  order,
  picked,
}: {
  order: string;
  picked: { number: number; holder: string | null }[];
}) {
  const t = useTranslations("orders");
  const { openForm } = useTools();
  const [ticket] = picked;
  if (!ticket || picked.length > 1) return null;
  const { number, holder } = ticket;
  const preset = { order, ticket_number: number };
  return (
    <>
      <Button
        size="sm"
        icon={<PencilLine aria-hidden className="size-3.5" />}
        onClick={() =>
          openForm({
            tool: "ticketing_rename_ticket",
            title: t("renameTitle", { number }),
            preset,
            initial: holder ? { name: holder } : {},
          })
        }
      >
        {t("rename")}
      </Button>
      <Button
        size="sm"
        icon={<Share aria-hidden className="size-3.5" />}
        onClick={() =>
          openForm({
            tool: "ticketing_transfer_ticket",
            title: t("transferTitle", { number }),
            submit: t("transfer"),
            preset,
          })
        }
      >
        {t("transfer")}
      </Button>
    </>
  );
}
