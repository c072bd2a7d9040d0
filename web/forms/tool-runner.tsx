"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Done, Outcome, Pending } from "#tools/core/outcome.ts";
import { ApprovalCard } from "../chat/approval-card.tsx";
import { DecisionsProvider } from "../chat/decisions.tsx";
import { mayUndo } from "../chat/undo.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { toast } from "../components/toast.tsx";
import { callTool, SignedOut } from "./call-tool.ts";

const ToolForm = dynamic(() => import("./tool-form.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-48 w-full rounded-md" />,
});

export type FormAsked = {
  tool: string;
  /** What stands in the controls at first, as the tool's input. */
  initial?: Record<string, unknown>;
  /** Sent with the form and not shown: the row that the page is about. */
  preset?: Record<string, unknown>;
  /** The fields to show, in this order; all that are not preset without it. */
  only?: readonly string[];
  title?: string;
  submit?: string;
  /** Sends only what was changed of `initial`. */
  changesOnly?: boolean;
  onDone?(outcome: Done<unknown>): void;
};

type Runner = {
  /** Opens a tool as a form. */
  openForm(asked: FormAsked): void;
  /**
   * Runs a tool at once: says what was done and offers to take it back, shows an approval where one
   * is needed, and says what failed. Null when no answer came.
   */
  run(name: string, input: unknown, how?: { quiet?: boolean }): Promise<Outcome | null>;
  /** Tells of an outcome that came another way. */
  tell(outcome: Outcome): void;
};

const RunnerContext = createContext<Runner | null>(null);

export function useTools(): Runner {
  const runner = useContext(RunnerContext);
  if (!runner) throw new Error("useTools stands outside ToolRunner");
  return runner;
}

/** Forms, approvals and undo for every page of the workspace: tools by hand, through the one door. */
export function ToolRunner({ children }: { children: ReactNode }) {
  const t = useTranslations("form");
  const router = useRouter();
  const [form, setForm] = useState<FormAsked | null>(null);
  const [pending, setPending] = useState<Pending["pending"] | null>(null);

  const failed = useCallback(
    (error: unknown) =>
      error instanceof SignedOut
        ? toast(t("signedOut"), {
            failed: true,
            action: { label: t("signIn"), run: () => void window.open("/sign-in", "_blank") },
          })
        : toast(t("unreachable"), { failed: true }),
    [t],
  );

  const tell = useCallback(
    (outcome: Outcome) => {
      if ("pending" in outcome) setPending(outcome.pending);
      else if (!outcome.ok) toast(outcome.error.message, { failed: true });
      else if (outcome.effect !== "read") {
        const undo = async () => {
          try {
            const undone = await callTool("organization_undo_call", { call: outcome.callId });
            if (undone.ok) toast(undone.summary);
            else if ("error" in undone) toast(undone.error.message, { failed: true });
            else setPending(undone.pending);
            router.refresh();
          } catch (error) {
            failed(error);
          }
        };
        toast(
          outcome.summary,
          mayUndo(outcome) ? { action: { label: t("undo"), run: () => void undo() } } : {},
        );
        router.refresh();
      }
    },
    [router, t, failed],
  );

  const run = useCallback<Runner["run"]>(
    async (name, input, how) => {
      try {
        const outcome = await callTool(name, input);
        if (!how?.quiet || !outcome.ok) tell(outcome);
        return outcome;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    [tell, failed],
  );

  const runner = useMemo(() => ({ openForm: setForm, run, tell }), [run, tell]);
  return (
    <RunnerContext value={runner}>
      {children}
      <Dialog
        open={form !== null}
        onOpenChange={(open) => !open && setForm(null)}
        title={form?.title ?? ""}
      >
        {form && (
          <ToolForm
            key={`${form.tool} ${JSON.stringify(form.preset ?? {})}`}
            asked={form}
            onClose={() => setForm(null)}
            onDone={(outcome) => {
              setForm(null);
              tell(outcome);
              if (outcome.ok) form.onDone?.(outcome);
            }}
          />
        )}
      </Dialog>
      <Dialog
        open={pending !== null}
        onOpenChange={(open) => !open && setPending(null)}
        title={t("approval")}
      >
        {pending && (
          <DecisionsProvider messages={[]}>
            <ApprovalCard pending={pending} onDecided={() => router.refresh()} />
          </DecisionsProvider>
        )}
      </Dialog>
    </RunnerContext>
  );
}
