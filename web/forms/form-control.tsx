"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { TextAreaField, TextField } from "../components/field.tsx";
import { CheckField, SelectField } from "../components/select.tsx";
import type { FormField } from "./form-spec.ts";
import type { FormValue } from "./form-values.ts";
import { RefField } from "./ref-field.tsx";

const inputTypes = { day: "date", email: "email", phone: "tel", url: "url" } as const;
const longText = 300;

type ControlProps = {
  field: FormField;
  value: FormValue;
  error: string | undefined;
  /** Takes the focus when the form opens. */
  focused: boolean;
  onChange(value: FormValue): void;
};

/** The control that fits what a field means. */
export function FormControl({ field, value, error, focused, onChange }: ControlProps) {
  const t = useTranslations("form");
  const label = useFieldLabel()(field.name);
  const choice = useChoiceLabel();
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (focused && window.matchMedia("(pointer: fine)").matches) {
      frame.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
    }
  }, [focused]);
  const aside = field.required ? undefined : (
    <span className="text-xs text-faint">{t("optional")}</span>
  );
  const common = { label, error, aside };

  const control = () => {
    if (field.type === "flag") {
      return <CheckField label={label} checked={value === true} onChange={onChange} />;
    }
    if (field.type === "choice" && !field.many) {
      return (
        <SelectField
          {...common}
          value={String(value)}
          onChange={onChange}
          options={[
            { value: "", label: field.required ? t("choose") : t("none") },
            ...field.values.map((one) => ({ value: one, label: choice(field.of ?? "", one) })),
          ]}
        />
      );
    }
    if (field.type === "choice") {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">{label}</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1.5">
            {field.values.map((one) => (
              <CheckField
                key={one}
                label={choice(field.of ?? "", one)}
                checked={chosen.includes(one)}
                onChange={(on) =>
                  onChange(on ? [...chosen, one] : chosen.filter((each) => each !== one))
                }
              />
            ))}
          </div>
        </fieldset>
      );
    }
    if (field.type === "ref") {
      return (
        <RefField
          {...common}
          id={id}
          kind={field.kind ?? "artist"}
          many={field.many}
          value={value}
          onChange={onChange}
        />
      );
    }
    if (field.many) {
      return (
        <TextAreaField
          {...common}
          hint={t("onePerLine")}
          rows={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onChange={(event) =>
            onChange(
              event.target.value === ""
                ? []
                : event.target.value.split("\n").map((line) => line.trimStart()),
            )
          }
        />
      );
    }
    const text = typeof value === "string" ? value : "";
    if (field.type === "pasted" || (field.type === "words" && (field.longest ?? 0) > longText)) {
      return (
        <TextAreaField
          {...common}
          rows={field.type === "pasted" ? 8 : 4}
          maxLength={field.longest ?? undefined}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    return (
      <TextField
        {...common}
        type={field.type in inputTypes ? inputTypes[field.type as "day"] : "text"}
        inputMode={
          field.type === "money" || field.type === "percent"
            ? "decimal"
            : field.type === "count"
              ? "numeric"
              : undefined
        }
        placeholder={field.type === "time" ? t("timeExample") : undefined}
        trailing={
          field.type === "money" || field.type === "percent" ? (
            <span aria-hidden className="px-2 text-faint">
              {field.type === "money" ? "€" : "%"}
            </span>
          ) : undefined
        }
        maxLength={field.longest ?? undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  };
  return <div ref={frame}>{control()}</div>;
}

/** What a field is called in the reader's language. */
export function useFieldLabel(): (name: string) => string {
  const t = useTranslations("fields");
  return (name) => (t.has(name) ? t(name) : name.replaceAll("_", " "));
}

/** What a value of a closed list is called in the reader's language. */
export function useChoiceLabel(): (vocabulary: string, value: string) => string {
  const t = useTranslations("choices");
  return (vocabulary, value) =>
    t.has(`${vocabulary}.${value}`) ? t(`${vocabulary}.${value}`) : value.replaceAll("_", " ");
}
