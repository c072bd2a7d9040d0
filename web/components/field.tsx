"use client";

import { Field as Base } from "@base-ui/react/field";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useState } from "react";
import { classNames } from "../design/class-names.ts";

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Stands at the right of the label, such as « Mot de passe oublié ». */
  aside?: ReactNode;
};

type TextFieldProps = FieldProps &
  Omit<ComponentProps<typeof Base.Control>, "className"> & { trailing?: ReactNode };

const box =
  "h-11 w-full rounded-md border border-edge bg-surface px-3 text-base text-ink transition-colors duration-120 hover:border-soft focus:border-ink focus:outline-2 focus:outline-offset-[-1px] focus:outline-ink disabled:opacity-50 data-invalid:border-danger";

/** A label, its control, then a hint or what is wrong. */
export function TextField({ label, hint, error, aside, trailing, ...control }: TextFieldProps) {
  return (
    <Base.Root invalid={error ? true : undefined} className="flex flex-col gap-1.5">
      <span className="flex items-baseline justify-between gap-4 text-sm">
        <Base.Label className="font-medium text-ink">{label}</Base.Label>
        {aside}
      </span>
      <span className="relative block">
        <Base.Control {...control} className={classNames(box, trailing ? "pr-12" : undefined)} />
        {trailing && (
          <span className="absolute inset-y-0 right-1.5 flex items-center">{trailing}</span>
        )}
      </span>
      {error ? (
        <Base.Error match className="flex gap-1.5 text-sm text-danger">
          <span aria-hidden>▲</span>
          {error}
        </Base.Error>
      ) : (
        hint && <Base.Description className="text-sm text-faint">{hint}</Base.Description>
      )}
    </Base.Root>
  );
}

type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, "className">;

/** A label, several lines of text, then a hint or what is wrong. */
export function TextAreaField({ label, hint, error, aside, ...control }: TextAreaProps) {
  return (
    <Base.Root invalid={error ? true : undefined} className="flex flex-col gap-1.5">
      <span className="flex items-baseline justify-between gap-4 text-sm">
        <Base.Label className="font-medium text-ink">{label}</Base.Label>
        {aside}
      </span>
      <Base.Control
        render={
          <textarea
            {...control}
            className={classNames(box, "field-sizing-content h-auto max-h-[50dvh] min-h-24 py-2.5")}
          />
        }
      />
      {error ? (
        <Base.Error match className="flex gap-1.5 text-sm text-danger">
          <span aria-hidden>▲</span>
          {error}
        </Base.Error>
      ) : (
        hint && <Base.Description className="text-sm text-faint">{hint}</Base.Description>
      )}
    </Base.Root>
  );
}

export function PasswordField(props: Omit<TextFieldProps, "type" | "trailing">) {
  const t = useTranslations("field");
  const [shown, setShown] = useState(false);
  const label = shown ? t("hidePassword") : t("showPassword");
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      trailing={
        <button
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="grid size-8 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink"
        >
          {shown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
        </button>
      }
    />
  );
}
