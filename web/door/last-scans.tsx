"use client";

import { Check, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import type { Door } from "./use-door.ts";

/** What went through the door lately, at every gate. */
export function LastScans({ door, onUndo }: { door: Door; onUndo(checkIn: string): void }) {
  const t = useTranslations("door");
  const say = useSay();
  return (
    <section>
      <h2 className="font-display text-lg font-semibold tracking-tight">{t("lastScans")}</h2>
      {door.scans.length === 0 && <p className="mt-1 text-soft">{t("noScans")}</p>}
      <ol className="mt-1">
        {door.scans.map((scan) => {
          const isOk = scan.result === "ok";
          const Icon = scan.undone ? Undo2 : isOk ? Check : X;
          const said = isOk ? t(`passed.${scan.direction}`) : t(`short.${scan.result}`);
          return (
            <li
              key={scan.id}
              className="flex min-h-13 items-center gap-3 border-b border-line last:border-0"
            >
              <Icon
                aria-hidden
                className={classNames(
                  "size-5 shrink-0",
                  scan.undone ? "text-faint" : isOk ? "text-confirmed" : "text-danger",
                )}
              />
              <div className={classNames("min-w-0 flex-1", scan.undone && "text-faint")}>
                <p dir="auto" className={classNames("truncate", scan.undone && "line-through")}>
                  {scan.holder ?? scan.type ?? t("unreadable")}
                </p>
                <p className="figures truncate text-sm text-faint">
                  {[
                    scan.undone ? t("undoneShort") : said,
                    say.time(scan.at, door.timeZone),
                    scan.gate,
                    scan.by,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              {isOk && !scan.undone && (
                <button
                  type="button"
                  onClick={() => onUndo(scan.id)}
                  className="min-h-11 rounded-sm px-2.5 text-sm text-soft underline underline-offset-4 hover:text-ink"
                >
                  {t("undo")}
                  <span className="sr-only"> : {scan.holder ?? scan.type}</span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
