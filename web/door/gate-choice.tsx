"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

/** The gate at which this device stands: one of the date's gates, or a name of one's own where it has none. */
export function GateChoice({
  gate,
  gates,
  onGate,
}: {
  gate: string;
  gates: string[];
  onGate(gate: string): void;
}) {
  const t = useTranslations("door");
  const field = useId();
  const look = "h-13 w-full rounded-md border border-edge bg-surface px-3 text-base";
  return (
    <div className="w-32">
      <label htmlFor={field} className="sr-only">
        {t("gate")}
      </label>
      {gates.length > 0 ? (
        <select
          id={field}
          value={gates.includes(gate) ? gate : ""}
          onChange={(event) => onGate(event.target.value)}
          className={look}
        >
          <option value="">{t("anyGate")}</option>
          {gates.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      ) : (
        <input
          key={gate === "" ? "none" : "some"}
          id={field}
          defaultValue={gate}
          maxLength={40}
          dir="auto"
          autoComplete="off"
          placeholder={t("gate")}
          onBlur={(event) => onGate(event.target.value)}
          className={look}
        />
      )}
    </div>
  );
}
