"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { TextAreaField } from "../components/field.tsx";
import { Panel } from "../components/panel.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

/** Notes of the team on an order, edited in place; a note that was not saved stays typed. */
export function OrderNotes({ order }: { order: ToolOutput<"ticketing_get_order_details"> }) {
  const t = useTranslations("orders");
  const { run } = useTools();
  const may = useMay()("ticketing:write");
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    const notes = typed?.trim() ?? "";
    if (notes === (order.notes ?? "")) return setTyped(null);
    setBusy(true);
    setFailed(false);
    const outcome = await run("ticketing_update_order", {
      order: order.id,
      ...(notes === "" ? { clear: ["notes"] } : { notes }),
    });
    setBusy(false);
    if (outcome?.ok) setTyped(null);
    else setFailed(true);
  };
  return (
    <Panel
      level={2}
      title={t("notes")}
      aside={
        may &&
        typed === null && (
          <Button size="sm" look="quiet" onClick={() => setTyped(order.notes ?? "")}>
            {order.notes ? t("changeNotes") : t("editNotes")}
          </Button>
        )
      }
    >
      {typed === null ? (
        <p className="text-sm break-words whitespace-pre-line">
          {order.notes ?? <span className="text-faint">{t("noNotes")}</span>}
        </p>
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextAreaField
            label={t("notesLabel")}
            value={typed}
            maxLength={4_000}
            error={failed ? t("unsaved") : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="flex justify-end gap-2">
            <Button size="sm" look="quiet" onClick={() => setTyped(null)}>
              {t("cancel")}
            </Button>
            <Button size="sm" look="ink" type="submit" busy={busy}>
              {t("saveNotes")}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
