"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "../design/class-names.ts";

type Option<Value extends string> = { value: Value; label: string };

const box =
  "w-full appearance-none border bg-surface pr-8 text-ink transition-colors duration-120 focus:outline-2 focus:outline-offset-[-1px] focus:outline-ink disabled:opacity-50";

/** A closed choice as the device shows it best; `small` stands in toolbars and rows, without a label to see. */
export function Select<Value extends string>({
  label,
  value,
  onChange,
  options,
  disabled = false,
  small = true,
  id,
  className,
  invalid = false,
}: {
  label: string;
  value: Value;
  onChange(value: Value): void;
  options: readonly Option<Value>[];
  disabled?: boolean;
  small?: boolean;
  id?: string;
  className?: string;
  invalid?: boolean;
}) {
  return (
    <span className={classNames("relative inline-flex", className)}>
      <select
        id={id}
        aria-label={id ? undefined : label}
        aria-invalid={invalid || undefined}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as Value)}
        className={classNames(
          box,
          small
            ? "h-8 rounded-sm border-line pl-2.5 text-sm hover:bg-hover"
            : "h-11 rounded-md border-edge pl-3 text-base hover:border-soft",
          invalid && "border-danger",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  );
}

/** A label, a closed choice, then what is wrong. */
export function SelectField<Value extends string>({
  label,
  aside,
  error,
  ...select
}: {
  label: string;
  aside?: ReactNode;
  error?: string | undefined;
  value: Value;
  onChange(value: Value): void;
  options: readonly Option<Value>[];
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <span className="flex items-baseline justify-between gap-4 text-sm">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {aside}
      </span>
      <Select {...select} label={label} id={id} small={false} invalid={error !== undefined} />
      {error && (
        <p className="flex gap-1.5 text-sm text-danger">
          <span aria-hidden>▲</span>
          {error}
        </p>
      )}
    </div>
  );
}

/** A tick with its words. */
export function CheckField({
  label,
  checked,
  onChange,
}: {
  label: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
}) {
  return (
    <label className="inline-flex min-h-8 cursor-pointer items-center gap-2.5 text-sm">
      <Tick checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}

export function Tick({
  checked,
  onChange,
  label,
}: {
  checked: boolean;
  onChange(checked: boolean): void;
  label?: string;
}) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      className="size-4 shrink-0 cursor-pointer rounded-[4px] accent-ink"
    />
  );
}
