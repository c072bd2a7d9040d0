"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Done, Outcome } from "#tools/core/outcome.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { ApprovalCard } from "./approval-card.tsx";
import { callTool } from "../forms/call-tool.ts";
import { useToolTitle } from "../shell/catalogue.ts";

const aboutAnother = new Set(["organization_undo_call", "organization_decide_approval"]);

/** What was just done and can be taken back, what speaks of another call aside. */
export const mayUndo = (outcome: Outcome): outcome is Done<unknown> =>
  outcome.ok && outcome.undoable && !aboutAnother.has(outcome.tool);

/** Takes one call back; refused with the reason where a later change stands on it. */
export function Undo({ outcome, named }: { outcome: Done<unknown>; named: boolean }) {
  const t = useTranslations("undo");
  const title = useToolTitle();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Outcome | null>(null);
  const [lost, setLost] = useState(false);

  const undo = async () => {
    setBusy(true);
    setLost(false);
    try {
      setAnswer(await callTool("organization_undo_call", { call: outcome.callId }));
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };

  if (answer && "pending" in answer) return <ApprovalCard pending={answer.pending} />;
  if (answer?.ok) return <Notice>{answer.summary}</Notice>;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        look="outline"
        size="sm"
        busy={busy}
        icon={<Undo2 aria-hidden className="size-3.5" />}
        onClick={() => void undo()}
      >
        {named ? t("named", { title: title(outcome.tool) }) : t("undo")}
      </Button>
      {answer && "error" in answer && <Notice tone="warning">{answer.error.message}</Notice>}
      {lost && <Notice tone="error">{t("unreachable")}</Notice>}
    </div>
  );
}
