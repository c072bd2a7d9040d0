import { type Candidate, candidatesFor, isOrdinary } from "./candidates.ts";
import type { LeftOut } from "./compare.ts";
import { emptiedFields } from "./emptied-fields.ts";
import type { Focus, Row } from "./focus.ts";
import { pointedRows } from "./pointed-rows.ts";
import { freeStretches } from "./free-text.ts";
import { closeDay, endOf } from "./periods.ts";
import { isUsual, takeNote, takeWords } from "./take-words.ts";
import { isSaidOnce } from "./field-words.ts";
import type { KnownTool, Knowledge } from "./learn.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";
import { chooseValue, isRaised, saidValues } from "./vocabulary.ts";

export type Filled = {
  input: Record<string, unknown>;
  used: Piece[];
  /** A field took all that follows a colon. */
  noted: boolean;
  /** A row just spoken of was taken although nothing points at it. */
  spokenOf: boolean;
  /** Stated in the request and taken by no field. */
  unused: Piece[];
  /** Required fields that the text does not give. */
  missing: Field[];
  /** One call for each value: « confirme Lyon, Nice et Lille » for a tool that takes one date. */
  spread?: { field: string; values: unknown[] };
  /** Words that neither the tool's examples nor its fields explain. */
  loose: string[];
};

export type FillOptions = {
  knowledge: Knowledge;
  focus: Focus;
  today: string;
  except?: LeftOut | undefined;
  /** The row that the page shows, unless another of its kind was spoken of since. */
  screen?: Row | undefined;
  /** False where only rows pointed at are meant, never those merely spoken of last. */
  implicit?: boolean;
  /** The day that relative days count from, where the rows spoken of do not tell. */
  anchor?: string | undefined;
};

/** Fills a tool's input from a reading: typed pieces, then vocabulary, references, and free words. */
export function fill(known: KnownTool, reading: Reading, options: FillOptions): Filled {
  const { knowledge, focus, except } = options;
  const input: Record<string, unknown> = {};
  const used: Piece[] = [];
  const free = (pieces: readonly Piece[]) =>
    pieces.every((piece) => !used.some((one) => overlaps(one, piece)));
  let spread: Filled["spread"];
  // « la veille de Lille »: the town says which day is counted from, nothing else.
  if (options.anchor && reading.pieces.some((piece) => piece.type === "relative_day"))
    used.push(...reading.pieces.filter(isWhere).slice(0, 1));
  const noted = takeNote(known, reading, input);
  if (noted) used.push(noted);
  const candidates = candidatesFor(
    known,
    reading,
    knowledge,
    { day: options.anchor ?? anchorOf(reading, focus), today: options.today },
    except,
  );
  for (const candidate of candidates) {
    if (!takes(input, candidate, used, free)) continue;
    const { field, values, pieces } = candidate;
    if (field.many)
      input[field.name] = [...((input[field.name] as unknown[] | undefined) ?? []), ...values];
    else input[field.name] = values[0];
    if (!field.many && values.length > 1 && !spread) spread = { field: field.name, values };
    used.push(...pieces);
  }
  closeDay(known, reading, input, used);
  for (const field of known.fields) {
    if (field.semantic.type === "choice" && input[field.name] === undefined) {
      const chosen = chooseValue(known, field, reading, knowledge, except);
      if (!chosen || (chosen.piece && !free([chosen.piece]))) continue;
      const all = field.many
        ? saidValues(field, reading).filter(({ piece }) => free([piece!]))
        : [];
      const values = [...new Set([...all, chosen].map(({ value }) => value))];
      input[field.name] = field.many ? values : chosen.value;
      for (const { piece } of [chosen, ...all]) if (piece) used.push(piece);
    }
    if (field.semantic.type === "clear") {
      const emptied = emptiedFields(field, reading, input);
      if (emptied.length > 0) input[field.name] = emptied;
    }
    if (field.semantic.type === "flag" && isRaised(known, field, reading, knowledge, except))
      input[field.name] = true;
  }
  const pointed = pointedRows(known, reading, { ...options, input, used });
  impliedOnes(known, reading, input);
  const stretches = freeStretches(reading, known, used, except);
  takeWords(known, reading, input, stretches, used, knowledge);
  const missing = known.fields.filter((field) => field.required && input[field.name] === undefined);
  const unused = reading.pieces.filter(
    (piece) =>
      (isStated(piece) || pointed.unresolved.includes(piece)) &&
      !isOrdinary(piece, knowledge, reading) &&
      !used.some((one) => overlaps(one, piece)),
  );
  return {
    input,
    used,
    noted: noted !== undefined,
    spokenOf: pointed.spokenOf,
    unused,
    missing,
    loose: stretches
      .filter((stretch) => !isUsual(stretch, known, reading))
      .map((stretch) => stretch.text),
    ...(spread ? { spread } : {}),
  };
}

/** « avec un accompagnant », « +2 »: counts that only their noun or sign shows. */
function impliedOnes(known: KnownTool, reading: Reading, input: Record<string, unknown>) {
  const field = known.fields.find(
    (one) => one.name === "plus_ones" && input[one.name] === undefined,
  );
  if (!field) return;
  const sign = /\+\s?(\d{1,2})(?!\d)/u.exec(reading.text);
  if (sign) input[field.name] = Number(sign[1]);
  else if (isSaidOnce(field, reading)) input[field.name] = 1;
}

function takes(
  input: Record<string, unknown>,
  { field, pieces, values }: Candidate,
  used: readonly Piece[],
  free: (pieces: readonly Piece[]) => boolean,
): boolean {
  const period =
    pieces.length === 1 &&
    (pieces[0]?.type === "date_range" ||
      pieces[0]?.type === "month" ||
      pieces[0]?.type === "shift" ||
      pieces[0]?.type === "money");
  // A period says both its ends, a shift its years and months, an amount its currency.
  const shared =
    period &&
    used.includes(pieces[0]!) &&
    splits(field) &&
    !Object.keys(input).some(
      (name) => endOf(name) && endOf(field.name) && endOf(name) !== endOf(field.name),
    );
  if (!shared && !free(pieces)) return false;
  if (input[field.name] === undefined) return true;
  // « Bourges … le 19 février »: a day is not one more of the places listed.
  const days = pieces.every((piece) => piece.type === "date");
  return (
    field.many &&
    values.length > 0 &&
    !(days && used.some((piece) => piece.type === "place" || piece.type === "name"))
  );
}

const splits = (field: Field) =>
  field.semantic.type === "day" ||
  field.semantic.type === "shift" ||
  field.semantic.type === "currency";

const isWhere = (piece: Piece) =>
  piece.type === "place" || (piece.type === "name" && piece.value.kind === "city");

/** The day that « le 18 » is near: that of the row named, else of the row last spoken of. */
function anchorOf(reading: Reading, focus: Focus): string | undefined {
  const said = reading.pieces.flatMap((piece) =>
    piece.type === "place"
      ? [piece.value.place.name]
      : piece.type === "name"
        ? [piece.value.label]
        : [],
  );
  const row = focus.turns
    .flat()
    .find((one) => one.day && said.some((name) => one.city === name || one.venue === name));
  return row?.day ?? focus.day;
}
