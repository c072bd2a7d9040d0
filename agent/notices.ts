import type { Text } from "#tools/core/text.ts";

/** What a run tells the person about itself. */
export const notices = {
  takenOver: {
    fr: "Claude ne répond pas. L’interpréteur intégré prend le relais : il comprend les demandes courantes, une à la fois.",
    en: "Claude is not answering. The built-in interpreter takes over: it understands everyday requests, one at a time.",
  },
  overBudget: (limit: Text): Text => ({
    fr: `Le budget mensuel de l’assistant (${limit.fr}) est atteint : Claude n’est plus appelé jusqu’au mois prochain. L’interpréteur intégré, gratuit, répond à sa place. Un propriétaire peut relever le budget.`,
    en: `The assistant’s monthly budget (${limit.en}) is used up: Claude is not called until next month. The built-in interpreter, which is free, answers instead. An owner can raise the budget.`,
  }),
  stoppedByBudget: (limit: Text): Text => ({
    fr: `Le budget mensuel de l’assistant (${limit.fr}) vient d’être atteint : la réponse s’arrête ici. Ce qui a été fait est enregistré.`,
    en: `The assistant’s monthly budget (${limit.en}) has just been used up: the answer stops here. What was done is saved.`,
  }),
  tooManySteps: {
    fr: "Cette demande compte trop d’étapes pour une seule réponse. Ce qui a été fait est enregistré ; dites « continue » pour la suite.",
    en: "This request takes too many steps for one answer. What was done is saved; say “continue” for the rest.",
  },
  doneBefore: {
    fr: "Avant l’interruption, ceci a été fait :",
    en: "Before the interruption, this was done:",
  },
  askForRest: {
    fr: "Dites-moi ce qu’il reste à faire.",
    en: "Tell me what is left to do.",
  },
  failed: {
    fr: "La réponse n’a pas pu aboutir. Ce qui a été fait est enregistré ; relancez la demande.",
    en: "The answer could not be completed. What was done is saved; try again.",
  },
  empty: {
    fr: "Le message est vide. Écrivez votre demande.",
    en: "The message is empty. Write your request.",
  },
  tooLong: {
    fr: "Le message est trop long (400 000 caractères au plus). Envoyez-le en plusieurs fois.",
    en: "The message is too long (at most 400,000 characters). Send it in several parts.",
  },
  tooManyFiles: {
    fr: "Vingt fichiers au plus par message. Envoyez-les en plusieurs fois.",
    en: "At most twenty files in a message. Send them in several.",
  },
  noAnswer: {
    fr: "Je n’ai pas de réponse à cela. Reformulez la demande, ou dites ce que vous voulez voir ou changer.",
    en: "I have no answer to that. Rephrase it, or say what you want to see or change.",
  },
  decideBelow: {
    fr: "Pour décider, répondez « j’accepte » ou « je refuse ».",
    en: "To decide, answer “I accept” or “I refuse”.",
  },
  severalWait: {
    fr: "Plusieurs demandes attendent une décision. Décidez-les une par une, sur leur carte :",
    en: "Several requests wait for a decision. Decide them one by one, on their cards:",
  },
} as const;
