import type { Text } from "#tools/core/text.ts";

/** What the bot says of itself. */
export const words = {
  link: {
    fr: "Reliez d’abord votre compte Slack à votre compte KONCERT : vous y aurez les mêmes droits, ni plus ni moins. Ce lien est pour vous seul, il s’ouvre une fois dans les 30 minutes.",
    en: "First link your Slack account to your KONCERT account: you will have the same rights, no more and no less. This link is for you alone; it opens once within 30 minutes.",
  },
  linkButton: { fr: "Relier mon compte", en: "Link my account" },
  linkTwice: {
    fr: "Votre compte est déjà relié. Pour le relier à quelqu’un d’autre, utilisez ce lien :",
    en: "Your account is already linked. To link it to somebody else, use this link:",
  },
  guest: {
    fr: "KONCERT n’est pas ouvert aux invités de cet espace Slack. Demandez ce qu’il vous faut à la personne qui vous a invité.",
    en: "KONCERT is not open to guests of this Slack workspace. Ask whoever invited you for what you need.",
  },
  help: {
    fr: "Écrivez ce que vous voulez voir ou faire, comme vous le diriez à un collègue : « /koncert les dates de mars », « /koncert option 2 à l’Olympia le 12 mars ». Dans un canal, mentionnez KONCERT ; en message privé, écrivez directement. « /koncert lier » relie votre compte.",
    en: "Write what you want to see or do, as you would say it to a colleague: “/koncert the dates in March”, “/koncert hold 2 at the Olympia on 12 March”. In a channel, mention KONCERT; in a direct message, just write. “/koncert link” links your account.",
  },
  greeting: {
    fr: "Que faut-il voir, prévoir ou régler ?",
    en: "What is there to see, plan or settle?",
  },
  prompts: [
    {
      title: { fr: "Les prochaines dates", en: "The next dates" },
      say: { fr: "Quelles sont les prochaines dates ?", en: "What are the next dates?" },
    },
    {
      title: { fr: "Où en sont les ventes", en: "How sales are going" },
      say: { fr: "Où en sont les ventes ?", en: "How are sales going?" },
    },
    {
      title: { fr: "Ce qui attend mon accord", en: "What waits for my approval" },
      say: { fr: "Qu’est-ce qui attend mon accord ?", en: "What is waiting for my approval?" },
    },
  ],
  working: { fr: "cherche…", en: "is looking…" },
  unreadable: (name: string): Text => ({
    fr: `Le fichier « ${name} » n’a pas pu être pris dans Slack (20 Mo au plus). Déposez-le dans la conversation de KONCERT.`,
    en: `The file “${name}” could not be taken from Slack (at most 20 MB). Drop it in KONCERT’s conversation.`,
  }),
  failed: {
    fr: "La réponse n’a pas pu aboutir. Ce qui a été fait est enregistré ; relancez la demande.",
    en: "The answer could not be completed. What was done is saved; try again.",
  },
  approval: { fr: "Approbation demandée", en: "Approval requested" },
  accept: { fr: "Accepter", en: "Accept" },
  refuse: { fr: "Refuser", en: "Refuse" },
  expires: (when: Text): Text => ({
    fr: `Expire le ${when.fr}`,
    en: `Expires on ${when.en}`,
  }),
  accepted: (who: string): Text => ({ fr: `Acceptée par ${who}`, en: `Accepted by ${who}` }),
  refused: (who: string): Text => ({ fr: `Refusée par ${who}`, en: `Refused by ${who}` }),
  alreadyAccepted: (who: string): Text => ({
    fr: `Déjà acceptée par ${who}.`,
    en: `Already accepted by ${who}.`,
  }),
  alreadyRefused: (who: string): Text => ({
    fr: `Déjà refusée par ${who}.`,
    en: `Already refused by ${who}.`,
  }),
  somebody: { fr: "quelqu’un d’autre", en: "somebody else" },
  notYours: {
    fr: "Ce choix appartient à la personne qui a posé la question.",
    en: "This choice belongs to the person who asked.",
  },
  chosen: { fr: "Ce choix a déjà été fait.", en: "This choice was already made." },
  chose: (what: string): Text => ({ fr: `Choisi : ${what}`, en: `Chosen: ${what}` }),
  open: { fr: "Ouvrir dans KONCERT", en: "Open in KONCERT" },
  more: (n: number): Text => ({ fr: `et ${n} de plus`, en: `and ${n} more` }),
  today: { fr: "Aujourd’hui", en: "Today" },
  nothingToday: { fr: "Aucune date aujourd’hui.", en: "No date today." },
  nextDates: { fr: "Prochaines dates", en: "Next dates" },
  approvals: { fr: "En attente d’accord", en: "Waiting for approval" },
  noApprovals: { fr: "Rien n’attend d’accord.", en: "Nothing waits for approval." },
  brief: { fr: "Le point du matin", en: "Morning brief" },
} satisfies Record<string, unknown>;
