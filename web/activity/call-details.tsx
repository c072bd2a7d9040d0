"use client";

import { Undo2 } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import Link from "next/link";
import { type ReactNode, useEffect, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useSay } from "../components/use-say.ts";
import { callTool } from "../forms/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { ChangeLine } from "../history/change-line.tsx";
import { dayOf } from "../session/day-of.ts";
import { pageOf } from "../shell/links.ts";
import { SentInput } from "./sent-input.tsx";

type Call = ToolOutput<"organization_get_call">;

/** What was asked, what changed, and the way back where there is one. */
export function CallDetails({ id }: { id: string }) {
  const t = useTranslations("activity");
  const [call, setCall] = useState<Call | "lost" | null>(null);
  const again = () => void readCall(id).then(setCall);
  useEffect(() => {
    let gone = false;
    void readCall(id).then((found) => !gone && setCall(found));
    return () => {
      gone = true;
    };
  }, [id]);

  if (call === "lost") {
    return (
      <Notice
        tone="error"
        action={
          <Button size="sm" onClick={again}>
            {t("retry")}
          </Button>
        }
      >
        {t("failed")}
      </Notice>
    );
  }
  if (!call) return <Skeleton className="h-24 w-full rounded-md" />;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <Part title={t("asked")}>
        <SentInput input={call.input} />
      </Part>
      {call.changes.length > 0 && (
        <Part title={t("changes")}>
          <ul className="flex flex-col gap-1.5">
            {call.changes.map((row) => (
              <ChangedRow key={`${row.table} ${row.id} ${row.operation}`} row={row} />
            ))}
          </ul>
          {call.rows > call.changes.length && (
            <p className="text-faint">
              {t("moreChanges", { count: call.rows - call.changes.length })}
            </p>
          )}
        </Part>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Links call={call} />
        <UndoCall call={call} onDone={again} />
      </div>
    </div>
  );
}

async function readCall(id: string): Promise<Call | "lost"> {
  const outcome = await callTool("organization_get_call", { call: id }).catch(() => null);
  return outcome?.ok ? (outcome.value as Call) : "lost";
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-faint">{title}</h3>
      {children}
    </section>
  );
}

function ChangedRow({ row }: { row: Call["changes"][number] }) {
  const t = useTranslations("activity");
  const table = t.has(`tables.${row.table}`)
    ? t(`tables.${row.table}`)
    : row.table.replaceAll("_", " ");
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="break-words">
        <span className="font-medium">{[table, row.label].filter(Boolean).join(" · ")}</span>{" "}
        <span className="text-faint">{t(row.operation)}</span>
      </p>
      {row.fields.map((change) => (
        <ChangeLine key={change.field} kind={row.table.replace(/s$/, "")} change={change} />
      ))}
    </li>
  );
}

const mostLinks = 4;

/** The pages of the rows that the action was about. */
function Links({ call }: { call: Call }) {
  const t = useTranslations("activity");
  return call.about.slice(0, mostLinks).map(({ kind, id, label }) => {
    const href = pageOf(kind, id);
    return (
      href && (
        <Link
          key={`${kind} ${id}`}
          href={href}
          className="inline-flex h-8 max-w-64 items-center rounded-sm border border-line bg-surface px-3 hover:bg-hover"
        >
          <span className="truncate">
            {t("see")} {label}
          </span>
        </Link>
      )
    );
  });
}

function UndoCall({ call, onDone }: { call: Call; onDone(): void }) {
  const t = useTranslations("activity");
  const say = useSay();
  const zone = useTimeZone() ?? "Europe/Paris";
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  if (call.undo !== "possible") {
    const { name, at } = call.undoneBy ?? { name: null, at: call.at };
    const when = t("at", { day: say.shortDay(dayOf(at, zone)), time: say.time(at, zone) });
    return <p className="text-faint">{t(`reasons.${call.undo}`, { name: name ?? "–", when })}</p>;
  }
  const undo = async () => {
    setBusy(true);
    await run("organization_undo_call", { call: call.id });
    onDone();
    setBusy(false);
  };
  return (
    <Button
      size="sm"
      busy={busy}
      icon={<Undo2 aria-hidden className="size-3.5" />}
      onClick={() => void undo()}
    >
      {t("undo")}
    </Button>
  );
}
