import { z } from "zod";
import { roleWords } from "../organization/roles.ts";
import { writeReturnedPayment } from "../ticketing/returned-payment-letter.ts";
import { afterSaleWriters } from "./after-sale-mails.ts";
import type { Locale } from "./text.ts";
import { ticketWriters } from "./ticket-mails.ts";

type Written = { to: string; subject: string; text: string };

const locale = z.enum(["fr", "en"]).catch("fr");

const invitation = z.object({
  to: z.email(),
  token: z.string(),
  role: z.enum(["owner", "manager", "accountant", "door_staff", "viewer"]),
  organization: z.string(),
  locale,
});

const trial = z.object({ to: z.email(), organization: z.string(), locale });

const writers: Record<string, (data: unknown, baseUrl: string) => Written> = {
  ...afterSaleWriters,
  ...ticketWriters,
  "mail/invitation": (data, baseUrl) => writeInvitation(invitation.parse(data), baseUrl),
  "mail/payment-returned": writeReturnedPayment,
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
