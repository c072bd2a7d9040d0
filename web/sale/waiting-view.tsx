import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { FanPage } from "./fan-page.tsx";
import { looks } from "./looks.ts";
import type { ResaleOffer } from "./read-after-sale.ts";
import { WaitingActions } from "./waiting-actions.tsx";

/** A person's place on a waiting list, and the ticket that is offered when their turn comes. */
export async function WaitingView({ offer, token }: { offer: ResaleOffer; token: string }) {
  const t = await getTranslations("waiting");
  const say = createSay(asLocale(await getLocale()));
  const { state, ticket, until, performance, order } = offer;
  const { timeZone, slug } = performance;
  const isOffered = state === "offered" && ticket && until && offer.open;
  const told = isOffered
    ? {
        title: t("yourTurn"),
        help: t("yourTurnHelp", {
          day: say.day(dayOf(until, timeZone)),
          time: say.time(until, timeZone),
        }),
      }
    : state === "waiting" && offer.open
      ? {
          title: t("inLine", { count: offer.ahead }),
          help: t("inLineHelp", { email: offer.email }),
        }
      : state === "bought"
        ? { title: t("bought"), help: t("boughtHelp") }
        : state === "left"
          ? { title: t("left"), help: t("leftHelp") }
          : offer.open
            ? { title: t("missed"), help: t("missedHelp") }
            : { title: t("over"), help: t("overHelp") };
  const mayLeave = offer.open && (state === "waiting" || state === "offered");
  return (
    <FanPage date={performance} organizer={offer.organizer} title={told.title}>
      <p className="mt-1 break-words text-soft">{told.help}</p>
      {isOffered && (
        <div className="figures mt-5 rounded-lg border border-line bg-surface p-4">
          <div className="flex items-baseline justify-between gap-4">
            <span dir="auto" className="min-w-0 break-words">
              1 × {ticket.type}
            </span>
            <span className="font-display text-xl font-semibold">
              {say.money(ticket.priceCents + ticket.feeCents, ticket.currency)}
            </span>
          </div>
          <p className="mt-0.5 text-sm text-soft">
            {ticket.feeCents > 0
              ? t("facePriceFee", { fee: say.money(ticket.feeCents, ticket.currency) })
              : t("facePrice")}
          </p>
        </div>
      )}
      {state === "bought" && order ? (
        <p className="mt-5">
          <a href={`/o/${order}`} className={looks.act}>
            {t("seeTickets")}
          </a>
        </p>
      ) : (
        (isOffered || mayLeave) && (
          <WaitingActions
            token={token}
            take={Boolean(isOffered)}
            words={{
              take: t("take"),
              leave: isOffered ? t("pass") : t("leave"),
              sure: isOffered ? t("passSure") : t("leaveSure"),
              confirm: isOffered ? t("pass") : t("leave"),
              back: t("stay"),
              offline: t("offline"),
            }}
          />
        )
      )}
      {(state === "missed" || state === "left") && offer.open && slug && (
        <p className="mt-4">
          <a href={`/e/${slug}`} className={looks.second}>
            {t("again")}
          </a>
        </p>
      )}
    </FanPage>
  );
}
