"use client";

import { Check, Hand, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { Outcome, Pending } from "#tools/core/outcome.ts";
import type { Say, Text } from "#tools/core/text.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { useSay } from "../components/use-say.ts";
import { callTool } from "../forms/call-tool.ts";
import { useDecisions } from "./decisions.tsx";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function words(say: Say, value: Text | string): string {
  const text = typeof value === "string" ? value : say(value);
  return instant.test(text)
    ? `${say.day(text.slice(0, 10))}, ${say.time(text, "Europe/Paris")}`
    : text;
}

/** What waits for a person: exactly what will happen, and two buttons. */
export function ApprovalCard({
  pending,
  restored = false,
  instead,
  onDecided,
}: {
  pending: Pending["pending"];
  /** Comes from an earlier visit: somebody may have decided since. */
  restored?: boolean;
  /** Stands in place of the buttons, for whoever may not decide. */
  instead?: ReactNode;
  onDecided?(outcome: Outcome): void;
}) {
  const t = useTranslations("approval");
  const say = useSay();
  const { of, record, check } = useDecisions();
  const decided = of(pending.approvalId);
  const [busy, setBusy] = useState<"accept" | "refuse" | null>(null);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    if (restored) void check();
  }, [restored, check]);

  const decide = async (decision: "accept" | "refuse") => {
    setBusy(decision);
    setError(null);
    try {
      const outcome = await callTool("organization_decide_approval", {
        approval: pending.approvalId,
        decision,
      });
      if (outcome.ok) {
        record(pending.approvalId, { decision, summary: outcome.summary });
        onDecided?.(outcome);
      } else if ("error" in outcome) {
        setError(outcome.error.message);
        if (outcome.error.code === "expired") {
          record(pending.approvalId, { decision: "closed", summary: null });
        }
      }
    } catch {
      setError(t("unreachable"));
    } finally {
      setBusy(null);
    }
  };

  return (
    <section
      aria-label={t("label")}
      data-approval={pending.approvalId}
      className="card-lands overflow-clip rounded-lg border-2 border-signal bg-surface shadow-lift data-[decided=true]:border data-[decided=true]:border-line"
      data-decided={decided !== null}
    >
      <header className="flex items-start gap-3 px-4 pt-3.5">
        {!decided && <Hand aria-hidden className="mt-1 size-4 shrink-0 text-signal" />}
        <div>
          <p className="text-xs text-faint">{decided ? t("wasAsked") : t("asks")}</p>
          <h3 className="font-display text-lg font-semibold tracking-tight">
            {words(say, pending.preview.title)}
          </h3>
        </div>
      </header>
      <dl className="figures grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-1.5 px-4 py-3 text-sm">
        {pending.preview.lines.map((line, index) => (
          // Lines of a preview are fixed.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="contents">
            <dt className="text-faint">{words(say, line.label)}</dt>
            <dd className="font-medium [overflow-wrap:anywhere] whitespace-pre-line">
              {words(say, line.value)}
            </dd>
          </div>
        ))}
      </dl>
      {!decided && (pending.preview.warnings?.length ?? 0) > 0 && (
        <ul className="mx-4 mb-3 flex flex-col gap-1 rounded-md bg-option-wash px-3 py-2 text-sm">
          {pending.preview.warnings?.map((warning) => (
            <li key={warning.en} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-option" />
              {words(say, warning)}
            </li>
          ))}
        </ul>
      )}
      {error && (
        <div className="mx-4 mb-3">
          <Notice tone="error">{error}</Notice>
        </div>
      )}
      <footer className="flex flex-wrap items-center gap-2 border-t border-line bg-sunken/50 px-4 py-3">
        {decided ? (
          <p className="flex items-start gap-2 text-sm">
            {decided.decision === "accept" ? (
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-confirmed" />
            ) : (
              <X aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
            )}
            <span>
              <span className="font-medium">{t(decided.decision)}</span>
              {decided.summary && <span className="text-soft"> {decided.summary}</span>}
            </span>
          </p>
        ) : (
          (instead ?? (
            <>
              <Button
                look="signal"
                busy={busy === "accept"}
                disabled={busy !== null}
                onClick={() => void decide("accept")}
              >
                {t("doAccept")}
              </Button>
              <Button
                busy={busy === "refuse"}
                disabled={busy !== null}
                onClick={() => void decide("refuse")}
              >
                {t("doRefuse")}
              </Button>
              <span className="ml-auto text-xs text-faint">
                {t("until", { day: say.day(pending.expiresAt.slice(0, 10)) })}
              </span>
            </>
          ))
        )}
      </footer>
    </section>
  );
}
