"use client";

import { Ban, Check, ChevronDown, CircleAlert, LoaderCircle, RotateCw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useWhen } from "../approvals/use-asked.ts";
import { Button } from "../components/button.tsx";
import { Meter } from "../components/meter.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useSay } from "../components/use-say.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

type Run = ToolOutput<"organization_get_run">["run"];
type Step = ToolOutput<"organization_get_run">["steps"][number];

const marks = {
  running: <LoaderCircle aria-hidden className="size-4 text-signal motion-safe:animate-spin" />,
  completed: <Check aria-hidden className="size-4 text-confirmed" />,
  retrying: <RotateCw aria-hidden className="size-4 text-option" />,
  failed: <CircleAlert aria-hidden className="size-4 text-danger" />,
  cancelled: <Ban aria-hidden className="size-4 text-faint" />,
};

/** One run: what it is, how far, and, once opened, its steps and what can be done. */
export function RunLine({
  run,
  steps,
  onToggle,
}: {
  run: Run;
  steps: Step[] | null;
  onToggle(isOpen: boolean): void;
}) {
  const t = useTranslations("runs");
  const say = useSay();
  const when = useWhen();
  const { run: call } = useTools();
  const mayAct = useMay()("organization:approve");
  return (
    <details
      open={steps !== null}
      className="group"
      onToggle={(event) => {
        const isOpen = event.currentTarget.open;
        if (isOpen !== (steps !== null)) onToggle(isOpen);
      }}
    >
      <summary className="grid min-h-13 cursor-pointer list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 px-4 py-2 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        {marks[run.status]}
        <span className="min-w-0">
          <span className="block truncate font-medium">{say(run.title)}</span>
          <span className="figures block truncate text-faint">
            {t(`status.${run.status}`)} · {when(run.startedAt)}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          className="size-4 text-faint transition-transform duration-200 group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4 pl-11 text-sm">
        {run.progress && (
          <Meter value={run.progress.done} of={run.progress.total} label={t("done")} />
        )}
        {run.error && <p className="break-words text-danger">{run.error}</p>}
        {steps ? (
          <ol className="flex flex-col gap-2">
            {steps.map((step) => (
              <li key={`${step.title.fr} ${step.startedAt}`} className="flex items-start gap-2">
                <span className="mt-0.5">{marks[step.status]}</span>
                <span className="min-w-0">
                  <span className="block">
                    {say(step.title)}
                    <span className="sr-only"> ({t(`step.${step.status}`)})</span>
                    {step.attempt > 1 && (
                      <span className="figures text-faint">
                        {" "}
                        · {t("attempt", { count: step.attempt })}
                      </span>
                    )}
                  </span>
                  {step.error && <span className="block break-words text-faint">{step.error}</span>}
                </span>
              </li>
            ))}
            {steps.length === 0 && <li className="text-faint">{t("noStep")}</li>}
          </ol>
        ) : (
          <Skeleton className="h-12 w-full rounded-md" />
        )}
        {mayAct && (run.mayRetry || run.status === "running") && (
          <div>
            {run.mayRetry ? (
              <Button
                size="sm"
                icon={<RotateCw />}
                onClick={() => void call("organization_retry_run", { run: run.id })}
              >
                {t("retry")}
              </Button>
            ) : (
              <Button
                size="sm"
                icon={<Square />}
                onClick={() => void call("organization_cancel_run", { run: run.id })}
              >
                {t("stop")}
              </Button>
            )}
          </div>
        )}
      </div>
    </details>
  );
}
