import { z } from "zod";
import { roleWords } from "../organization/roles.ts";
import { createSay, type Locale } from "./text.ts";

type Written = { to: string; subject: string; text: string };

const locale = z.enum(["fr", "en"]).catch("fr");

const invitation = z.object({
  to: z.email(),
  token: z.string(),
  role: z.enum(["owner", "manager", "accountant", "door_staff", "viewer"]),
  organization: z.string(),
  locale,
});

const orderCopy = z.object({
  to: z.email(),
  buyer: z.string().nullable(),
  number: z.string(),
  performance: z.string(),
  /** When the doors open, as the reader writes it. */
  doors: z.string().nullable(),
  /** Of the order's own page. */
  token: z.string(),
  test: z.boolean(),
  tickets: z.array(
    z.object({ number: z.number(), type: z.string(), holder: z.string().nullable() }),
  ),
  locale,
});

const trial = z.object({ to: z.email(), organization: z.string(), locale });

const writers: Record<string, (data: unknown, baseUrl: string) => Written> = {
  "mail/invitation": (data, baseUrl) => writeInvitation(invitation.parse(data), baseUrl),
  "mail/order": (data, baseUrl) => writeOrder(orderCopy.parse(data), baseUrl),
  "mail/test": (data, baseUrl) => writeTrial(trial.parse(data), baseUrl),
};

/** The mail that an outbox event asks for, in its reader's language. */
export function mailFor(name: string, data: unknown, baseUrl: string): Written {
  const write = writers[name];
  if (!write) throw new Error(`no mail is written for ${name}`);
  return write(data, baseUrl);
}

function writeInvitation(data: z.infer<typeof invitation>, baseUrl: string): Written {
  const link = `${baseUrl}/invitation?token=${encodeURIComponent(data.token)}`;
  const role = roleWords[data.role];
  const words = {
    fr: {
      subject: `${data.organization} vous invite sur KONCERT`,
      text: `Bonjour,\n\n${data.organization} vous invite à rejoindre son équipe sur KONCERT, avec le rôle « ${role.fr} ».\n\nPour accepter, ouvrez ce lien dans les 14 jours :\n${link}\n\nSi vous n’attendiez pas cette invitation, ignorez ce message.\n`,
    },
    en: {
      subject: `${data.organization} invites you to KONCERT`,
      text: `Hello,\n\n${data.organization} invites you to join its team on KONCERT as “${role.en}”.\n\nTo accept, open this link within 14 days:\n${link}\n\nIf you did not expect this invitation, ignore this message.\n`,
    },
  } satisfies Record<Locale, { subject: string; text: string }>;
  return { to: data.to, ...words[data.locale] };
}

function writeOrder(data: z.infer<typeof orderCopy>, baseUrl: string): Written {
  const say = createSay(data.locale);
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
      fr: `Bonjour${hello},\n\nVoici vos billets pour ${data.performance}.${doors}\n\nÀ présenter à l’entrée, sur votre téléphone ou imprimés :\n${link}\n\nCommande ${data.number}\n${lines}\n${test}\nCe lien vous est personnel. À bientôt.\n`,
      en: `Hello${hello},\n\nHere are your tickets for ${data.performance}.${doors}\n\nShow them at the door, on your phone or printed:\n${link}\n\nOrder ${data.number}\n${lines}\n${test}\nThis link is yours alone. See you soon.\n`,
    }),
  };
}

function writeTrial(data: z.infer<typeof trial>, baseUrl: string): Written {
  const words = {
    fr: {
      subject: "E-mail d’essai de KONCERT",
      text: `Bonjour,\n\nCe message confirme que les e-mails de ${data.organization} partent et arrivent.\n\n${baseUrl}\n`,
    },
    en: {
      subject: "Test e-mail from KONCERT",
      text: `Hello,\n\nThis message confirms that the e-mails of ${data.organization} leave and arrive.\n\n${baseUrl}\n`,
    },
  } satisfies Record<Locale, { subject: string; text: string }>;
  return { to: data.to, ...words[data.locale] };
}
