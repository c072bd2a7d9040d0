import type { getTranslations } from "next-intl/server";
import type { Say } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import type { Sale } from "./read-sale.ts";
import type { Offer } from "./ticket-choice.tsx";

type Words = Awaited<ReturnType<typeof getTranslations<"sale">>>;

/** The ticket types of a date in a buyer's words: what one costs in all, and why it cannot be had. */
export function offersOf(sale: Sale, t: Words, say: Say): Offer[] {
  const { timeZone } = sale;
  const dayIn = (instant: string) => say.day(dayOf(instant, timeZone));
  const note = (type: Sale["ticketTypes"][number]) => {
    if (type.state === "sold_out") return t("soldOutType");
    if (type.state === "ended") return t("endedType");
    if (type.state === "not_yet" && type.opensAt) {
      return t("opens", { day: dayIn(type.opensAt), time: say.time(type.opensAt, timeZone) });
    }
    if (type.availability === "few") return t("few");
    return type.closesAt ? t("until", { day: dayIn(type.closesAt) }) : null;
  };
  return sale.ticketTypes.map((type) => {
    const cents = type.priceCents + type.feeCents;
    const { name } = type;
    return {
      id: type.id,
      name,
      description: type.description,
      proof: type.justification ? t("proof", { proof: type.justification }) : null,
      cents,
      price: cents === 0 ? t("free") : say.money(cents, type.currency),
      fee:
        type.feeCents > 0 ? t("withFee", { fee: say.money(type.feeCents, type.currency) }) : null,
      note: note(type),
      few: type.state === "on_sale" && type.availability === "few",
      open: sale.state === "on_sale" && type.state === "on_sale",
      least: type.minPerOrder,
      leastNote: type.minPerOrder > 1 ? t("least", { count: type.minPerOrder }) : null,
      most: type.maxPerOrder,
      mostNote: t("most", { count: type.maxPerOrder }),
      addLabel: t("add", { name }),
      removeLabel: t("remove", { name }),
    };
  });
}
