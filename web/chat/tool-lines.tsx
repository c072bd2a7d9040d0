"use client";

import { Check, ChevronRight, CircleAlert, Hand, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "../components/spinner.tsx";
import { useToolTitle } from "../shell/catalogue.ts";
import type { ToolPart } from "./message.ts";
import { callAnchor } from "./rich-text.tsx";

type Progress = "running" | "done" | "waiting" | "failed" | "stopped";

function progressOf(part: ToolPart, live: boolean): Progress {
  if (part.state === "output-error") return "failed";
  if (!part.output) return live ? "running" : "stopped";
  if (part.output.ok) return "done";
  return "pending" in part.output ? "waiting" : "failed";
}

function Mark({ progress }: { progress: Progress }) {
  if (progress === "running") return <Spinner size={14} />;
  if (progress === "done") return <Check aria-hidden className="size-3.5 text-faint" />;
  if (progress === "waiting") return <Hand aria-hidden className="size-3.5 text-signal" />;
  if (progress === "stopped") return <Square aria-hidden className="size-3 text-faint" />;
  return <CircleAlert aria-hidden className="size-3.5 text-danger" />;
}

/** What the agent did, as one quiet line that opens to each call with its input and answer. */
export function ToolLines({ parts, live }: { parts: ToolPart[]; live: boolean }) {
  const t = useTranslations("tools");
  const title = useToolTitle();
  const steps = parts.map((part) => ({ part, progress: progressOf(part, live) }));
  const running = steps.find(({ progress }) => progress === "running");
  const last = steps.at(-1);
  if (!last) return null;
  const overall = running ?? steps.find(({ progress }) => progress !== "done") ?? last;
  const label =
    steps.length === 1 || running
      ? title((running ?? last).part.name)
      : t("steps", { count: steps.length, last: title(last.part.name) });
  return (
    <details className="group text-sm">
      <summary className="inline-flex max-w-full list-none items-center gap-2 rounded-sm py-0.5 pr-2 text-faint hover:text-ink">
        <span className="grid size-4 shrink-0 place-items-center">
          <Mark progress={overall.progress} />
        </span>
        <span className="truncate" aria-live="polite">
          {label}
          {running && "…"}
        </span>
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform duration-120 group-open:rotate-90"
        />
      </summary>
      <ol className="mt-1.5 ml-2 flex flex-col gap-2 border-l border-line pl-4">
        {steps.map(({ part, progress }) => (
          <li key={part.toolCallId}>
            <div className="flex items-center gap-2">
              <Mark progress={progress} />
              <span className="font-medium">{title(part.name)}</span>
              <span className="text-faint">{t(progress)}</span>
            </div>
            {part.input !== undefined && <Detail label={t("input")} value={part.input} />}
            <Answer part={part} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Answer({ part }: { part: ToolPart }) {
  const t = useTranslations("tools");
  const { output } = part;
  if (part.errorText) return <p className="text-danger">{part.errorText}</p>;
  if (!output) return null;
  if (output.ok) {
    return (
      <>
        <p className="text-soft">{output.summary}</p>
        <Detail label={t("output")} value={output.value} />
      </>
    );
  }
  return "error" in output ? <p className="text-danger">{output.error.message}</p> : null;
}

const longest = 6_000;

function Detail({ label, value }: { label: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? "";
  return (
    <details>
      <summary className="w-fit list-none text-xs text-faint underline decoration-dotted underline-offset-4 hover:text-ink">
        {label}
      </summary>
      <pre className="mt-1 max-h-64 overflow-auto rounded-sm border border-line bg-sunken p-2 font-mono text-xs">
        {text.length > longest ? `${text.slice(0, longest)}…` : text}
      </pre>
    </details>
  );
}

/** Where the links of an answer lead when a call showed no card. */
export function CallTargets({ parts, shown }: { parts: ToolPart[]; shown: Set<string> }) {
  return parts
    .filter((part) => part.output && !shown.has(part.output.callId))
    .map((part) => (
      <span
        key={part.toolCallId}
        id={callAnchor(part.output?.callId ?? part.toolCallId)}
        tabIndex={-1}
        className="sr-only"
      />
    ));
}
