import { z } from "zod";
import { createSay } from "./text.ts";

type Written = { to: string; subject: string; text: string };

const locale = z.enum(["fr", "en"]).catch("fr");
const date = { to: z.email(), locale, performance: z.string() };

const orderCopy = z.object({
  ...date,
  buyer: z.string().nullable(),
  number: z.string(),
  /** When the doors open, as the reader writes it. */
  doors: z.string().nullable(),
  /** Of the order's own page. */
  token: z.string(),
  /** The tickets go with the letter, as a file. */
  attached: z.boolean().default(false),
  test: z.boolean(),
  tickets: z.array(
    z.object({ number: z.number(), type: z.string(), holder: z.string().nullable() }),
  ),
});

const oneTicket = z.object({
  ...date,
  name: z.string().nullable(),
  from: z.string().nullable(),
  /** True where the ticket changed hands: nobody else has a code for it any more. */
  given: z.boolean(),
  number: z.number(),
  type: z.string(),
  doors: z.string().nullable(),
  /** Of the ticket's own page. */
  token: z.string(),
  attached: z.boolean().default(false),
  test: z.boolean(),
});

const givenTicket = z.object({
  ...date,
  name: z.string().nullable(),
  receiver: z.string(),
  number: z.number(),
  contact: z.string().nullable(),
});

const movedOrder = z.object({ ...date, number: z.string(), contact: z.string().nullable() });

/** Mails about what a buyer holds, by the name of their outbox event. */
export const ticketWriters: Record<string, (data: unknown, baseUrl: string) => Written> = {
  "mail/order": (data, baseUrl) => writeOrder(orderCopy.parse(data), baseUrl),
  "mail/ticket": (data, baseUrl) => writeTicket(oneTicket.parse(data), baseUrl),
  "mail/ticket_given": (data) => writeGiven(givenTicket.parse(data)),
  "mail/order_moved": (data) => writeMoved(movedOrder.parse(data)),
};

function writeOrder(data: z.infer<typeof orderCopy>, baseUrl: string): Written {
  const say = createSay(data.locale);
  const files = data.attached
    ? say({ fr: "Ils sont aussi joints, en PDF.\n", en: "They are attached as well, as a PDF.\n" })
    : "";
  const hello = data.buyer ? ` ${data.buyer}` : "";
  const link = `${baseUrl}/o/${data.token}`;
  const lines = data.tickets
    .map(
      (ticket) =>
        `n° ${ticket.number} · ${ticket.type}${ticket.holder ? ` · ${ticket.holder}` : ""}`,
    )
    .join("\n");
  const doors = data.doors
    ? say({ fr: `\nOuverture des portes : ${data.doors}`, en: `\nDoors: ${data.doors}` })
    : "";
  const test = data.test
    ? say({
        fr: "\nPaiement de test : aucun montant n’a été débité.\n",
        en: "\nTest payment: nothing was charged.\n",
      })
    : "";
  return {
    to: data.to,
    subject: say({
      fr: `${data.test ? "[TEST] " : ""}Vos billets, commande ${data.number}`,
      en: `${data.test ? "[TEST] " : ""}Your tickets, order ${data.number}`,
    }),
    text: say({
      fr: `Bonjour${hello},\n\nVoici vos billets pour ${data.performance}.${doors}\n\nÀ présenter à l’entrée, sur votre téléphone ou imprimés :\n${link}\n${files}\nCommande ${data.number}\n${lines}\n${test}\nCe lien vous est personnel. À bientôt.\n`,
      en: `Hello${hello},\n\nHere are your tickets for ${data.performance}.${doors}\n\nShow them at the door, on your phone or printed:\n${link}\n${files}\nOrder ${data.number}\n${lines}\n${test}\nThis link is yours alone. See you soon.\n`,
    }),
  };
}

