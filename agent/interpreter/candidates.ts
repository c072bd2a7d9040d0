import { normalize, stem } from "#recognise/index.ts";
import { ideasOf, isSaid } from "./features.ts";
import { fieldWords } from "./field-words.ts";
import type { LeftOut } from "./compare.ts";
import { around, type Group, groupsOf, tokensBetween } from "./groups.ts";
import type { KnownTool, Knowledge } from "./learn.ts";
import type { Piece, Reading } from "./read-text.ts";
import { roleOf } from "./roles.ts";
import type { Field } from "./tool-fields.ts";
import { type Anchor, boundOf, rangeOf, valueOf } from "./values.ts";
import { isListed } from "./vocabulary.ts";

/** What some pieces could put in a field. */
export type Candidate = { field: Field; pieces: Piece[]; values: unknown[]; score: number };

const least = 0.3;
const requiredFirst = 0.1;
const bothParts = 0.22;
const nearby = 4;

/** Everything that the pieces of a text could put in the fields of a tool, likeliest first. */
export function candidatesFor(
  known: KnownTool,
  reading: Reading,
  knowledge: Knowledge,
  anchor: Anchor,
  except?: LeftOut,
): Candidate[] {
  const groups = groupsOf(reading, withoutSplitRanges(known, reading.pieces)).flatMap((group) =>
    apart(group, known, reading, anchor),
  );
  const candidates: Candidate[] = [];
  const opened = new Set<string | undefined>(groups.map(opening));
  for (const group of groups) {
    for (const field of known.fields) {
      // « les dates de février à partir du 24 »: the day says where the period starts, not its month.
      if (group.pieces[0]?.type === "month" && opened.has(boundOf(field.name))) continue;
      if (
        !field.required &&
        isNaming(field) &&
        group.pieces.every((piece) => isOrdinary(piece, knowledge, reading))
      )
        continue;
      const said = group.pieces.map((piece) =>
        valueOf(piece, field, { ...anchor, opens: opening(group) }),
      );
      if (said.some((one) => one === undefined) || !mayStand(group, field, reading)) continue;
      const fit = Math.min(...said.map((one) => one?.fit ?? 0));
      const score =
        fit +
        roleOf(knowledge, known, field.name, group, except) +
        fieldWords(field, group, reading) +
        (field.required && isNaming(field) ? requiredFirst : 0);
      if (score < least) continue;
      candidates.push({
        field,
        pieces: group.pieces,
        values: said.flatMap((one) => one?.value),
        score,
      });
    }
  }
  candidates.push(
    ...datedPlaces(known, groups, reading, candidates),
    ...namedDocuments(known, groups),
  );
  return candidates.sort((a, b) => b.score - a.score);
}

/**
 * A bare number stands in an optional field only where a word of that field is near; an amount by
 * which something goes up or down is not what it becomes.
 */
function mayStand(group: Group, field: Field, reading: Reading): boolean {
  const { type } = field.semantic;
  if (field.semantic.type === "ref" && field.semantic.kind === "contact" && isAtPlace(group))
    return false;
  const bare = group.pieces.some((piece) => piece.type === "count" && !piece.value.of);
  if (bare && (type === "money" || type === "count")) {
    const figures = group.pieces.every((piece) => /\d/.test(piece.text));
    if (type === "money" && !figures) return false;
    // « passe à 22 » says what it becomes.
    const becomes = type === "money" && /^(?:a|to|at)$/.test(group.before);
    if (!field.required && !becomes && fieldWords(field, group, reading) === 0) return false;
  }
  const relative = type === "money" && /^(?:de|d|by)$/.test(group.before);
  return !relative || !isSaid("adjust", reading);
}

/** « au Rocher de Palmer », « à la Laiterie »: where something happens, nobody's name. */
const isAtPlace = ({ before, beforeThat, pieces }: Group) =>
  pieces.every((piece) => piece.type === "proper") &&
  (/^(?:au|aux|at)$/.test(before) || (beforeThat === "a" && /^(?:la|l)$/.test(before)));

const rooted = (...words: string[]) =>
  new Set(words.flatMap((word) => [word, stem(word, "fr"), stem(word, "en")]));
const OPENS = {
  from: rooted("depuis", "des", "partir", "from", "since", "after", "apres"),
  to: rooted("avant", "jusqu", "jusqu'au", "jusqu'", "ici", "before", "until", "till", "by"),
};

/** Whether the words before a day open or close a period. */
function opening({ before, beforeThat, pieces }: Group): "from" | "to" | undefined {
  if (pieces[0]?.type !== "date") return undefined;
  for (const end of ["from", "to"] as const)
    if (
      OPENS[end].has(before) ||
      (/^(?:le|de|the|du|au)$/.test(before) && OPENS[end].has(beforeThat))
    )
      return end;
  return undefined;
}

