import { phrases } from "./phrases.ts";
import type { Draft, Rule, Values } from "./span.ts";

const pronouns = phrases<Values["pronoun"]["number"]>([
  [
    "one",
    [
      "celle-ci",
      "celui-ci",
      "celle-là",
      "celui-là",
      "ça",
      "cela",
      "ceci",
      "it",
      "this one",
      "that one",
      "elle",
      "lui",
      "y",
    ],
  ],
  [
    "many",
    [
      "celles-ci",
      "ceux-ci",
      "celles-là",
      "ceux-là",
      "them",
      "these",
      "those",
      "eux",
      "leur",
      "ces dates",
      "ces concerts",
      "those dates",
      "these ones",
    ],
  ],
  [
    "same",
    [
      "le même",
      "la même",
      "les mêmes",
      "the same",
      "pareil",
      "idem",
      "la même chose",
      "same",
      "same thing",
      "the same one",
    ],
  ],
]);
const demonstrated = phrases<string>([
  [
    "performance",
    ["cette date", "ce concert", "this date", "that date", "this show", "that show", "this gig"],
  ],
  ["tour", ["cette tournée", "this tour", "that tour"]],
  ["venue", ["cette salle", "ce lieu", "this venue", "that venue"]],
  ["artist", ["cet artiste", "cette artiste", "this artist"]],
  ["production", ["ce spectacle", "this production"]],
  ["contact", ["ce contact", "cette personne", "this contact", "this person"]],
  ["document", ["ce document", "this document"]],
  ["order", ["cette commande", "this order"]],
]);
const SUBJECTS = new Set([
  "tu",
  "je",
  "j",
  "on",
  "nous",
  "vous",
  "de",
  "pour",
  "a",
  "peux",
  "peut",
  "pouvez",
  "veux",
  "dois",
  "faut",
  "ne",
  "il",
  "elle",
]);

/** « les », « le même », « celle-ci », "them"; « les » only where a verb follows or a hyphen ties it to one. */
export const pronoun: Rule = ({ tokens }, at): Draft | undefined => {
  const shown = demonstrated(tokens, at);
  if (shown)
    return {
      type: "pronoun",
      value: { number: "one", of: shown.value },
      confidence: 0.7,
      next: shown.next,
    };
  const found = pronouns(tokens, at);
  if (found && found.value !== "one")
    return { type: "pronoun", value: { number: found.value }, confidence: 0.7, next: found.next };
  if (found && !/^(?:y|it|elles?|lui)$/.test(tokens[at]!.text))
    return { type: "pronoun", value: { number: "one" }, confidence: 0.7, next: found.next };
  if (found && tokens[at]!.text === "it")
    return { type: "pronoun", value: { number: "one" }, confidence: 0.6, next: found.next };
  const token = tokens[at]!;
  if (!/^(?:le|la|les|l)$/.test(token.text)) return undefined;
  const tied = tokens[at - 1]?.text === "-" && token.glued && tokens[at - 2]?.kind === "word";
  const follower = tokens[at + 1];
  const verbal =
    SUBJECTS.has(tokens[at - 1]?.text ?? "") &&
    follower?.kind === "word" &&
    /(?:er|ir|es|ez|ons|re)$/.test(follower.text) &&
    follower.text.length > 4 &&
    !/^(?:derniers?|premiers?|dernieres|premieres|dates|salles|villes|places|autres|ventes|portes|balances)$/.test(
      follower.text,
    );
  if (!tied && !verbal) return undefined;
  return {
    type: "pronoun",
    value: { number: token.text === "les" ? "many" : "one" },
    confidence: tied ? 0.85 : 0.6,
    next: at + 1,
  };
};
