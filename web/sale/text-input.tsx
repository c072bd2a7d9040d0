import { type ComponentProps, type ReactNode, useId } from "react";
import { looks } from "./looks.ts";

/** A label, its control, then what is wrong or worth knowing. */
export function TextInput({
  label,
  error,
  hint,
  ...control
}: {
  label: string;
  error?: string | undefined;
  hint?: ReactNode;
} & Omit<ComponentProps<"input">, "className">) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium break-words">
        {label}
      </label>
      <input
        {...control}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}more` : undefined}
        className={looks.box}
      />
      <div id={`${id}more`} aria-live="polite" className="text-sm empty:hidden">
        {error ? (
          <span className="text-danger">
            <span aria-hidden>▲ </span>
            {error}
          </span>
        ) : (
          hint
        )}
      </div>
    </div>
  );
}
