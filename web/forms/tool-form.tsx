"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { callTool, SignedOut } from "./call-tool.ts";
import { FormControl } from "./form-control.tsx";
import type { FormSpec } from "./form-spec.ts";
import { changesOf, type FormValues, toInput, toValues } from "./form-values.ts";
import type { FormAsked } from "./tool-runner.tsx";

const nothing = {};

/** Any tool as a form. What was typed stays when sending fails, and sent again it has one effect. */
export default function ToolForm({
  asked,
  onClose,
  onDone,
}: {
  asked: FormAsked;
  onClose(): void;
  onDone(outcome: Outcome): void;
}) {
  const t = useTranslations("form");
  const { tool, initial = nothing, preset = nothing, only } = asked;
  const spec = useSpec(tool);
  const [typed, setTyped] = useState<FormValues>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ text: string; field?: string | undefined } | null>(null);
  const [signedOut, setSignedOut] = useState(false);
  const callId = useRef(crypto.randomUUID());

  if (spec === "lost") return <Notice tone="error">{t("unreachable")}</Notice>;
  if (!spec) return <Skeleton className="h-48 w-full rounded-md" />;
  const shown = spec.fields.filter(({ name }) => !(name in preset));
  const fields = only
    ? only.flatMap((name) => shown.find((field) => field.name === name) ?? [])
    : shown;
  const values = { ...toValues(fields, initial), ...typed };

  const send = async () => {
    const { input: changes, kept } = asked.changesOnly
      ? changesOf(fields, values, initial)
      : { input: toInput(fields, values), kept: null };
    if (kept) return setError({ text: t("neverEmpty"), field: kept });
    if (asked.changesOnly && Object.keys(changes).length === 0) return onClose();
    setBusy(true);
    setError(null);
    setSignedOut(false);
    try {
      const outcome = await callTool(tool, { ...preset, ...changes }, callId.current);
      callId.current = crypto.randomUUID();
      if ("error" in outcome) setError({ text: outcome.error.message, field: outcome.error.field });
      else onDone(outcome);
    } catch (thrown) {
      // The same call id goes with the next try: what did arrive is not done twice.
      if (thrown instanceof SignedOut) setSignedOut(true);
      else setError({ text: t("unreachable") });
    } finally {
      setBusy(false);
    }
  };

  const known = fields.some(({ name }) => name === error?.field);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {!asked.title && <h2 className="font-display text-lg font-semibold">{spec.title}</h2>}
      {fields.map((field, index) => (
        <FormControl
          key={field.name}
          field={field}
          value={values[field.name] ?? ""}
          error={error && error.field === field.name ? error.text : undefined}
          focused={index === 0}
          onChange={(value) => {
            callId.current = crypto.randomUUID();
            setTyped((before) => ({ ...before, [field.name]: value }));
          }}
        />
      ))}
      {error && !known && <Notice tone="error">{error.text}</Notice>}
      {signedOut && (
        <Notice
          tone="warning"
          action={
            <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
              {t("signIn")}
            </a>
          }
        >
          {t("signedOut")}
        </Notice>
      )}
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button type="submit" look={spec.effect === "irreversible" ? "signal" : "ink"} busy={busy}>
          {asked.submit ?? (spec.effect === "read" ? t("show") : t("save"))}
        </Button>
      </div>
    </form>
  );
}

const specs = new Map<string, Promise<FormSpec>>();

function useSpec(tool: string): FormSpec | "lost" | null {
  const [spec, setSpec] = useState<FormSpec | "lost" | null>(null);
  useEffect(() => {
    let gone = false;
    const key = `${document.documentElement.lang} ${tool}`;
    const asked = specs.get(key) ?? fetchSpec(tool);
    specs.set(key, asked);
    asked.then(
      (found) => !gone && setSpec(found),
      () => {
        specs.delete(key);
        if (!gone) setSpec("lost");
      },
    );
    return () => {
      gone = true;
    };
  }, [tool]);
  return spec;
}

async function fetchSpec(tool: string): Promise<FormSpec> {
  const response = await fetch(`/api/tools/${encodeURIComponent(tool)}`);
  if (!response.ok) throw new Error(`${tool}: ${response.status}`);
  return (await response.json()) as FormSpec;
}
