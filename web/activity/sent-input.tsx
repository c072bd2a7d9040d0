"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { sayValue } from "../components/value.tsx";
import { useChoiceLabel, useFieldLabel } from "../forms/form-control.tsx";

type Field = ToolOutput<"organization_get_call">["input"][number];

/** The input of a call as a person would have filled the form. */
export function SentInput({ input }: { input: Field[] }) {
  const t = useTranslations("activity");
  const label = useFieldLabel();
  const said = useFieldText();
  if (input.length === 0) return <p className="text-faint">{t("noInput")}</p>;
  return (
    <dl className="figures grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-1">
      {input.map((field) => (
        <div key={field.name} className="contents">
          <dt className="text-faint">{label(field.name)}</dt>
          <dd className="max-h-40 min-w-0 overflow-y-auto break-words whitespace-pre-line">
            {said(field)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useFieldText(): (field: Field) => string {
  const t = useTranslations("activity");
  const say = useSay();
  const choice = useChoiceLabel();
  const label = useFieldLabel();
  const one = (field: Field, value: Field["values"][number]): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (field.type === "clear") return label(String(value));
    if (field.type === "choice") return choice(field.of ?? "", String(value));
    if (field.type === "day") return say.day(String(value));
    if (field.type === "time") return sayValue(say, String(value), "time");
    if (typeof value === "string") return value;
    if (field.type === "money" || field.type === "money_change") return say.money(value);
    return field.type === "percent" ? say.percent(value) : say.number(value);
  };
  return (field) => field.values.map((value) => one(field, value)).join(", ");
}
