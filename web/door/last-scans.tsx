"use client";

import { Check, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import type { KeptRow } from "./device/store.ts";

/** What went through this device lately, and what is still to be sent. */
export function LastScans({
  rows,
  timeZone,
  onUndo,
}: {
  rows: KeptRow[];
  timeZone: string;
  onUndo(sequence: number): void;
}) {
  const t = useTranslations("door");
  const say = useSay();
  const undone = new Set(rows.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));
  const shown = rows.filter(({ undoes }) => undoes === null);
  return (
    <section>
      <h2 className="font-display text-lg font-semibold tracking-tight">{t("lastScans")}</h2>
      {shown.length === 0 && <p className="mt-1 text-soft">{t("noScans")}</p>}
      <ol className="mt-1">
        {shown.map((row) => {
          const isUndone = undone.has(row.sequence);
          const isOk = row.result === "ok";
          const Icon = isUndone ? Undo2 : isOk ? Check : X;
          const said = isOk ? t(`passed.${row.direction}`) : t(`short.${row.result}`);
          return (
            <li
              key={row.sequence}
              className="flex min-h-13 items-center gap-3 border-b border-line last:border-0"
            >
              <Icon
                aria-hidden
                className={classNames(
                  "size-5 shrink-0",
                  isUndone ? "text-faint" : isOk ? "text-confirmed" : "text-danger",
                )}
              />
              <div className={classNames("min-w-0 flex-1", isUndone && "text-faint")}>
                <p dir="auto" className={classNames("truncate", isUndone && "line-through")}>
                  {row.who || row.type || (row.subject ? t("noName") : t("unreadable"))}
                </p>
                <p className="figures truncate text-sm text-faint">
                  {[
                    isUndone ? t("undoneShort") : said,
                    say.time(new Date(row.at), timeZone),
                    row.gate,
                    row.state !== "sent" && t("notSent"),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              {isOk && !isUndone && (
                <button
                  type="button"
                  onClick={() => onUndo(row.sequence)}
                  className="min-h-11 rounded-sm px-2.5 text-sm text-soft underline underline-offset-4 hover:text-ink"
                >
                  {t("undo")}
                  <span className="sr-only"> : {row.who ?? row.type}</span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
