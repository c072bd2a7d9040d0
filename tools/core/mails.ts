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
  tickets: z.array(
    z.object({ number: z.number(), type: z.string(), holder: z.string().nullable() }),
  ),
  locale,
});

const writers: Record<string, (data: unknown, baseUrl: string) => Written> = {
  "mail/invitation": (data, baseUrl) => writeInvitation(invitation.parse(data), baseUrl),
  "mail/order": (data) => writeOrder(orderCopy.parse(data)),
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

function writeOrder(data: z.infer<typeof orderCopy>): Written {
  const say = createSay(data.locale);
  const lines = data.tickets
    .map(
      (ticket) =>
        `n° ${ticket.number} · ${ticket.type}${ticket.holder ? ` · ${ticket.holder}` : ""}`,
    )
    .join("\n");
  const hello = data.buyer ? ` ${data.buyer}` : "";
  return {
    to: data.to,
    subject: say({
      fr: `Vos billets, commande ${data.number}`,
      en: `Your tickets, order ${data.number}`,
    }),
    text: say({
      fr: `Bonjour${hello},\n\nVoici votre commande ${data.number} pour ${data.performance} :\n\n${lines}\n\nÀ bientôt.\n`,
      en: `Hello${hello},\n\nHere is your order ${data.number} for ${data.performance}:\n\n${lines}\n\nSee you soon.\n`,
    }),
  };
}