function writeTicket(data: z.infer<typeof oneTicket>, baseUrl: string): Written {
  const say = createSay(data.locale);
  const files = data.attached
    ? say({ fr: "Il est aussi joint, en PDF.\n", en: "It is attached as well, as a PDF.\n" })
    : "";
  const hello = data.name ? ` ${data.name}` : "";
  const link = `${baseUrl}/o/${data.token}`;
  const doors = data.doors
    ? say({ fr: `\nOuverture des portes : ${data.doors}`, en: `\nDoors: ${data.doors}` })
    : "";
  const who = data.from ?? say({ fr: "Une personne", en: "Someone" });
  const opening = data.given
    ? say({
        fr: `${who} vous transmet un billet pour ${data.performance}. Il est désormais à vous.`,
        en: `${who} passes a ticket for ${data.performance} on to you. It is yours from now on.`,
      })
    : say({
        fr: `Voici votre billet pour ${data.performance}, réservé par ${who}.`,
        en: `Here is your ticket for ${data.performance}, booked by ${who}.`,
      });
  const test = data.test
    ? say({ fr: "\nCe billet est un test.\n", en: "\nThis ticket is a test.\n" })
    : "";
  const mark = data.test ? "[TEST] " : "";
  return {
    to: data.to,
    subject: say({
      fr: `${mark}Votre billet pour ${data.performance}`,
      en: `${mark}Your ticket for ${data.performance}`,
    }),
    text: say({
      fr: `Bonjour${hello},\n\n${opening}${doors}\n\nÀ présenter à l’entrée, sur votre téléphone ou imprimé :\n${link}\n${files}\nn° ${data.number} · ${data.type}\n${test}\nCe lien vous est personnel. À bientôt.\n`,
      en: `Hello${hello},\n\n${opening}${doors}\n\nShow it at the door, on your phone or printed:\n${link}\n${files}\nno. ${data.number} · ${data.type}\n${test}\nThis link is yours alone. See you soon.\n`,
    }),
  };
}

function writeGiven(data: z.infer<typeof givenTicket>): Written {
  const say = createSay(data.locale);
  const hello = data.name ? ` ${data.name}` : "";
  const help = data.contact
    ? say({
        fr: `Si vous n’êtes pas à l’origine de cet envoi, écrivez sans attendre à ${data.contact}.`,
        en: `If this was not your doing, write to ${data.contact} at once.`,
      })
    : say({
        fr: "Si vous n’êtes pas à l’origine de cet envoi, prévenez l’organisateur sans attendre.",
        en: "If this was not your doing, tell the organiser at once.",
      });
  return {
    to: data.to,
    subject: say({
      fr: `Billet n° ${data.number} transmis à ${data.receiver}`,
      en: `Ticket no. ${data.number} passed on to ${data.receiver}`,
    }),
    text: say({
      fr: `Bonjour${hello},\n\nLe billet n° ${data.number} pour ${data.performance} est maintenant au nom de ${data.receiver}. Le code que vous aviez n’ouvre plus la porte, même imprimé.\n\n${help}\n`,
      en: `Hello${hello},\n\nTicket no. ${data.number} for ${data.performance} is now in the name of ${data.receiver}. The code that you had no longer opens the door, even on paper.\n\n${help}\n`,
    }),
  };
}

function writeMoved(data: z.infer<typeof movedOrder>): Written {
  const say = createSay(data.locale);
  const help = data.contact
    ? say({
        fr: `Si ce changement ne vient pas de vous, écrivez à ${data.contact} en donnant ce numéro.`,
        en: `If you did not ask for this, write to ${data.contact} and give this number.`,
      })
    : say({
        fr: "Si ce changement ne vient pas de vous, prévenez l’organisateur en donnant ce numéro.",
        en: "If you did not ask for this, tell the organiser and give this number.",
      });
  return {
    to: data.to,
    subject: say({
      fr: `L’adresse de la commande ${data.number} a changé`,
      en: `The address of order ${data.number} has changed`,
    }),
    text: say({
      fr: `Bonjour,\n\nLes billets de la commande ${data.number}, pour ${data.performance}, sont désormais envoyés à une autre adresse. Les liens et les codes reçus ici n’ouvrent plus rien.\n\n${help}\n`,
      en: `Hello,\n\nThe tickets of order ${data.number}, for ${data.performance}, now go to another address. Links and codes received here open nothing any more.\n\n${help}\n`,
    }),
  };
}
