import type { Places } from "#integrations/places/index.ts";
import { addMonths, type Span, stem, tokenize } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { lexicons } from "./lexicon.ts";
import type { KnownName, Piece } from "./piece.ts";
import { isCommon } from "./proper-names.ts";

/** Spans end on a letter or a sign that belongs to them. */
export function trimmed(span: Span): Span {
  const text = span.text.replace(/[\s,;:]+$/u, "");
  return { ...span, text, end: span.start + text.length };
}

/** « une date » is an article, « une place » a quantity. */
export function isArticle(span: Span): boolean {
  if (span.type !== "count" || span.value.count !== 1 || !/^(?:une?|an?|one)\b/iu.test(span.text))
    return false;
  return !/^(?:seats|tickets|rooms|comps|copies|nights)$/.test(span.value.of ?? "");
}

/** « ces trois dates », "those two shows": rows spoken of, not a quantity. */
export function pointedCount(span: Span, text: string): Span {
  if (span.type !== "count" || span.value.of !== "performances") return span;
  const lead = /(?:^|[\s'’])(ces|les|these|those|the)\s+$/iu.exec(text.slice(0, span.start));
  if (!lead?.[1]) return span;
  const start = span.start - lead[0].trimStart().length;
  return {
    type: "reference",
    value: { select: "all", count: span.value.count },
    start,
    end: span.end,
    text: text.slice(start, span.end),
    confidence: 0.8,
  };
}

const scales: Record<string, number> = { million: 1e6, milliard: 1e9, billion: 1e9 };

/** « 900 milliards d'euros »: the word after the figure multiplies it. */
export function scaled(span: Span, text: string): Span {
  if (span.type !== "count" && span.type !== "money") return span;
  const after = /^\s*(million|milliard|billion)s?(\s(?:d['’]\s?|de\s)?(?:euros?|€))?/iu.exec(
    text.slice(span.end),
  );
  if (!after?.[1]) return span;
  const amount = span.type === "count" ? span.value.count : span.value.cents / 100;
  const end = span.end + after[0].length;
  const cents = Math.round(amount * scales[after[1].toLowerCase()]! * 100);
  return {
    type: "money",
    value: { cents, currency: span.type === "money" ? span.value.currency : "EUR" },
    start: span.start,
    end,
    text: text.slice(span.start, end),
    confidence: 0.95,
  };
}

/** « mets à jour » names no town. */
export const isIdiom = (span: Span) =>
  (span.type === "place" || span.type === "duration") &&
  /^(?:à |au )?(?:jour|bout|fond|part)$/u.test(span.text);

const largeTown = 100_000;

/** « Sam Leroy », « Brasserie du Port », « Palais des Congrès »: a small town's name inside a longer one. */
export function isSurname(piece: Piece, text: string, locale: Locale): boolean {
  if (piece.type !== "place" || piece.value.place.population > largeTown) return false;
  if (/^\s(?:du|des|de la|de|d['’])\s?\p{Lu}/u.test(text.slice(piece.end))) return true;
  const before = /(\p{Lu}[\p{L}'’-]+)(?:\s(?:du|de|des|de la|de l['’]|d['’]))?\s*$/u.exec(
    text.slice(0, piece.start),
  );
  if (!before?.[1]) return false;
  const word = tokenize(before[1])[0];
  return word !== undefined && !isCommon(word, locale);
}

/** « Paris » is a département too; a town is what people mean. */
export function townRatherThanArea(span: Span, text: string, places: Places): Span {
  // « en Bretagne », « dans le Nord », "in the Landes": no town is spoken of so.
  const inside = /(?:^|[\s'’])(?:en|dans (?:le |la |les |l['’])|in the)\s*$/iu;
  if (span.type !== "area" || inside.test(text.slice(0, span.start))) return span;
  const candidates = places.find(span.text, { spelling: "exact", limit: 3 });
  const [place] = candidates;
  return place && place.score === 1 && place.country === "FR"
    ? { ...span, type: "place", value: { place, candidates } }
    : span;
}

const nounsOf: Record<string, string> = {
  tour: "tour",
  production: "production",
  artist: "artist",
  venue: "venue",
  contact: "contact",
};

/** A name that is a tour's and a production's is that of the noun before it. */
export function withOthers(
  span: Span,
  text: string,
  hits: readonly KnownName[],
  locale: Locale,
): Piece {
  if (span.type !== "name") return span;
  const others =
    hits.find((hit) => hit.id === span.value.id && hit.start === span.start)?.others ?? [];
  if (others.length === 0) return span;
  const before = tokenize(text.slice(0, span.start))
    .filter((token) => token.kind === "word")
    .slice(-2);
  const ideas = before.flatMap(
    (token) => lexicons[locale].concepts.get(stem(token.text, locale)) ?? [],
  );
  const all = [{ kind: span.value.kind, id: span.value.id, label: span.value.label }, ...others];
  const main = all.find((one) => ideas.includes(nounsOf[one.kind] ?? "")) ?? all[0]!;
  return { ...span, value: { ...main, others: all.filter((one) => one !== main) } };
}

/** « au 18 »: a bare number that a preposition of dates puts on a day of the month. */
export function dayNumber(span: Span, text: string, today: string): Span {
  if (span.type !== "count" || span.value.of || span.value.count < 1 || span.value.count > 31)
    return span;
  const lead = /(?:^|[\s,])(au|du|jusqu'au|to the|on the)\s+$/iu.exec(text.slice(0, span.start));
  if (
    !lead ||
    !/^\d+$/.test(span.text) ||
    /^\s*(?:€|%|h\b|euros?|places?|billets?|pax|k\b)/iu.test(text.slice(span.end))
  )
    return span;
  const number = String(span.value.count).padStart(2, "0");
  for (let ahead = 0; ahead < 12; ahead++) {
    const month = addMonths(`${today.slice(0, 8)}01`, ahead);
    const day = `${month.slice(0, 8)}${number}`;
    if (day < today || !isDay(day)) continue;
    return {
      ...span,
      type: "date",
      value: { day, yearStated: false, monthStated: false },
      confidence: 0.7,
    };
  }
  return span;
}

/** « les dates de février à partir du 24 »: a day without a month is in the month named beside it. */
export function inMonthNamed(pieces: Piece[]): Piece[] {
  const months = pieces.filter((piece) => piece.type === "month");
  const [month] = months;
  if (!month || months.length > 1) return pieces;
  return pieces.map((piece) => {
    if (piece.type !== "date" || piece.value.monthStated) return piece;
    const day = `${month.value.from.slice(0, 8)}${piece.value.day.slice(8)}`;
    return isDay(day) ? { ...piece, value: { ...piece.value, day, monthStated: true } } : piece;
  });
}

const isDay = (day: string) =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day;

/** « les balances de Metz à 17 h »: an hour belongs to the schedule word before it, when it has none of its own. */
export function withSchedule(pieces: Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.type !== "time") return piece;
    for (let back = at - 1; back >= 0; back--) {
      const one = pieces[back]!;
      if (one.type === "time" || one.type === "schedule" || one.type === "time_range") return piece;
      if (one.type === "schedule_item")
        return { ...piece, type: "schedule", value: { kind: one.value.kind, ...piece.value } };
    }
    const next = pieces[at + 1];
    const free = next?.type === "schedule_item" && pieces[at + 2]?.type !== "time";
    return free
      ? { ...piece, type: "schedule", value: { kind: next.value.kind, ...piece.value } }
      : piece;
  });
}

/** « 400 préventes », « 4 pleins tarifs »: tickets of a kind are counted. */
export function withTicketCounts(pieces: Piece[], text: string): Piece[] {
  return pieces.map((piece, at) => {
    const next = pieces[at + 1];
    if (piece.type !== "count" || piece.value.of || next?.type !== "ticket_kind") return piece;
    if (text.slice(piece.end, next.start).trim() !== "") return piece;
    return { ...piece, value: { ...piece.value, of: "tickets" } };
  });
}
