import type { Say, Text } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import questions from "./questions.json" with { type: "json" };
import type { Piece } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";

const table = questions as Record<"fields" | "kinds" | "types", Record<string, Text>>;

/** The question that asks for one field. */
export function questionFor(field: Field): Text {
  const { semantic } = field;
  const byKind =
    semantic.type === "ref"
      ? (table.kinds[field.many ? `${semantic.kind}s` : semantic.kind] ??
        table.kinds[semantic.kind])
      : undefined;
  return (
    table.fields[field.name] ??
    byKind ??
    table.types[semantic.type] ?? { fr: `${field.name}\u202f?`, en: `${field.name}?` }
  );
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const quoted = (say: Say, words: string) => say({ fr: `«\u00a0${words}\u00a0»`, en: `“${words}”` });

export const messages = {
  ask: (say: Say, tool: Tool, field: Field) =>
    `${say(tool.title)}${say({ fr: "\u00a0: ", en: ": " })}${lower(say(questionFor(field)))}`,
  whichReading: (say: Say) =>
    say({
      fr: "Plusieurs lectures sont possibles. Laquelle est la bonne\u202f?",
      en: "This can be read in several ways. Which one is right?",
    }),
  aside: (say: Say, tool: Tool, words: string[]) =>
    say({
      fr: `Je comprends «\u00a0${tool.title.fr}\u00a0», mais je ne sais pas quoi faire de ${say.list(words.map((word) => quoted(say, word)))}. Je continue sans\u202f?`,
      en: `I understand “${tool.title.en}”, but not what to do with ${say.list(words.map((word) => quoted(say, word)))}. Go on without it?`,
    }),
  ignored: (say: Say, words: string[]) =>
    say({
      fr: `Je n’ai pas tenu compte de ${say.list(words.map((word) => quoted(say, word)))}.`,
      en: `I left out ${say.list(words.map((word) => quoted(say, word)))}.`,
    }),
  impossible: (say: Say, piece: Piece) => {
    const words = quoted(say, piece.text);
    if (piece.type === "invalid_time")
      return say({
        fr: `L’heure ${words} n’existe pas. Rien n’a été fait.`,
        en: `The time ${words} does not exist. Nothing was done.`,
      });
    return say({
      fr: `La date ${words} n’existe pas. Rien n’a été fait.`,
      en: `The date ${words} does not exist. Nothing was done.`,
    });
  },
  lost: (say: Say, words: string[], near: Tool[]) => {
    const what =
      words.length > 0
        ? say({
            fr: `Je ne comprends pas ${say.list(words.map((word) => quoted(say, word)))}, je ne peux donc pas m’en charger.`,
            en: `I do not understand ${say.list(words.map((word) => quoted(say, word)))}, so I cannot do it.`,
          })
        : say({
            fr: "Je n’ai pas compris cette demande.",
            en: "I did not understand this request.",
          });
    if (near.length === 0) return what;
    return `${what} ${say({ fr: `Ce que je sais faire d’approchant\u00a0: ${say.list(near.map((tool) => lower(tool.title.fr)))}.`, en: `The nearest things I can do: ${say.list(near.map((tool) => lower(tool.title.en)))}.` })}`;
  },
  notDone: (say: Say, clauses: string[]) =>
    say({
      fr: `Pas encore fait\u00a0: ${say.list(clauses.map((clause) => quoted(say, clause)))}.`,
      en: `Not done yet: ${say.list(clauses.map((clause) => quoted(say, clause)))}.`,
    }),
  sayImport: (say: Say) =>
    say({
      fr: "Rien n’est encore enregistré : vérifiez les lignes, puis répondez « importe » ou acceptez la demande.",
      en: "Nothing is saved yet: check the rows, then answer “import” or accept the request.",
    }),
  waits: (say: Say, title: Text) =>
    say({
      fr: `Cette action attend votre accord\u00a0: ${lower(title.fr)}. Répondez «\u00a0oui\u00a0» ou «\u00a0non\u00a0», ou utilisez les boutons.`,
      en: `This needs your approval: ${lower(title.en)}. Answer “yes” or “no”, or use the buttons.`,
    }),
  dropped: (say: Say) =>
    say({ fr: "D’accord, je laisse cela de côté.", en: "All right, I leave it." }),
  setAside: (say: Say, tool: Tool) =>
    say({
      fr: `Je laisse de côté «\u00a0${tool.title.fr}\u00a0».`,
      en: `I set “${tool.title.en}” aside.`,
    }),
  nothingToRepeat: (say: Say) =>
    say({
      fr: "Je ne vois pas à quelle action cela se rapporte.",
      en: "I do not see which action this refers to.",
    }),
  notUnderstoodAnswer: (say: Say, question: string) =>
    say({
      fr: `Je n’ai pas reconnu de réponse. ${question}`,
      en: `I did not recognise an answer. ${question}`,
    }),
  takenOver: (say: Say) =>
    say({
      fr: "La suite n’a pas été traitée\u00a0: redites-moi ce qu’il reste à faire.",
      en: "The rest was not handled: tell me what remains to be done.",
    }),
  greeting: (say: Say) =>
    say({
      fr: "Bonjour. Dites-moi ce qu’il faut faire\u00a0: une date à poser, des horaires, des tarifs, une dépense, une question sur les ventes.",
      en: "Hello. Tell me what to do: a date to hold, times, ticket types, an expense, a question about sales.",
    }),
  welcome: (say: Say) => say({ fr: "Avec plaisir.", en: "You are welcome." }),
  yes: (say: Say) => say({ fr: "Oui", en: "Yes" }),
  no: (say: Say) => say({ fr: "Non", en: "No" }),
};
