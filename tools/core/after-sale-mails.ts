import { z } from "zod";
import { createSay, type Text } from "./text.ts";

type Written = { to: string; subject: string; text: string };

const locale = z.enum(["fr", "en"]).catch("fr");

const letter = z.object({
  to: z.email(),
  buyer: z.string().nullable(),
  locale,
  /** Artist, day, venue and town, as the reader writes them. */
  performance: z.string(),
  token: z.string(),
});
const ofOrder = letter.extend({ number: z.string(), test: z.boolean() });

const refund = ofOrder.extend({
  amount: z.string(),
  provider: z.string(),
  reason: z.string().nullable(),
});
const cancelled = ofOrder.extend({ amount: z.string().nullable(), reason: z.string().nullable() });
const postponed = ofOrder.extend({
  day: z.string(),
  until: z.string(),
  reason: z.string().nullable(),
});
const offer = letter.extend({ until: z.string() });
const resold = ofOrder.extend({ ticket: z.number(), amount: z.string() });
const waiting = letter;
const guestList = letter.extend({
  list: z.string(),
  organizer: z.string(),
  quota: z.number().nullable(),
  until: z.string().nullable(),
});

/** The letters of the time after the sale, by the name of their outbox event. */
export const afterSaleWriters: Record<string, (data: unknown, baseUrl: string) => Written> = {
  "mail/refund": (data, baseUrl) => writeRefund(refund.parse(data), baseUrl),
  "mail/date-cancelled": (data, baseUrl) => writeCancelled(cancelled.parse(data), baseUrl),
  "mail/date-postponed": (data, baseUrl) => writePostponed(postponed.parse(data), baseUrl),
  "mail/resale-offer": (data, baseUrl) => writeOffer(offer.parse(data), baseUrl),
  "mail/resold": (data, baseUrl) => writeResold(resold.parse(data), baseUrl),
  "mail/waiting": (data, baseUrl) => writeWaiting(waiting.parse(data), baseUrl),
  "mail/guest-list": (data, baseUrl) => writeGuestList(guestList.parse(data), baseUrl),
};

/** A letter: hello, its paragraphs, empty ones left out. */
function write(
  data: { to: string; buyer: string | null; locale: "fr" | "en"; test?: boolean },
  subject: Text,
  paragraphs: (Text | null)[],
): Written {
  const say = createSay(data.locale);
  const name = data.buyer ? ` ${data.buyer}` : "";
  const mark = data.test ? "[TEST] " : "";
  return {
    to: data.to,
    subject: `${mark}${say(subject)}`,
    text: `${[
      say({ fr: `Bonjour${name},`, en: `Hello${name},` }),
      ...paragraphs.flatMap((paragraph) => (paragraph ? [say(paragraph)] : [])),
    ].join("\n\n")}\n`,
  };
}

const reasonOf = (reason: string | null): Text | null =>
  reason ? { fr: `Motif : ${reason}`, en: `Reason: ${reason}` } : null;

const nothingMoved: Text = {
  fr: "Paiement de test : aucun argent n’a circulé.",
  en: "Test payment: no money moved.",
};

const ways: Record<string, Text> = {
  stripe: {
    fr: "La somme revient sur la carte qui a servi au paiement, en général sous cinq à dix jours ouvrés.",
    en: "The amount goes back to the card that was used, usually within five to ten working days.",
  },
  test: nothingMoved,
  cash: {
    fr: "La somme vous est rendue en espèces ; l’organisateur vous dira où et quand.",
    en: "The amount is given back in cash; the organizer will tell you where and when.",
  },
};
const byHand: Text = {
  fr: "L’organisateur vous reverse cette somme et peut vous demander un RIB.",
  en: "The organizer pays this amount back and may ask for your bank details.",
};

function writeRefund(data: z.infer<typeof refund>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Remboursement, commande ${data.number}`, en: `Refund, order ${data.number}` },
    [
      {
        fr: `Nous vous remboursons ${data.amount} sur votre commande pour ${data.performance}.`,
        en: `We are refunding ${data.amount} of your order for ${data.performance}.`,
      },
      reasonOf(data.reason),
      ways[data.provider] ?? byHand,
      {
        fr: `Votre commande, à jour :\n${baseUrl}/o/${data.token}`,
        en: `Your order as it stands:\n${baseUrl}/o/${data.token}`,
      },
    ],
  );
}

function writeCancelled(data: z.infer<typeof cancelled>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Annulation : ${data.performance}`, en: `Cancelled: ${data.performance}` },
    [
      {
        fr: `La date suivante est annulée : ${data.performance}. Nous en sommes désolés.`,
        en: `The following date is cancelled: ${data.performance}. We are sorry.`,
      },
      reasonOf(data.reason),
      data.amount
        ? {
            fr: `Vous n’avez rien à faire : ${data.amount} vous sont remboursés par le moyen de paiement d’origine.`,
            en: `There is nothing for you to do: ${data.amount} is refunded the way you paid.`,
          }
        : {
            fr: "Vos billets n’ouvrent plus la porte ; ils étaient gratuits, il n’y a rien à rembourser.",
            en: "Your tickets no longer open the door; they were free, there is nothing to refund.",
          },
      data.test ? nothingMoved : null,
      {
        fr: `Commande ${data.number} :\n${baseUrl}/o/${data.token}`,
        en: `Order ${data.number}:\n${baseUrl}/o/${data.token}`,
      },
    ],
  );
}

