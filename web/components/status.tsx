"use client";

import { useTranslations } from "next-intl";
import type { DateRow } from "#tools/core/card.ts";
import { StatusGlyph, statusColours } from "./status-glyph.tsx";

export function Status({
  status,
  rank,
  share,
}: {
  status: DateRow["status"];
  rank?: number | null;
  share?: number;
}) {
  const t = useTranslations("status");
  return (
    <span className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap">
      <StatusGlyph
        status={status}
        rank={rank ?? null}
        {...(share === undefined ? {} : { share })}
      />
      <span className={statusColours[status]}>
        {status === "option" && rank ? t("optionRank", { rank }) : t(status)}
      </span>
    </span>
  );
}
