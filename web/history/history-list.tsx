"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { sayValue } from "../components/value.tsx";
import { classNames } from "../design/class-names.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { ChangeLine } from "./change-line.tsx";

type Call = ToolOutput<"organization_list_activity">["calls"][number];

export function HistoryList({
  kind,
  calls,
  total,
}: {
  kind: string;
  calls: Call[];
  total: number;
}) {
  const t = useTranslations("history");
  const older = total - calls.length;
  return (
    <Panel title={t("title")} level={2} flush>
      <ol className="divide-y divide-line border-t border-line">
        {calls.map((call) => (
          <HistoryItem key={call.id} kind={kind} call={call} />
        ))}
      </ol>
      {older > 0 && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-faint">
          {t("more", { count: older })}
        </p>
      )}
    </Panel>
  );
}

function HistoryItem({ kind, call }: { kind: string; call: Call }) {
  const t = useTranslations("history");
  const say = useSay();
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  const title = say(call.title);
  const when = { day: say.shortDay(call.day), time: sayValue(say, call.time, "time") };
  const undo = async () => {
    setBusy(true);
    await run("organization_undo_call", { call: call.id });
    setBusy(false);
  };
  return (
    <li className="flex items-start justify-between gap-3 px-4 py-2.5 text-sm">
      <div className="min-w-0">
        <p
          className={classNames(
            "font-medium break-words",
            call.undone && "text-faint line-through",
          )}
        >
          {title}
        </p>
        {call.changes.map((change) => (
          <ChangeLine key={change.field} kind={kind} change={change} />
        ))}
        <p className="figures text-faint">
          {call.by ? t("by", { name: call.by, ...when }) : t("when", when)}
          {call.via && t.has(`via.${call.via}`) && (
            <> {t("through", { via: t(`via.${call.via}`) })}</>
          )}
        </p>
      </div>
      {call.undone ? (
        <span className="shrink-0 text-faint">{t("undone")}</span>
      ) : (
        call.undo === "possible" && (
          <Button
            size="sm"
            look="quiet"
            busy={busy}
            aria-label={t("undoNamed", { title, ...when })}
            icon={<Undo2 aria-hidden className="size-3.5" />}
            onClick={() => void undo()}
          >
            {t("undo")}
          </Button>
        )
      )}
    </li>
  );
}
