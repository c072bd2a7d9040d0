"use client";

import { useTranslations } from "next-intl";
import { Select } from "../../components/select.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useChoiceLabel } from "../../forms/form-control.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const statuses = ["missing", "asked", "received", "confirmed", "not_needed"] as const;
const open = new Set<string>(["missing", "asked"]);

/** What is confirmed with the promoter, and what is still open. */
export function AdvancingSection({ facts, today }: { facts: DateFacts; today: string }) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const say = useSay();
  const forms = useDateForms(facts);
  const mayWrite = useMay()("tours:write");
  const { advancing, date } = facts;
  const done = advancing.filter(({ status }) => !open.has(status)).length;
  return (
    <Section
      id="advancing"
      title={t("advancing")}
      subtitle={advancing.length > 0 && t("advanced", { done, total: advancing.length })}
      flush
      aside={
        mayWrite && (
          <AddButton label={t("add")} named={t("forms.advancing")} onClick={forms.advancing} />
        )
      }
    >
      {advancing.length === 0 ? (
        <Nothing>{t("noAdvancing")}</Nothing>
      ) : (
        <ul className="divide-y divide-line/60 px-4 pb-2 text-sm">
          {advancing.map((item) => {
            const late = open.has(item.status) && item.dueOn !== null && item.dueOn < today;
            return (
              <li key={item.id} className="flex min-h-11 items-center gap-3 py-1">
                <span className="min-w-0 flex-1">
                  <span
                    className={classNames(
                      "block break-words",
                      open.has(item.status) ? "font-medium" : "text-soft",
                    )}
                  >
                    {item.topic}
                  </span>
                  {(item.dueOn || item.note) && (
                    <span className="block break-words text-faint">
                      {item.dueOn && (
                        <span className={late ? "text-danger" : undefined}>
                          {t(late ? "late" : "due", { day: say.shortDay(item.dueOn) })}
                        </span>
                      )}
                      {item.dueOn && item.note && " · "}
                      {item.note}
                    </span>
                  )}
                </span>
                {mayWrite ? (
                  <Select
                    label={t("stateOf", { topic: item.topic })}
                    value={item.status}
                    onChange={(status) =>
                      void forms.run("tours_set_advancing", {
                        performances: [date.id],
                        topic: item.topic,
                        advancing_status: status,
                      })
                    }
                    options={statuses.map((value) => ({
                      value,
                      label: choice("advancing_status", value),
                    }))}
                  />
                ) : (
                  <span className="text-soft">{choice("advancing_status", item.status)}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
