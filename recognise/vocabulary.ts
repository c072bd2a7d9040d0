import type { phrases } from "./phrases.ts";
import type { Draft, Reading, Rule } from "./span.ts";
import {
  dayKind,
  dealKind,
  documentKind,
  language,
  role,
  status,
  teamRole,
  ticketKind,
  yes,
} from "./vocabulary-words.ts";

/** Words that are participles only when accented: « annulé », not « annule ». */
const NEEDS_ACCENT = /^(?:confirme|annule|joue|passe|solde|signe|valide|regle|cloture|decompte)s?$/;

export const statusWord: Rule = ({ tokens }, at): Draft | undefined => {
  const found = status(tokens, at);
  if (!found) return undefined;
  const last = tokens[found.next - 1]!;
  if (NEEDS_ACCENT.test(last.text) && !/[éÉ]s?$/.test(last.raw.normalize("NFC"))) return undefined;
  return { type: "status", value: { status: found.value }, confidence: 0.7, next: found.next };
};

const simple =
  <V extends string | number>(
    matcher: ReturnType<typeof phrases<V>>,
    draft: (value: V, next: number, reading: Reading) => Draft | undefined,
  ): Rule =>
  (reading, at) => {
    const found = matcher(reading.tokens, at);
    return found && draft(found.value, found.next, reading);
  };

/** « oui », "go ahead": sure when it is all that was said. */
const answer = simple(yes, (value, next, { tokens }) => {
  const alone = tokens.every(
    (token, at) =>
      at < next || token.kind === "sign" || /^(?:merci|thanks|please|stp|svp)$/.test(token.text),
  );
  return { type: "answer", value: { yes: value === 1 }, confidence: alone ? 0.97 : 0.5, next };
});

/** Words with one meaning in the trade, by their DOMAIN codes. */
export const vocabularyRules: readonly Rule[] = [
  statusWord,
  answer,
  simple(documentKind, (kind, next) => ({
    type: "document_kind",
    value: { kind },
    confidence: 0.8,
    next,
  })),
  simple(dealKind, (kind, next) => ({
    type: "deal_kind",
    value: { kind },
    confidence: 0.75,
    next,
  })),
  simple(role, (value, next) => ({ type: "role", value: { role: value }, confidence: 0.75, next })),
  simple(teamRole, (value, next) => ({
    type: "team_role",
    value: { role: value },
    confidence: 0.75,
    next,
  })),
  simple(ticketKind, (kind, next, { tokens }) =>
    tokens[next - 1]!.text === "passe"
      ? undefined
      : { type: "ticket_kind", value: { kind }, confidence: 0.75, next },
  ),
  simple(dayKind, (kind, next) => ({ type: "day_kind", value: { kind }, confidence: 0.65, next })),
  simple(language, (value, next) => ({
    type: "language",
    value: { language: value },
    confidence: 0.8,
    next,
  })),
];
