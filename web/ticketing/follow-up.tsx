"use client";

import { CalendarClock, Ellipsis, Repeat2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button, IconButton } from "../components/button.tsx";
import { Menu, MenuItem, MenuLine } from "../components/menu.tsx";
import { Meter } from "../components/meter.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { dayOf } from "../session/day-of.ts";
import { useMay } from "../shell/permissions.tsx";

type Facts = ToolOutput<"ticketing_get_follow_up">;

/** What goes on for a date after its sale: postponement, general refund, waiting list and resale. */
export function FollowUp({ facts, status }: { facts: Facts; status: string }) {
  const t = useTranslations("afterSale");
  const say = useSay();
  const { refunds, postponement, toPayOut, waiting, resales, resaleOpen } = facts;
  const hasResale = resaleOpen || waiting.length > 0 || resales.sold > 0;
  const isEmpty = !refunds && !postponement && toPayOut.orders === 0 && !hasResale;
  return (
    <Panel
      level={2}
      title={t("title")}
      subtitle={hasResale ? t(resaleOpen ? "resaleOpen" : "resaleClosed") : undefined}
      aside={<Actions facts={facts} status={status} />}
    >
      <div className="flex flex-col gap-4 text-sm">
        {isEmpty && <p className="text-faint">{t("nothing")}</p>}
        {refunds && <Refunds refunds={refunds} facts={facts} />}
        {toPayOut.orders > 0 && (
          <Notice
            tone="warning"
            action={
              <Link
                href={`/orders?date=${facts.performanceId}`}
                className="shrink-0 underline underline-offset-4"
              >
                {t("seeOrders")}
              </Link>
            }
          >
            {t("toPayOut", {
              amount: say.money(toPayOut.amountCents, facts.currency),
              count: toPayOut.orders,
            })}
          </Notice>
        )}
        {postponement && <Answers postponement={postponement} facts={facts} />}
        {hasResale && <Waiting facts={facts} />}
      </div>
    </Panel>
  );
}

