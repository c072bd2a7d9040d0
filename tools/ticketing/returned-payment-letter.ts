import { z } from "zod";
import { createSay, type Text } from "../core/text.ts";

const returned = z.object({
  to: z.email(),
  buyer: z.string().nullable(),
  number: z.string(),
  performance: z.string(),
  /** Of the order's own page. */
  token: z.string(),
  test: z.boolean(),
  reason: z.enum(["late", "duplicate", "released", "cancelled"]),
  amount_cents: z.int(),
  currency: z.string(),
  locale: z.enum(["fr", "en"]).catch("fr"),
});

/** Why money that came cannot be kept, in words for whoever paid it. */
export const returnedWords: Record<z.infer<typeof returned>["reason"], Text> = {
  late: {
    fr: "Votre paiement est arrivé après la fin de la réservation, et les places avaient été reprises entre-temps.",
    en: "Your payment arrived after the reservation ended, and the tickets had been taken in the meantime.",
  },
  duplicate: {
    fr: "Cette commande était déjà payée : vos billets restent valables, et le second paiement vous est rendu.",
    en: "This order was already paid: your tickets remain valid, and the second payment goes back to you.",
  },
  released: {
    fr: "Vous aviez rendu ces places avant que le paiement n’arrive.",
    en: "You had given these tickets back before the payment arrived.",
  },
  cancelled: {
    fr: "Cette date a été annulée avant que le paiement n’arrive.",
    en: "This date was cancelled before the payment arrived.",
  },
};

/** The mail to whoever paid too late or twice: `mail/payment-returned`. */
export function writeReturnedPayment(given: unknown, baseUrl: string) {
  const data = returned.parse(given);
  const say = createSay(data.locale);
  const hello = data.buyer ? ` ${data.buyer}` : "";
  const amount = say.money(data.amount_cents, data.currency);
  const why = say(returnedWords[data.reason]);
  const link = `${baseUrl}/o/${data.token}`;
  const mark = data.test ? "[TEST] " : "";
  return {
    to: data.to,
    subject: say({
      fr: `${mark}Votre paiement vous est rendu, commande ${data.number}`,
      en: `${mark}Your payment goes back to you, order ${data.number}`,
    }),
    text: say({
      fr: `Bonjour${hello},\n\n${data.performance}\n\n${why}\n\nNous vous rendons ${amount} sur le moyen de paiement utilisé. Selon votre banque, la somme apparaît sous 5 à 10 jours. Vous n’avez rien à faire.\n\nVotre commande :\n${link}\n`,
      en: `Hello${hello},\n\n${data.performance}\n\n${why}\n\nWe are returning ${amount} to the payment method you used. Depending on your bank, it appears within 5 to 10 days. There is nothing for you to do.\n\nYour order:\n${link}\n`,
    }),
  };
}
