import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Wordmark } from "../design/wordmark.tsx";
import { asLocale } from "../session/preferences.ts";
import { AccessCode } from "./access-code.tsx";
import { LanguageLink } from "./language-link.tsx";
import { looks } from "./looks.ts";
import { offersOf } from "./offers.ts";
import { OpenReservation } from "./open-reservation.tsx";
import { Poster } from "./poster.tsx";
import { Practical } from "./practical.tsx";
import { QueueGate } from "./queue-gate.tsx";
import type { Sale } from "./read-sale.ts";
import { SaleState } from "./sale-state.tsx";
import { Seller } from "./seller.tsx";
import { Steps } from "./steps.tsx";
import { WaitingList } from "./waiting-list.tsx";

/** The page of a date on sale: the poster first, then the prices, then all the rest. */
export async function SaleView({ sale, code }: { sale: Sale; code: string }) {
  const t = await getTranslations("sale");
  const locale = asLocale(await getLocale());
  const offers = offersOf(sale, t, createSay(locale));
  const isOpen = sale.state === "on_sale";
  const currency = sale.ticketTypes[0]?.currency ?? "EUR";
  return (
    <main className="md:grid md:grid-cols-[minmax(0,1fr)_minmax(26rem,34rem)]">
      <Poster
        date={sale}
        over={t("presents", { organizer: sale.organizer.name })}
        className="h-[min(47svh,118vw)] min-h-80 md:sticky md:top-0 md:h-dvh"
      />
      <div className="flex flex-col px-5 pb-8 md:px-9">
        <header className="flex min-h-14 items-center justify-between">
          <Wordmark height={13} />
          <LanguageLink other={locale === "fr" ? "en" : "fr"} label={t("language")} />
        </header>
        <OpenReservation
          slug={sale.slug ?? ""}
          words={{
            open: t("open"),
            openPaid: t("openPaid"),
            resume: t("resume"),
            giveUp: t("giveUp"),
            seeTickets: t("seeTickets"),
          }}
        />
        {isOpen && <Steps at="choose" />}
        <section className="mt-5">
          <SaleState sale={sale} />
          <WaitingList sale={sale} />
          {isOpen && (
            <h2 className="font-display text-xl font-semibold tracking-tight md:text-2xl">
              {t("ticketsTitle")}
            </h2>
          )}
          {offers.length > 0 && sale.state !== "cancelled" && (
            <p className="mt-0.5 mb-3 text-sm text-soft">{t("allIn")}</p>
          )}
          {sale.state !== "cancelled" && (
            <QueueGate
              slug={sale.slug ?? ""}
              locale={locale}
              isOn={isOpen && sale.queueIsOn}
              opensAt={sale.state === "not_yet" ? sale.opensAt : null}
              words={{
                queueJoining: t("queueJoining"),
                queueBefore: t("queueBefore"),
                queueBeforeHelp: t("queueBeforeHelp"),
                queueNext: t("queueNext"),
                queueNoTime: t("queueNoTime"),
                queueHelp: t("queueHelp", { minutes: sale.callMinutes }),
                queueOne: t("queueOne"),
                queueCalled: t("queueCalled"),
                queueCalledHelp: t("queueCalledHelp"),
                queueCalledLeft: t("queueCalledLeft"),
                queueMissed: t("queueMissed"),
                queueMissedHelp: t("queueMissedHelp", { minutes: sale.callMinutes }),
                queueAgain: t("queueAgain"),
                queueSoldOut: t("queueSoldOut"),
                queueOffline: t("queueOffline"),
              }}
              choice={{
                accessCode: code || null,
                currency,
                offers,
                isOpen,
                words: {
                  chosen: t("chosen"),
                  nothing: t("nothing"),
                  reserve: t("reserve"),
                  reserving: t("reserving"),
                  kept: t("kept", { minutes: sale.holdMinutes }),
                  offline: t("offline"),
                },
              }}
            />
          )}
          {isOpen && sale.test && <p className={`mt-4 ${looks.mark}`}>{t("test")}</p>}
          {sale.state !== "cancelled" && sale.state !== "ended" && (
            <AccessCode
              given={code}
              opensNothing={code !== "" && !offers.some(({ open }) => open)}
            />
          )}
        </section>
        <Practical sale={sale} />
        <Seller organizer={sale.organizer} />
      </div>
    </main>
  );
}
