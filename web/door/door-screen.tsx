"use client";

import { ChevronLeft, ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect, useState } from "react";
import { classNames } from "../design/class-names.ts";
import { Camera } from "./camera.tsx";
import { Counters } from "./counters.tsx";
import type { DoorDevice } from "./device/door-device.ts";
import { DeviceState } from "./device-state.tsx";
import { GateChoice } from "./gate-choice.tsx";
import { keepPage } from "./keep-page.ts";
import { LastScans } from "./last-scans.tsx";
import { PersonSearch } from "./person-search.tsx";
import { listenForTouch } from "./signals.ts";
import { useAwake } from "./use-awake.ts";
import { useDevice } from "./use-device.ts";
import { useScans } from "./use-scans.ts";
import { useWedge } from "./use-wedge.ts";
import { Verdict } from "./verdict.tsx";

/** Reads codes, lets people in by name, says how many are inside: with a network and without one. */
export function DoorScreen({ device }: { device: DoorDevice }) {
  const t = useTranslations("door");
  const { view, rows, ahead } = useDevice(device);
  const [direction, setDirection] = useState<"in" | "out">("in");
  const [query, setQuery] = useState("");
  const [kept, setKept] = useState<boolean | null>(null);
  useAwake();
  useEffect(listenForTouch, []);
  const hasList = view.listAt !== null;
  useEffect(() => {
    if (!hasList || kept) return;
    const keep = () => void keepPage().then(setKept);
    keep();
    window.addEventListener("online", keep);
    return () => window.removeEventListener("online", keep);
  }, [hasList, kept]);
  const scans = useScans(device, direction);
  useWedge((code) => {
    setQuery("");
    scans.add({ code });
  });
  const facts = device.facts();
  const timeZone = facts?.date.timeZone ?? "Europe/Paris";

  return (
    <div data-theme="dark" className="min-h-dvh bg-paper text-ink">
      <DeviceState view={view} timeZone={timeZone} kept={kept} name={device.name} />
      <main className="mx-auto flex max-w-5xl flex-col gap-5 px-4 pt-2 pb-8 md:grid md:grid-cols-2 md:gap-8 md:px-8">
        <div className="flex flex-col gap-4">
          <header className="flex items-center gap-2">
            <Link
              href="/door"
              prefetch={false}
              aria-label={t("back")}
              className="-ml-2 grid size-11 place-items-center rounded-sm text-soft hover:text-ink"
            >
              <ChevronLeft aria-hidden className="size-5" />
            </Link>
            <div className="min-w-0 flex-1">
              <h1 dir="auto" className="truncate font-display text-lg font-semibold">
                {facts?.date.artist ?? t("title")}
              </h1>
              <p dir="auto" className="truncate text-sm text-soft">
                {[facts?.date.venue?.city, facts?.date.venue?.name].filter(Boolean).join(" · ")}
              </p>
            </div>
            <Link
              href={`/door/${device.performanceId}/supervise`}
              prefetch={false}
              aria-label={t("supervise")}
              title={t("supervise")}
              className="grid size-11 place-items-center rounded-sm text-soft hover:text-ink"
            >
              <ListChecks aria-hidden className="size-5" />
            </Link>
          </header>
          <Counters counts={view.counts} ahead={ahead} guestsLabel={t("guests")} />
          <Camera onCode={(code) => scans.add({ code })} />
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
            <GateChoice
              gate={view.gate}
              gates={facts?.gates.map(({ name }) => name) ?? []}
              onGate={(gate) => void device.setGate(gate)}
            />
          </div>
          <PersonSearch
            device={device}
            timeZone={timeZone}
            query={query}
            onQuery={setQuery}
            direction={direction}
            onScan={scans.add}
          />
          <LastScans rows={rows} timeZone={timeZone} onUndo={scans.undo} />
        </div>
      </main>
      {scans.shown && (
        <Verdict
          key={scans.shown.serial}
          shown={scans.shown.what}
          timeZone={timeZone}
          onDone={scans.dismiss}
          onUndo={scans.undo}
        />
      )}
    </div>
  );
}