function Actions({ facts, status }: { facts: Facts; status: string }) {
  const t = useTranslations("afterSale");
  const may = useMay();
  const { openForm, run } = useTools();
  const preset = { performance: facts.performanceId };
  const stands = status === "confirmed" || status === "on_sale";
  const mayRefund = may("ticketing:refund");
  if (!(mayRefund && (stands || status === "cancelled")) && !(stands && may("ticketing:write"))) {
    return null;
  }
  return (
    <Menu
      trigger={
        <IconButton label={t("more")} size={36}>
          <Ellipsis />
        </IconButton>
      }
    >
      {stands && may("ticketing:write") && (
        <MenuItem
          icon={<Repeat2 aria-hidden />}
          onClick={() =>
            void run("ticketing_set_resale", {
              ...preset,
              resale: facts.resaleOpen ? "closed" : "open",
            })
          }
        >
          {t(facts.resaleOpen ? "closeResale" : "openResale")}
        </MenuItem>
      )}
      {stands && mayRefund && (
        <MenuItem
          icon={<CalendarClock aria-hidden />}
          onClick={() =>
            openForm({
              tool: "ticketing_postpone_date",
              title: t("postpone"),
              submit: t("postponeSend"),
              preset,
              only: ["day", "until", "reason"],
            })
          }
        >
          {t("postpone")}
        </MenuItem>
      )}
      {mayRefund && (
        <>
          {stands && <MenuLine />}
          <MenuItem
            danger
            icon={<Undo2 aria-hidden />}
            onClick={() =>
              openForm({
                tool: "ticketing_refund_date",
                title: t(stands ? "refundAll" : "refundAllCancelled"),
                submit: t(stands ? "refundAll" : "refundAllCancelled"),
                preset,
                only: ["reason", "keep_fee"],
              })
            }
          >
            {t(stands ? "refundAll" : "refundAllCancelled")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function Refunds({ refunds, facts }: { refunds: NonNullable<Facts["refunds"]>; facts: Facts }) {
  const t = useTranslations("afterSale");
  const say = useSay();
  const { run } = useTools();
  const may = useMay();
  const money = (cents: number) => say.money(cents, facts.currency);
  return (
    <section aria-label={t("refunds")} className="figures">
      {refunds.finishedAt ? (
        <h3 className="font-medium">{t("refundsDone", { count: refunds.done })}</h3>
      ) : (
        <Meter value={refunds.done} of={refunds.orders} label={t("refundsOf")} />
      )}
      <p className="mt-1.5 text-soft">
        {t("refundsMoney", {
          done: money(refunds.refundedCents),
          all: money(refunds.amountCents),
        })}
        {refunds.reason && ` · ${refunds.reason}`}
      </p>
      <p className="mt-0.5 text-faint">
        {refunds.finishedAt
          ? t("finished", {
              day: say.shortDay(dayOf(refunds.finishedAt, facts.timeZone)),
              time: say.time(refunds.finishedAt, facts.timeZone),
            })
          : t("running", { count: refunds.left })}
      </p>
      {refunds.failed > 0 && (
        <p className="mt-0.5 text-danger">{t("failedOrders", { count: refunds.failed })}</p>
      )}
      {!refunds.finishedAt && may("ticketing:refund") && (
        <p className="mt-2">
          <Button size="sm" onClick={() => void run("ticketing_continue_after_sale", {})}>
            {t("goOn")}
          </Button>
        </p>
      )}
    </section>
  );
}

function Answers({
  postponement,
  facts,
}: {
  postponement: NonNullable<Facts["postponement"]>;
  facts: Facts;
}) {
  const t = useTranslations("afterSale");
  const say = useSay();
  const { fromDay, toDay, until, isOpen, kept, refunded, silent, refundedCents } = postponement;
  const last = new Date(Date.parse(until) - 1).toISOString();
  const day = say.day(dayOf(last, facts.timeZone));
  const parts = [
    { label: t("kept"), value: kept, tone: "text-confirmed" },
    { label: t("refunded"), value: refunded, tone: "text-danger" },
    { label: t("silent"), value: silent, tone: "text-soft" },
  ];
  return (
    <section className="figures">
      <h3 className="font-medium">
        {t("postponed", { from: say.shortDay(fromDay), to: say.shortDay(toDay) })}
      </h3>
      <dl className="mt-2 grid grid-cols-3 gap-3">
        {parts.map((part) => (
          <div key={part.label} className="flex flex-col-reverse justify-end">
            <dt className="text-faint">{part.label}</dt>
            <dd className={`font-display text-xl font-semibold ${part.tone}`}>
              {say.number(part.value)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-faint">
        {[
          t(isOpen ? "answersUntil" : "answersOver", { day }),
          refundedCents > 0 &&
            t("refundedMoney", { amount: say.money(refundedCents, facts.currency) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </section>
  );
}

const firstRows = 6;

function Waiting({ facts }: { facts: Facts }) {
  const t = useTranslations("afterSale");
  const say = useSay();
  const [all, showAll] = useState(false);
  const inLine = facts.waiting.filter(({ status }) => status === "waiting" || status === "offered");
  const rows = all ? facts.waiting : facts.waiting.slice(0, firstRows);
  return (
    <section className="figures">
      <header className="flex items-baseline justify-between gap-3">
        <h3 className="font-medium">{t("waitingList")}</h3>
        {facts.waiting.length > 0 && (
          <span className="text-faint">{t("people", { count: inLine.length })}</span>
        )}
      </header>
      <p className="mt-0.5 text-soft">
        {t("resales", {
          listed: facts.resales.listed + facts.resales.offered,
          sold: facts.resales.sold,
        })}
      </p>
      {facts.waiting.length === 0 ? (
        <p className="mt-1 text-faint">{t("waitingEmpty")}</p>
      ) : (
        <ol className="mt-2 divide-y divide-line border-y border-line">
          {rows.map((person) => (
            <li key={person.id} className="py-1.5">
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">{person.name}</span>
                <span
                  className={
                    person.status === "bought"
                      ? "shrink-0 text-confirmed"
                      : person.status === "offered"
                        ? "shrink-0 text-option"
                        : "shrink-0 text-faint"
                  }
                >
                  {t(`waitingStates.${person.status}`, {
                    until: person.until
                      ? `${say.shortDay(dayOf(person.until, facts.timeZone))}, ${say.time(person.until, facts.timeZone)}`
                      : "",
                  })}
                </span>
              </span>
              <span className="block truncate text-faint">
                {[person.email, person.ticketType ?? t("anyType")].join(" · ")}
              </span>
            </li>
          ))}
        </ol>
      )}
      {facts.waiting.length > rows.length && (
        <Button look="quiet" size="sm" onClick={() => showAll(true)}>
          {t("showAll")}
        </Button>
      )}
    </section>
  );
}
