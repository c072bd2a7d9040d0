"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../components/button.tsx";
import { pageSize } from "./list-query.ts";

/** Which rows of how many, and the way to the others. */
export function ListFoot({
  total,
  page,
  shown,
  onPage,
}: {
  total: number;
  page: number;
  shown: number;
  onPage(page: number): void;
}) {
  const t = useTranslations("list");
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  if (total === 0) return null;
  return (
    <div className="figures flex min-h-10 items-center justify-between gap-4 border-t border-line px-4 py-1 text-sm text-faint">
      <span aria-live="polite">
        {pages === 1
          ? t("count", { count: total })
          : t("range", { first, last: first + shown - 1, total })}
      </span>
      {pages > 1 && (
        <span className="flex items-center gap-1">
          <IconButton label={t("previous")} disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft />
          </IconButton>
          {t("page", { page, pages })}
          <IconButton label={t("next")} disabled={page >= pages} onClick={() => onPage(page + 1)}>
            <ChevronRight />
          </IconButton>
        </span>
      )}
    </div>
  );
}
