"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";

type Change = ToolOutput<"organization_list_activity">["calls"][number]["changes"][number];

/** « Jauge : 800 → 950 »; only the name of what is too long to show. A column without a name is left out. */
export function ChangeLine({ kind, change }: { kind: string; change: Change }) {
  const t = useTranslations("history");
  const fields = useTranslations("fields");
  const choice = useChoiceLabel();
  const say = useSay();
  const field = change.field.replace(/_(id|cents|bp)$/, "");
  if (!fields.has(field)) return null;
  const value = (one: Change["before"]) => {
    if (one === null || one === "") return t("empty");
    if (typeof one === "boolean") return t(one ? "yes" : "no");
    if (typeof one === "number") {
      if (change.field.endsWith("_cents")) return say.money(one);
      return change.field.endsWith("_bp") ? say.percent(one) : say.number(one);
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(one)) return say.day(one);
    return field === "kind" || field === "status" ? choice(`${kind}_${field}`, one) : one;
  };
  const shown = !change.field.endsWith("_id") && (change.before !== null || change.after !== null);
  return (
    <p className="break-words text-soft">
      {fields(field)}
      {shown && (
        <>
          {say({ fr: " : ", en: ": " })}
          <span className="text-faint">{value(change.before)}</span> →{" "}
          <span className="text-ink">{value(change.after)}</span>
        </>
      )}
    </p>
  );
}