function writePostponed(data: z.infer<typeof postponed>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Report au ${data.day} : vos billets`, en: `Postponed to ${data.day}: your tickets` },
    [
      {
        fr: `${data.performance} : cette date est reportée au ${data.day}.`,
        en: `${data.performance}: this date is postponed to ${data.day}.`,
      },
      reasonOf(data.reason),
      {
        fr: "Vos billets restent valables pour la nouvelle date, sans aucune démarche.",
        en: "Your tickets stay valid for the new day; there is nothing to do.",
      },
      {
        fr: `Si vous ne pouvez pas venir, demandez le remboursement jusqu’au ${data.until} inclus :\n${baseUrl}/o/${data.token}#report`,
        en: `If you cannot come, ask for a refund until ${data.until} included:\n${baseUrl}/o/${data.token}#report`,
      },
      { fr: `Commande ${data.number}`, en: `Order ${data.number}` },
    ],
  );
}

function writeOffer(data: z.infer<typeof offer>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Une place s’est libérée : ${data.performance}`, en: `A ticket for ${data.performance}` },
    [
      {
        fr: `Une personne cède son billet pour ${data.performance}, au prix qu’elle l’a payé. Votre tour est venu.`,
        en: `Somebody gives up their ticket for ${data.performance}, at the price they paid. It is your turn.`,
      },
      {
        fr: `Il vous est réservé jusqu’au ${data.until} :\n${baseUrl}/w/${data.token}`,
        en: `It is kept for you until ${data.until}:\n${baseUrl}/w/${data.token}`,
      },
      {
        fr: "Passé ce délai, il sera proposé à la personne suivante.",
        en: "After that, it goes to the next person.",
      },
    ],
  );
}

function writeResold(data: z.infer<typeof resold>, baseUrl: string): Written {
  return write(
    data,
    {
      fr: `Votre billet n° ${data.ticket} est revendu`,
      en: `Your ticket no. ${data.ticket} is resold`,
    },
    [
      {
        fr: `Votre billet n° ${data.ticket} pour ${data.performance} a trouvé preneur. Il n’ouvre plus la porte.`,
        en: `Somebody took your ticket no. ${data.ticket} for ${data.performance}. It no longer opens the door.`,
      },
      {
        fr: `${data.amount} vous sont remboursés, soit tout ce que vous aviez payé pour lui.`,
        en: `${data.amount} is refunded: all that you paid for it.`,
      },
      data.test ? nothingMoved : null,
      {
        fr: `Commande ${data.number} :\n${baseUrl}/o/${data.token}`,
        en: `Order ${data.number}:\n${baseUrl}/o/${data.token}`,
      },
    ],
  );
}

function writeWaiting(data: z.infer<typeof waiting>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Liste d’attente : ${data.performance}`, en: `Waiting list: ${data.performance}` },
    [
      {
        fr: `Vous êtes sur la liste d’attente pour ${data.performance}. Quand un billet se libère, il est proposé dans l’ordre des inscriptions, au prix d’origine, par e-mail.`,
        en: `You are on the waiting list for ${data.performance}. When a ticket is given up, it is offered by e-mail in the order of the list, at its original price.`,
      },
      {
        fr: `Votre place dans la liste, ou vous en retirer :\n${baseUrl}/w/${data.token}`,
        en: `Your place on the list, or leave it:\n${baseUrl}/w/${data.token}`,
      },
    ],
  );
}

function writeGuestList(data: z.infer<typeof guestList>, baseUrl: string): Written {
  return write(
    data,
    { fr: `Vos invitations : ${data.performance}`, en: `Your guest list: ${data.performance}` },
    [
      {
        fr: `${data.organizer} vous confie la liste « ${data.list} » pour ${data.performance}${data.quota === null ? "" : ` : ${data.quota} ${data.quota > 1 ? "places" : "place"}`}.`,
        en: `${data.organizer} gives you the list “${data.list}” for ${data.performance}${data.quota === null ? "" : `: ${data.quota} ${data.quota === 1 ? "place" : "places"}`}.`,
      },
      {
        fr: `Indiquez les noms ici${data.until ? `, avant le ${data.until}` : ""} :\n${baseUrl}/g/${data.token}`,
        en: `Fill in the names here${data.until ? `, before ${data.until}` : ""}:\n${baseUrl}/g/${data.token}`,
      },
      {
        fr: "Chaque personne reçoit un billet numéroté à son nom.",
        en: "Each person gets a numbered ticket in their name.",
      },
    ],
  );
}
