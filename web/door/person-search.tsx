"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { useSay } from "../components/use-say.ts";
import { callTool } from "../forms/call-tool.ts";
import type { Scan } from "./scan-line.ts";

type People = ToolOutput<"ticketing_find_ticket">["people"];

/** The signed text of a ticket typed or pasted: one long word of base45. */
const signedCode = /^[0-9A-Z $%*+\-./:]{60,}$/;

/** By hand: a name, a number or a whole code. People found are let in one by one. */
export function PersonSearch({
  performanceId,
  timeZone,
  query,
  onQuery,
  direction,
  onScan,
  onLost,
}: {
  performanceId: string;
  timeZone: string;
  query: string;
  onQuery(query: string): void;
  direction: "in" | "out";
  onScan(scan: Scan): void;
  onLost(): void;
}) {
  const t = useTranslations("door");
  const say = useSay();
  const box = useId();
  const [busy, setBusy] = useState(false);
  const [people, setPeople] = useState<People | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const find = async (event: FormEvent) => {
    event.preventDefault();
    const who = query.trim();
    if (!who) return;
    if (signedCode.test(who)) {
      onQuery("");
      return onScan({ code: who });
    }
    setBusy(true);
    setRefusal(null);
    try {
      const outcome = await callTool("ticketing_find_ticket", {
        performance: performanceId,
        who: who.slice(0, 200),
      });
      if (outcome.ok) setPeople((outcome.value as { people: People }).people);
      else if ("error" in outcome) setRefusal(outcome.error.message);
    } catch {
      onLost();
    } finally {
      setBusy(false);
    }
  };

  return (
    <section aria-label={t("searchTitle")}>
      <form onSubmit={(event) => void find(event)} className="flex gap-2">
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
            onChange={(event) => {
              onQuery(event.target.value);
              setPeople(null);
            }}
            className="h-12 w-full rounded-md border border-edge bg-surface pr-3 pl-9 text-base"
          />
        </span>
        <Button type="submit" size="lg" busy={busy}>
          {t("find")}
        </Button>
      </form>
      {refusal && (
        <p role="alert" className="mt-2 text-danger">
          {refusal}
        </p>
      )}
      <div aria-live="polite">
        {people?.length === 0 && <p className="mt-3 text-soft">{t("nobody")}</p>}
      </div>
      {people && people.length > 0 && (
        <ul className="mt-2 flex flex-col">
          {people.map((person) => (
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
                    person.buyer !== person.holder && person.buyer,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                <p className="text-sm">
                  {person.inside && person.at ? (
                    <span className="text-option">
                      {t("insideSince", { time: say.time(person.at, timeZone) })}
                    </span>
                  ) : (
                    person.status !== "issued" &&
                    person.status !== "confirmed" && (
                      <span className="text-soft">{t(`status.${person.status}`)}</span>
                    )
                  )}
                </p>
              </div>
              <Button
                size="lg"
                look={people.length === 1 ? "signal" : "outline"}
                onClick={() => {
                  onScan({ who: person.id });
                  onQuery("");
                  setPeople(null);
                }}
              >
                {direction === "in" ? t("letIn") : t("letOut")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
