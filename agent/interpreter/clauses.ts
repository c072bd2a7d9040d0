import { tokenize } from "#recognise/index.ts";
import { ideasOf } from "./features.ts";
import { groupsOf } from "./groups.ts";
import { lexicons } from "./lexicon.ts";
import { overlaps, type Reading } from "./read-text.ts";

/** Ideas of doing: a clause that opens with one is a request of its own. */
const actions = new Set([
  "create",
  "list",
  "find",
  "update",
  "rename",
  "adjust",
  "cancel",
  "remove",
  "revoke",
  "confirm",
  "decide",
  "move",
  "copy",
  "send",
  "resend",
  "invite",
  "refund",
  "publish",
  "undo",
  "import",
  "export",
  "tag",
  "mark",
  "settle",
  "set",
]);
const JOINS = new Set(["et", "and", ",", "puis", "then", "ensuite", "enfin"]);
const STRONG = new Set([";", "puis", "then", "ensuite", "\n"]);

/** Places where the text may be cut, and whether the cut is sure. */
type Cut = { left: number; right: number; sure: boolean };

function cutsOf(reading: Reading): Cut[] {
  const { tokens, pieces, locale } = reading;
  const cuts: Cut[] = [];
  for (let at = 1; at < tokens.length - 1; at++) {
    const token = tokens[at]!;
    if (pieces.some((piece) => overlaps(piece, token))) continue;
    const before = tokens[at - 1]!;
    const newLine = token.leads;
    const fullStop =
      (token.text === "." || token.text === "!" || token.text === "?") &&
      tokens[at + 1] &&
      !tokens[at + 1]!.glued;
    if (!newLine && !fullStop && token.text !== ";" && !JOINS.has(token.text)) continue;
    let right = newLine ? at : at + 1;
    while (
      right < tokens.length &&
      (JOINS.has(tokens[right]!.text) ||
        /^(?:aussi|also|apres|after|that|ca)$/.test(tokens[right]!.text))
    )
      right += 1;
    const next = tokens[right];
    if (!next || before.text === ":") continue;
    const sure = STRONG.has(token.text) || newLine || Boolean(fullStop);
    if (pieces.some((piece) => overlaps(piece, { start: before.end, end: next.start }))) continue;
    if (!sure && !opens(tokens, right, locale)) continue;
    cuts.push({ left: fullStop ? token.end : before.end, right: next.start, sure });
  }
  return cuts;
}

/** Whether what begins at a place is a command or a question. */
function asks({ tokens, locale }: Reading, from: number): boolean {
  const start = tokens.findIndex((token) => token.start >= from);
  const words = tokens.slice(start, start + 3).filter((token) => token.kind === "word");
  return (
    opens(tokens, start, locale) || words.some((token) => lexicons[locale].question.has(token.text))
  );
}

/** Whether a request starts here: a verb of doing, past politeness, with no article before it. */
function opens(tokens: Reading["tokens"], at: number, locale: Reading["locale"]): boolean {
  for (let ahead = 0; ahead <= 1; ahead++) {
    const token = tokens[at + ahead];
    if (token?.kind !== "word") return false;
    if (ideasOf(token.text, locale).some((idea) => actions.has(idea)))
      return !lexicons[locale].stop.has(token.text) && /^\p{Ll}/u.test(token.raw);
    if (!/^(?:tu|je|on|please|me|y|l|les|le|la|lui|leur|te)$/.test(token.text)) return false;
    if (/^(?:l|les|le|la)$/.test(token.text) && ahead === 0 && !tokens[at + 1]) return false;
  }
  return false;
}

/** The requests of a text, in order: cut where a new one begins, never inside a piece. */
export function clausesOf(reading: Reading): string[] {
  if (reading.pieces.some((piece) => piece.type === "pasted")) return [reading.text];
  const clauses: string[] = [];
  let from = 0;
  for (const cut of cutsOf(reading)) {
    if (cut.left <= from) continue;
    const clause = reading.text.slice(from, cut.left).trim();
    // « elle est malade, rembourse-la »: what leads up to a request is no request of its own.
    if (!saysSomething(clause) || (!cut.sure && !asks(reading, from))) continue;
    clauses.push(clause);
    from = cut.right;
  }
  const last = reading.text.slice(from).trim();
  if (saysSomething(last)) clauses.push(last);
  return clauses.length > 0 ? clauses : [reading.text];
}

const saysSomething = (text: string) => tokenize(text).some((token) => token.kind !== "sign");

/** « crée l'artiste Alba puis son spectacle »: a clause without a verb has that of the one before. */
export function withVerbs(clauses: readonly string[], read: (text: string) => Reading): string[] {
  let verb: string | undefined;
  return clauses.map((clause) => {
    const reading = read(clause);
    const own = openingVerb(reading);
    if (own || !verb || asks(reading, 0)) {
      verb = own ?? verb;
      return clause;
    }
    return /^\s*(?:le|la|les|l['’]|un|une|des|son|sa|ses|the|an?|his|her|their)\b/iu.test(clause)
      ? `${verb} ${clause}`
      : clause;
  });
}

/** The parts of an enumeration without a verb of their own: « 450 € d'hôtel et 320 € de train ». */
export function fragmentsOf(reading: Reading): string[] {
  const { tokens, pieces, text } = reading;
  const listed = groupsOf(reading).filter((group) => group.pieces.length > 1);
  const parts: string[] = [];
  let from = 0;
  for (const token of tokens) {
    if (!/^(?:et|and|,|\+|;)$/.test(token.text) || pieces.some((piece) => overlaps(piece, token)))
      continue;
    if (listed.some((group) => overlaps(group, token))) continue;
    parts.push(text.slice(from, token.start).trim());
    from = token.end;
  }
  parts.push(text.slice(from).trim());
  return parts.filter(saysSomething);
}

/** The verb that a text opens with, as typed. */
export function openingVerb(reading: Reading): string | undefined {
  const word = reading.tokens
    .slice(0, 4)
    .find(
      (token) =>
        token.kind === "word" &&
        ideasOf(token.text, reading.locale).some((idea) => actions.has(idea)),
    );
  return word?.raw;
}
