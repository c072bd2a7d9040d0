"use client";

import { ChevronLeft, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect, useState } from "react";
import { classNames } from "../design/class-names.ts";
import { Camera } from "./camera.tsx";
import { Counters } from "./counters.tsx";
import { LastScans } from "./last-scans.tsx";
import { PersonSearch } from "./person-search.tsx";
import { listenForTouch, signal } from "./signals.ts";
import { useAwake } from "./use-awake.ts";
import { useStored } from "../session/use-stored.ts";
import { type Door, useDoor } from "./use-door.ts";
import { useScans } from "./use-scans.ts";
import { useWedge } from "./use-wedge.ts";
import { Verdict } from "./verdict.tsx";

/** The door of a date at night: reads codes, lets people in by name, says how many are inside. */
export function Scanner({ first }: { first: Door }) {
  const t = useTranslations("door");
  const { door, reachable, refresh } = useDoor(first);
  const [direction, setDirection] = useState<"in" | "out">("in");
  const [kept, setGate] = useStored("localStorage", "koncert-door-gate");
  const gate = kept ?? "";
  const [query, setQuery] = useState("");
  useAwake();
  useEffect(listenForTouch, []);
  const scans = useScans(first.performanceId, direction, gate.trim(), refresh);
  useWedge((code) => {
    setQuery("");
    scans.add({ code });
  });

  return (
    <div data-theme="dark" className="min-h-dvh bg-paper text-ink">
      {!reachable && (
        <p
          role="alert"
          className="sticky top-0 z-5 flex items-center justify-center gap-3 bg-danger px-4 py-3 text-center font-medium text-paper"
        >
          <WifiOff aria-hidden className="size-5 shrink-0" />
          {t("offline")}
        </p>
      )}
      <main className="mx-auto flex min-h-dvh max-w-5xl flex-col gap-5 px-4 pt-2 pb-8 md:grid md:grid-cols-2 md:gap-8 md:px-8">
        <div className="flex flex-col gap-4">
          <header className="flex items-center gap-2">
            <Link
              href="/door"
              aria-label={t("back")}
              className="-ml-2 grid size-11 place-items-center rounded-sm text-soft hover:text-ink"
            >
              <ChevronLeft aria-hidden className="size-5" />
            </Link>
            <div className="min-w-0">
              <h1 dir="auto" className="truncate font-display text-lg font-semibold">
                {door.artist}
              </h1>
              <p dir="auto" className="truncate text-sm text-soft">
                {[door.city, door.venue].filter(Boolean).join(" · ")}
              </p>
            </div>
          </header>
          <Counters door={door} />
          <Camera onCode={(code) => scans.add({ code })} />
          <p aria-live="polite" className="figures text-sm text-option empty:hidden">
            {scans.waiting > 0 ? t("waiting", { count: scans.waiting }) : ""}
          </p>
        </div>
        <div className="flex flex-col gap-5">
          <div className="flex gap-2 md:pt-2">
            <fieldset className="grid flex-1 grid-cols-2 rounded-md bg-sunken p-1">
              <legend className="sr-only">{t("direction")}</legend>
              {(["in", "out"] as const).map((each) => (
                <button
                  key={each}
                  type="button"
                  aria-pressed={direction === each}
                  onClick={() => setDirection(each)}
                  className={classNames(
                    "min-h-11 rounded-sm font-medium",
                    direction === each ? "bg-raised text-ink shadow-lift" : "text-soft",
                  )}
                >
                  {t(`directions.${each}`)}
                </button>
              ))}
            </fieldset>
            <label className="flex w-32 flex-col">
              <span className="sr-only">{t("gate")}</span>
              <input
                value={gate}
                maxLength={40}
                dir="auto"
                autoComplete="off"
                placeholder={t("gate")}
                onChange={(event) => setGate(event.target.value)}
                className="h-13 rounded-md border border-edge bg-surface px-3 text-base"
              />
            </label>
          </div>
          <PersonSearch
            performanceId={first.performanceId}
            timeZone={door.timeZone}
            query={query}
            onQuery={setQuery}
            direction={direction}
            onScan={scans.add}
            onLost={() => {
              signal("lost");
              void refresh();
            }}
          />
          <LastScans door={door} onUndo={(checkIn) => void scans.undo(checkIn)} />
        </div>
      </main>
      {scans.shown && (
        <Verdict
          key={scans.shown.serial}
          shown={scans.shown.what}
          onDone={scans.dismiss}
          onUndo={(checkIn) => void scans.undo(checkIn)}
        />
      )}
    </div>
  );
}
