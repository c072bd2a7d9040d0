"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Button } from "../components/button.tsx";
import { useSay } from "../components/use-say.ts";
import type { DoorDevice, ScanInput } from "./device/door-device.ts";

/** The signed text of a ticket typed or pasted: one long word of base45. */
const signedCode = /^[0-9A-Z $%*+\-./:]{60,}$/;
const shortest = 2;

/** By hand: a name, a number or a whole code, looked up in the list of this device. */
export function PersonSearch({
  device,
  timeZone,
  query,
  onQuery,
  direction,
  onScan,
}: {
  device: DoorDevice;
  timeZone: string;
  query: string;
  onQuery(query: string): void;
  direction: "in" | "out";
  onScan(scan: ScanInput): void;
}) {
  const t = useTranslations("door");
  const say = useSay();
  const box = useId();
  const who = query.trim();
  const isCode = signedCode.test(who.toUpperCase());
  const isNumber = /^\d+$/.test(who);
  const people = !isCode && (isNumber || who.length >= shortest) ? device.search(who) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isCode) return;
    onQuery("");
    onScan({ code: who });
  };

  return (
    <section aria-label={t("searchTitle")}>
      <form onSubmit={submit} className="flex gap-2">
        <label htmlFor={box} className="sr-only">
          {t("searchLabel")}
        </label>
        <span className="relative min-w-0 flex-1">
          <Search aria-hidden className="absolute top-4 left-3 size-4 text-faint" />
          <input
            id={box}
            type="search"
            autoComplete="off"
            maxLength={400}
            dir="auto"
            placeholder={t("searchLabel")}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
            className="h-12 w-full rounded-md border border-edge bg-surface pr-3 pl-9 text-base"
          />
        </span>
        {isCode && (
          <Button type="submit" size="lg" look="signal">
            {t("check")}
          </Button>
        )}
      </form>
      <p aria-live="polite" className="sr-only">
        {people && t("foundCount", { count: people.length })}
      </p>
      {people?.length === 0 && <p className="mt-3 text-soft">{t("nobody")}</p>}
      {people && people.length > 0 && (
        <ul className="mt-2 flex flex-col">
          {people.map(({ person, side }) => (
            <li
              key={person.id}
              className="flex min-h-16 items-center gap-3 border-b border-line py-2 last:border-0"
            >
              <div className="min-w-0 flex-1">
                <p dir="auto" className="truncate font-medium" title={person.holder ?? undefined}>
                  {person.holder ?? t("noName")}
                </p>
                <p className="figures truncate text-sm text-soft">
                  {[
                    person.type,
                    person.number !== null && t("ticketNumber", { number: person.number }),
                    person.places > 1 && t("places", { count: person.places }),
                    person.orderNumber,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                {side?.direction === "in" && (
                  <p className="text-sm text-option">
                    {side.at
                      ? t("insideSince", { time: say.time(new Date(side.at), timeZone) })
                      : t("insideNow")}
                  </p>
                )}
              </div>
              <Button
                size="lg"
                look={people.length === 1 ? "signal" : "outline"}
                onClick={() => {
                  onScan(person.number === null ? { guest: person.id } : { number: person.number });
                  onQuery("");
                }}
              >
                {direction === "in" ? t("letIn") : t("letOut")}
                <span className="sr-only"> : {person.holder ?? t("noName")}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
