import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { PostponementAnswer } from "./postponement-answer.tsx";
import { type AfterSaleFacts, readAfterSale } from "./read-after-sale.ts";
import type { Order } from "./read-sale.ts";
import { ResaleTickets } from "./resale-tickets.tsx";

/** What has happened to an order since, and what its buyer may still choose; nothing where there is nothing. */
export async function AfterSale({ order }: { order: Order }) {
  if (order.scope !== "order") return null;
  const facts = await readAfterSale(order.token);
  if (!facts) return null;
  const isResale = facts.resale.open || facts.resale.tickets.some(({ state }) => state !== null);
  if (!facts.postponement && facts.exchangedFor.length === 0 && !isResale) return null;
  return (
    <div className="mt-6 flex flex-col gap-4">
      <Exchanged facts={facts} />
      {facts.postponement && <Postponed postponement={facts.postponement} order={order} />}
      {isResale && <Resale facts={facts} order={order} />}
    </div>
  );
}

async function Exchanged({ facts }: { facts: AfterSaleFacts }) {
  const t = await getTranslations("buyerAfter");
  const say = createSay(asLocale(await getLocale()));
  return facts.exchangedFor.map(({ token, number, numbers }) => (
    <section key={number} className="rounded-lg border border-line bg-surface p-4 shadow-lift">
      <h2 className="font-display text-xl font-semibold tracking-tight">{t("exchanged")}</h2>
      <p className="mt-1 text-soft">
        {t("exchangedHelp", {
          count: numbers.length,
          numbers: say.list(numbers.map(String)),
          number,
        })}
      </p>
      <p className="mt-2">
        <a href={`/o/${token}`} className={looks.second}>
          {t("seeNew")}
        </a>
      </p>
    </section>
  ));
}

async function Postponed({
  postponement,
  order,
}: {
  postponement: NonNullable<AfterSaleFacts["postponement"]>;
  order: Order;
}) {
  const t = await getTranslations("buyerAfter");
  const say = createSay(asLocale(await getLocale()));
  const { fromDay, toDay, answerUntil, reason, open, answer, refundCents } = postponement;
  const amount = say.money(refundCents, order.currency);
  const isOver = order.status === "refunded" || order.status === "cancelled";
  // The last moment of a day is still that day.
  const last = new Date(Date.parse(answerUntil) - 1).toISOString();
  const until = say.day(dayOf(last, order.performance.timeZone));
  if (isOver && answer !== "refund") return null;
  return (
    <section
      id="report"
      className="scroll-mt-4 rounded-lg border border-option/40 bg-option-wash p-4"
    >
      <h2 className="font-display text-xl font-semibold tracking-tight">
        {t("postponed", { day: say.day(toDay) })}
      </h2>
      <p className="mt-1 text-soft">
        {[t("postponedFrom", { day: say.day(fromDay) }), reason].filter(Boolean).join(" ")}
      </p>
      {answer === "refund" ? (
        <p className="mt-3 font-medium">
          {refundCents > 0 ? t("refundChosen", { amount }) : t("givenBack")}
        </p>
      ) : (
        <>
          <p className="mt-3">
            {answer === "keep"
              ? t("kept")
              : open
                ? t("question", { day: until })
                : t("closed", { day: until })}
          </p>
          {open && (
            <PostponementAnswer
              token={order.token}
              kept={answer === "keep"}
              words={{
                keep: t("keep"),
                refund: refundCents > 0 ? t("refund", { amount }) : t("giveBack"),
                sure: refundCents > 0 ? t("sure", { amount }) : t("sureFree"),
                confirm: t("confirm"),
                back: t("back"),
                offline: t("offline"),
              }}
            />
          )}
        </>
      )}
    </section>
  );
}

async function Resale({ facts, order }: { facts: AfterSaleFacts; order: Order }) {
  const t = await getTranslations("buyerAfter");
  const say = createSay(asLocale(await getLocale()));
  const { timeZone } = order.performance;
  const { closesAt, tickets, open } = facts.resale;
  const shown = tickets.filter(({ mayOffer, state }) => state !== null || (open && mayOffer));
  if (shown.length === 0) return null;
  return (
    <details
      open={shown.some(({ state }) => state !== null)}
      className="group/resale rounded-lg border border-line bg-surface"
    >
      <summary className="flex min-h-13 cursor-pointer items-center justify-between gap-3 px-4 font-medium hover:text-soft">
        <h2 className="text-base">{t("resale")}</h2>
        <span
          aria-hidden
          className="text-soft transition-transform duration-120 group-open/resale:rotate-45"
        >
          +
        </span>
      </summary>
      <div className="px-4 pb-4">
        <p className="text-sm text-soft">
          {t("resaleHelp")}{" "}
          {open &&
            t("resaleUntil", {
              day: say.day(dayOf(closesAt, timeZone)),
              time: say.time(closesAt, timeZone),
            })}
        </p>
        <ResaleTickets
          token={order.token}
          tickets={shown.map((ticket) => ({
            id: ticket.ticketId,
            label: t("ticket", { number: ticket.number }),
            price: say.money(ticket.priceCents, order.currency),
            state: ticket.state,
            said: ticket.state ? t(`states.${ticket.state}`) : null,
          }))}
          words={{ offer: t("offer"), withdraw: t("withdraw"), offline: t("offline") }}
        />
      </div>
    </details>
  );
}
