"use client";

import { useTranslations } from "next-intl";
import { type Missing, missingWord } from "#tools/tours/rules.ts";
import { useSay } from "../../components/use-say.ts";
import { useMay } from "../../shell/permissions.tsx";
import { type DateFacts, type DateForms, useDateForms } from "./use-date-forms.ts";

const steps: Record<Missing, { form: keyof DateForms; permission: string }> = {
  venue: { form: "venue", permission: "tours:write" },
  doors: { form: "schedule", permission: "tours:write" },
  set_time: { form: "schedule", permission: "tours:write" },
  capacity: { form: "capacity", permission: "tours:write" },
  ticket_types: { form: "ticketType", permission: "ticketing:write" },
  deal: { form: "deal", permission: "business:write" },
  contract: { form: "contract", permission: "documents:write" },
  promoter: { form: "promoter", permission: "tours:write" },
  technical_rider: { form: "rider", permission: "documents:write" },
  transport: { form: "transport", permission: "tours:write" },
  accommodation: { form: "accommodation", permission: "tours:write" },
};

const chip =
  "inline-flex min-h-8 items-center gap-1.5 rounded-full border border-option/40 bg-option-wash px-3 text-sm text-option hover:border-option";

/** What a date still lacks; each word opens the form that settles it. */
export function MissingStrip({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const say = useSay();
  const may = useMay();
  const forms = useDateForms(facts);
  const { missing, status } = facts.date;
  if (missing.length === 0 || status === "cancelled") return null;
  return (
    <section aria-label={t("missing")} className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <h2 className="mr-1 text-sm font-medium">{t("missing")}</h2>
      {missing.map((key) => {
        const step = steps[key as Missing];
        const words = say(missingWord(key));
        const mark = <span aria-hidden className="size-1.5 rotate-45 border border-current" />;
        return step && may(step.permission) ? (
          <button
            key={key}
            type="button"
            className={chip}
            onClick={() => (forms[step.form] as () => void)()}
          >
            {mark}
            {words}
          </button>
        ) : (
          <a key={key} href={`#${sections[key as Missing] ?? "advancing"}`} className={chip}>
            {mark}
            <span className="max-w-60 truncate">{words}</span>
          </a>
        );
      })}
    </section>
  );
}

const sections: Partial<Record<Missing, string>> = {
  doors: "schedule",
  set_time: "schedule",
  ticket_types: "tickets",
  deal: "money",
  contract: "documents",
  technical_rider: "documents",
  transport: "travel",
  accommodation: "travel",
};