/** « PDF » is capitalised and no name: a word of the trade is not what an optional name asks for. */
export function isOrdinary(piece: Piece, knowledge: Knowledge, reading: Reading): boolean {
  const word = normalize(piece.text).text.replace(/^(?:l|d)'/, "");
  return (
    piece.type === "proper" &&
    !/\s/.test(piece.text) &&
    (knowledge.rarity.has(`w:${stem(word, reading.locale)}`) ||
      isListed(word, reading.locale) ||
      ideasOf(word, reading.locale).length > 0)
  );
}

const isNaming = (field: Field) =>
  field.semantic.type === "name" || field.semantic.type === "words";

/** « entre Lille et Strasbourg » fills two fields where no field takes both. */
function apart(group: Group, known: KnownTool, reading: Reading, anchor: Anchor): Group[] {
  if (group.pieces.length < 2) return [group];
  const fitting = known.fields.filter((field) =>
    group.pieces.every((piece) => valueOf(piece, field, anchor)),
  );
  if (
    fitting.length < 2 ||
    fitting.some((field) => field.many) ||
    group.pieces.length > fitting.length
  )
    return [group];
  return group.pieces.map((piece, index): Group => ({
    ...group,
    pieces: [piece],
    start: piece.start,
    end: piece.end,
    ...(index === 0 ? {} : around(reading, piece)),
    index,
    count: group.pieces.length,
  }));
}

/** « Lyon le 14 mai »: a place and a day side by side name one performance. */
function datedPlaces(
  known: KnownTool,
  groups: Group[],
  reading: Reading,
  alone: readonly Candidate[],
): Candidate[] {
  const fields = known.fields.filter(
    (field) => field.semantic.type === "ref" && field.semantic.kind === "performance",
  );
  const found: Candidate[] = [];
  if (fields.length === 0) return found;
  for (const place of groups.filter(
    (group) => group.family === "where" && group.pieces.length === 1,
  )) {
    for (const day of groups.filter(
      (group) => group.family === "day" && group.pieces.length === 1,
    )) {
      const [first, second] = place.start < day.start ? [place, day] : [day, place];
      const between = tokensBetween(reading.tokens, first.end, second.start);
      if (
        between.length >= nearby ||
        between.some((token) => token.kind === "word" && token.text.length > 4)
      )
        continue;
      const [where, when] = [place.pieces[0], day.pieces[0]];
      if (!where || when?.type !== "date") continue;
      const label = where.type === "name" ? where.value.label : where.text;
      for (const field of fields) {
        const base = alone.find((one) => one.field === field && one.pieces.includes(where));
        const dayAlone = alone.some(
          (one) =>
            one.field.semantic.type === "day" && one.pieces.includes(when) && one.score > 0.75,
        );
        if (!base || dayAlone) continue;
        found.push({
          field,
          pieces: [where, when],
          values: [`${label} ${when.value.monthStated ? when.value.day : when.text}`],
          score: base.score + bothParts,
        });
      }
    }
  }
  return found;
}

/** « le contrat de Lyon »: a kind of document with what it is for. */
function namedDocuments(known: KnownTool, groups: readonly Group[]): Candidate[] {
  const fields = known.fields.filter(
    (field) => field.semantic.type === "ref" && field.semantic.kind === "document",
  );
  const kind = groups.find((group) => group.family === "document_kind")?.pieces[0];
  const where = groups.find(
    (group) =>
      group.family === "where" ||
      group.family === "tour" ||
      group.family === "artist" ||
      group.family === "production",
  )?.pieces[0];
  if (!kind || !where) return [];
  return fields.map((field) => ({
    field,
    pieces: [kind, where],
    values: [`${kind.text} ${where.type === "name" ? where.value.label : where.text}`],
    score: 1,
  }));
}

/** « du 14 au 16 mai » is two days for a tool that moves a date, one period for a tool that lists. */
function withoutSplitRanges(known: KnownTool, pieces: readonly Piece[]): Piece[] {
  const days = known.fields.filter((field) => field.semantic.type === "day");
  const takesPeriods = days.some((field) => /^(?:from|since|.*_from|starts?_on)$/.test(field.name));
  const dated = known.fields.some(
    (field) => field.semantic.type === "ref" && field.semantic.kind === "performance",
  );
  if (takesPeriods || days.length === 0 || !dated) return [...pieces];
  return pieces.flatMap((piece): Piece[] => {
    const range = piece.type === "date_range" ? rangeOf(piece) : undefined;
    if (!range) return [piece];
    const middle = piece.start + Math.floor((piece.end - piece.start) / 2);
    const half = (day: string, start: number, end: number): Piece => ({
      type: "date",
      value: { day, yearStated: true, monthStated: true },
      start,
      end,
      text: piece.text.slice(start - piece.start, end - piece.start),
      confidence: piece.confidence,
    });
    return [half(range.from, piece.start, middle), half(range.to, middle, piece.end)];
  });
}
