"use client";

import { useCallback, useRef, useState } from "react";
import { createSay, type Locale } from "#tools/core/text.ts";
import { store } from "../session/use-stored.ts";
import { keptOrderKey } from "./kept-order.ts";
import { looks } from "./looks.ts";
import { postSale } from "./post-sale.ts";
import { type Offer, TicketChoice } from "./ticket-choice.tsx";
import { useIntention } from "./use-intention.ts";
import { useReturn } from "./use-return.ts";

export type ChooseWords = Record<
  "chosen" | "nothing" | "reserve" | "reserving" | "kept" | "offline",
  string
>;

const ticket = {
  fr: { one: "billet", other: "billets" },
  en: { one: "ticket", other: "tickets" },
};

/** The first step: how many of each, then places held and on to the payment. */
export function ChooseTickets({
  slug,
  accessCode,
  locale,
  currency,
  offers,
  isOpen,
  words,
  onQueue,
}: {
  slug: string;
  accessCode: string | null;
  locale: Locale;
  currency: string;
  offers: Offer[];
  /** False shows the prices alone. */
  isOpen: boolean;
  words: ChooseWords;
  /** More buyers came than the date takes at once. */
  onQueue(): void;
}) {
  const say = createSay(locale);
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const underWay = useRef(false);
  const intention = useIntention();
  const free = useCallback(() => {
    underWay.current = false;
    setBusy(false);
  }, []);
  useReturn(free);

  const chosen = offers.filter((offer) => (counts[offer.id] ?? 0) > 0);
  const total = chosen.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
  const cents = chosen.reduce((sum, offer) => sum + offer.cents * (counts[offer.id] ?? 0), 0);

  const reserve = async () => {
    if (underWay.current || total === 0) return;
    underWay.current = true;
    setBusy(true);
    setRefusal(null);
    const input = {
      slug,
      items: chosen.map(({ id }) => ({ ticket_type: id, quantity: counts[id] })),
      ...(accessCode ? { access_code: accessCode } : {}),
    };
    try {
      const outcome = await postSale<{ token: string }>("hold", input, intention.idOf(input));
      intention.settle();
      if (outcome.ok) {
        store("sessionStorage", keptOrderKey(slug), outcome.value.token);
        // Busy until the next page stands: a second click would hold other places.
        window.location.assign(`/o/${outcome.value.token}`);
        return;
      }
      if ("error" in outcome && outcome.error.reason === "queue") onQueue();
      else if ("error" in outcome) setRefusal(outcome.error.message);
    } catch {
      setRefusal(words.offline);
    }
    free();
  };

  return (
    <>
      <ul className="flex flex-col gap-2.5">
        {offers.map((offer) => (
          <TicketChoice
            key={offer.id}
            offer={offer}
            count={counts[offer.id] ?? 0}
            chosenLabel={words.chosen}
            onChange={(count) => {
              setRefusal(null);
              setCounts({ ...counts, [offer.id]: count });
            }}
          />
        ))}
      </ul>
      {isOpen && (
        <div className="sticky bottom-0 z-1 mt-3 -mx-5 border-t border-line bg-paper/95 px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur-sm md:static md:mx-0 md:border-0 md:bg-transparent md:px-0 md:pt-5 md:pb-1">
          {refusal && (
            <p role="alert" className={`mb-3 ${looks.refusal}`}>
              {refusal}
            </p>
          )}
          <button
            type="button"
            aria-disabled={total === 0}
            aria-busy={busy}
            onClick={() => void reserve()}
            className={looks.act}
          >
            {total === 0 ? (
              words.nothing
            ) : (
              <>
                {busy ? words.reserving : words.reserve}{" "}
                <span className="figures font-normal">
                  {say.count(total, ticket)}
                  {" · "}
                  {say.money(cents, currency)}
                </span>
              </>
            )}
          </button>
        </div>
      )}
      {isOpen && <p className="mt-1 text-center text-sm text-soft">{words.kept}</p>}
    </>
  );
}
