"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import { callTool } from "../forms/call-tool.ts";
import type { Message } from "./message.ts";

export type Decision = { decision: "accept" | "refuse" | "closed"; summary: string | null };

type Decisions = {
  /** Null while a request still waits for a person. */
  of(approvalId: string): Decision | null;
  record(approvalId: string, decision: Decision): void;
  /** Checks which of the requests on screen are still open. */
  check(): Promise<void>;
};

const DecisionsContext = createContext<Decisions | null>(null);

export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error("useDecisions stands outside DecisionsProvider");
  return decisions;
}

type Decided = { approvalId?: unknown; decision?: unknown };

/** What was decided: by the buttons here, or by a word in the conversation. */
export function DecisionsProvider({
  messages,
  children,
}: {
  messages: Message[];
  children: ReactNode;
}) {
  const [local, setLocal] = useState<Record<string, Decision>>({});
  const spoken = useMemo(() => decisionsIn(messages), [messages]);
  const record = useCallback(
    (id: string, decision: Decision) => setLocal((known) => ({ ...known, [id]: decision })),
    [],
  );
  const waiting = useMemo(() => pendingIn(messages), [messages]);
  const check = useCallback(async () => {
    const outcome = await callTool("organization_list_approvals", {}).catch(() => null);
    if (!outcome?.ok) return;
    const { approvals } = outcome.value as { approvals: { id: string }[] };
    const open = new Set(approvals.map(({ id }) => id));
    for (const id of waiting) if (!open.has(id)) record(id, { decision: "closed", summary: null });
  }, [waiting, record]);
  const decisions = useMemo(
    () => ({ of: (id: string) => spoken[id] ?? local[id] ?? null, record, check }),
    [spoken, local, record, check],
  );
  return <DecisionsContext.Provider value={decisions}>{children}</DecisionsContext.Provider>;
}

function outcomesIn(messages: Message[]): Outcome[] {
  return messages.flatMap((message) =>
    message.parts.flatMap((part) => (part.type === "tool" && part.output ? [part.output] : [])),
  );
}

export function decisionsIn(messages: Message[]): Record<string, Decision> {
  const found: Record<string, Decision> = {};
  for (const outcome of outcomesIn(messages)) {
    if (!outcome.ok || outcome.tool !== "organization_decide_approval") continue;
    const { approvalId, decision } = outcome.value as Decided;
    if (typeof approvalId === "string") {
      found[approvalId] = {
        decision: decision === "accept" ? "accept" : "refuse",
        summary: outcome.summary,
      };
    }
  }
  return found;
}

export function pendingIn(messages: Message[]): string[] {
  return outcomesIn(messages).flatMap((outcome) =>
    "pending" in outcome ? [outcome.pending.approvalId] : [],
  );
}
