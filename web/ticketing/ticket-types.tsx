"use client";

import { Copy, CopyPlus, Ellipsis, Plus, Ticket, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button, IconButton } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Menu, MenuItem } from "../components/menu.tsx";
import { Panel } from "../components/panel.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";
import { TicketTypeRow } from "./ticket-type-row.tsx";

/** The ticket types of a date in the order in which the public sees them. */
export function TicketTypes({ box }: { box: ToolOutput<"ticketing_get_box_office"> }) {
  const t = useTranslations("ticketing");
  const { openForm, run } = useTools();
  const over = box.state === "ended" || box.state === "cancelled";
  const may = useMay()("ticketing:write");
  const { performanceId, ticketTypes } = box;
  const copyFrom = () =>
    openForm({
      tool: "ticketing_copy_ticket_types",
      title: t("copyFrom"),
      submit: t("copy"),
      preset: { performances: [performanceId] },
      only: ["source"],
    });
  const move = (from: number, to: number) => {
    const ids = ticketTypes.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    void run("ticketing_order_ticket_types", { performance: performanceId, ticket_types: ids });
  };
  const add = (
    <Button
      size="sm"
      icon={<Plus aria-hidden className="size-3.5" />}
      onClick={() =>
        openForm({
          tool: "ticketing_create_ticket_type",
          title: t("newType"),
          initial: { kind: "full" },
          preset: { performances: [performanceId] },
          only: [
            "kind",
            "name",
            "price",
            "quota",
            "vat",
            "min_per_order",
            "max_per_order",
            "justification",
            "access_code",
            "access_code_limit",
          ],
        })
      }
    >
      {t("newType")}
    </Button>
  );
  return (
    <Panel
      level={2}
      flush
      title={t("types")}
      aside={
        may &&
        !over &&
        ticketTypes.length > 0 && (
          <>
            {add}
            <Menu
              trigger={
                <IconButton label={t("typeActions")}>
                  <Ellipsis />
                </IconButton>
              }
            >
              <MenuItem
                icon={<Copy aria-hidden />}
                onClick={() =>
                  openForm({
                    tool: "ticketing_copy_ticket_types",
                    title: t("copyTo"),
                    submit: t("copy"),
                    preset: { source: performanceId },
                    only: ["performances", "tour"],
                  })
                }
              >
                {t("copyTo")}
              </MenuItem>
              <MenuItem icon={<CopyPlus aria-hidden />} onClick={copyFrom}>
                {t("copyFrom")}
              </MenuItem>
              <MenuItem
                icon={<UsersRound aria-hidden />}
                onClick={() =>
                  openForm({
                    tool: "ticketing_set_queue",
                    title: t("queue"),
                    preset: { performance: performanceId },
                    only: ["buyers_at_once"],
                    initial: { buyers_at_once: box.queue.buyersAtOnce },
                  })
                }
              >
                {t("queue")}
              </MenuItem>
            </Menu>
          </>
        )
      }
    >
      {box.queue.waiting > 0 && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-option">
          <span aria-hidden>▲ </span>
          {t("queueWaiting", { count: box.queue.waiting })}
        </p>
      )}
      {ticketTypes.length === 0 ? (
        <EmptyState
          icon={<Ticket aria-hidden />}
          title={t("noTypes")}
          action={
            may && !over ? (
              <span className="flex flex-wrap justify-center gap-2">
                {add}
                <Button
                  size="sm"
                  icon={<CopyPlus aria-hidden className="size-3.5" />}
                  onClick={copyFrom}
                >
                  {t("copyFrom")}
                </Button>
              </span>
            ) : undefined
          }
        >
          {t("noTypesHelp")}
        </EmptyState>
      ) : (
        <ul className="@container divide-y divide-line border-t border-line">
          {ticketTypes.map((type, index) => (
            <TicketTypeRow
              key={type.id}
              type={type}
              box={box}
              editable={may && !over}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < ticketTypes.length - 1 ? () => move(index, index + 1) : undefined}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
