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

const slackLinked = z.object({
  to: z.email(),
  organization: z.string(),
  workspace: z.string(),
  slackName: z.string(),
  locale,
});

const brief = z.object({
  to: z.email(),
  name: z.string(),
  title: z.string(),
  text: z.string(),
  locale,
});

const writers: Record<string, (data: unknown, baseUrl: string) => Written> = {
  ...afterSaleWriters,
  ...ticketWriters,
  "mail/brief": (data, baseUrl) => writeBrief(brief.parse(data), baseUrl),
  "mail/invitation": (data, baseUrl) => writeInvitation(invitation.parse(data), baseUrl),
  "mail/payment-returned": writeReturnedPayment,
  "mail/slack-linked": (data, baseUrl) => writeSlackLinked(slackLinked.parse(data), baseUrl),
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

function writeBrief({ to, title, ...data }: z.infer<typeof brief>, baseUrl: string): Written {
  const words = {
    fr: `Bonjour ${data.name},\n\n${data.text}\n\nTout voir :\n${baseUrl}/dashboard\n\nPour ne plus recevoir ce message, dites à l’assistant : « je ne veux plus du point du matin ».\n`,
    en: `Hello ${data.name},\n\n${data.text}\n\nSee everything:\n${baseUrl}/dashboard\n\nTo stop getting this message, tell the assistant: “I do not want the morning brief any more”.\n`,
  } satisfies Record<Locale, string>;
  return { to, subject: title, text: words[data.locale] };
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

function writeSlackLinked(data: z.infer<typeof slackLinked>, baseUrl: string): Written {
  const words = {
    fr: {
      subject: "Un compte Slack est relié à votre compte KONCERT",
      text: `Bonjour,\n\nLe compte « ${data.slackName} » de l’espace Slack « ${data.workspace} » agit désormais en votre nom dans ${data.organization}.\n\nSi ce n’est pas vous, déliez-le tout de suite :\n${baseUrl}/integrations\n`,
    },
    en: {
      subject: "A Slack account is linked to your KONCERT account",
      text: `Hello,\n\nThe account “${data.slackName}” of the Slack workspace “${data.workspace}” now acts for you in ${data.organization}.\n\nIf this is not you, unlink it at once:\n${baseUrl}/integrations\n`,
    },
  } satisfies Record<Locale, { subject: string; text: string }>;
  return { to: data.to, ...words[data.locale] };
}
