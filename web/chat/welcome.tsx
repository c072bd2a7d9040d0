"use client";

import {
  ArrowUpRight,
  CalendarPlus,
  CalendarSearch,
  ClipboardList,
  Lightbulb,
  ListChecks,
  MicVocal,
  TicketCheck,
} from "lucide-react";
import { useTranslations } from "next-intl";

const icons = {
  new: { first: MicVocal, second: ClipboardList, third: CalendarPlus, fourth: Lightbulb },
  known: { first: ClipboardList, second: CalendarSearch, third: ListChecks, fourth: TicketCheck },
};
const steps = ["first", "second", "third", "fourth"] as const;

/** The first thing seen: what this is for, and four ways to begin. */
export function Welcome({
  name,
  fresh,
  onSay,
  onDraft,
}: {
  name: string;
  fresh: boolean;
  onSay(text: string): void;
  onDraft(text: string): void;
}) {
  const t = useTranslations("welcome");
  const set = fresh ? "new" : "known";
  return (
    <div className="my-auto flex flex-col gap-8 py-6">
      <div>
        <h1 className="font-display text-2xl font-semibold tracking-tight sm:text-3xl">
          {name ? t("hello", { name }) : t("helloNobody")}
        </h1>
        <p className="mt-2 max-w-lg text-lg text-soft">{fresh ? t("introNew") : t("intro")}</p>
      </div>
      <ul className="grid gap-px overflow-clip rounded-lg border border-line bg-line sm:grid-cols-2">
        {steps.map((step) => {
          const Icon = icons[set][step];
          const ends = t(`${set}.${step}.say`);
          // A sentence that ends with dots waits for the rest.
          const unfinished = ends.endsWith("…");
          return (
            <li key={step} className="bg-surface">
              <button
                type="button"
                onClick={() =>
                  unfinished ? onDraft(`${ends.slice(0, -1).trimEnd()} `) : onSay(ends)
                }
                className="group flex h-full w-full gap-3 p-4 text-left transition-colors duration-120 hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-signal" />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{t(`${set}.${step}.title`)}</span>
                  <span className="mt-0.5 block text-sm text-soft">{ends}</span>
                </span>
                <ArrowUpRight
                  aria-hidden
                  className="size-4 shrink-0 text-faint opacity-0 transition-opacity duration-120 group-hover:opacity-100"
                />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
