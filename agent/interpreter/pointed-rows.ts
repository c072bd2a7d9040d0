import type { SubjectKind } from "#tools/core/tool.ts";
import { type Focus, type Row, rowsJustSpokenOf, rowsMeant, rowsPointedAt } from "./focus.ts";
import type { KnownTool } from "./learn.ts";
import { overlaps, type Piece, type Reading } from "./read-text.ts";
import { isOnlyRowMeant } from "./screen.ts";
import type { Field } from "./tool-fields.ts";

export type Pointed = {
  /** References that no row spoken of answers. */
  unresolved: Piece[];
  /** A row was taken from what was just spoken of. */
  spokenOf: boolean;
};

type Options = {
  implicit?: boolean;
  focus: Focus;
  today: string;
  screen?: Row | undefined;
  input: Record<string, unknown>;
  used: Piece[];
};

/** « toutes les dates », « partout »: the whole tour, not the list last shown. */
const ALL_DATES =
  /\b(?:dates?|concerts?|shows?|gigs?|repr[ée]sentations?|s[ée]ances?|partout|everywhere)\b/iu;

/** Fields that narrow a list of dates; given, « toutes » adds nothing. */
const narrowing = new Set(["tour", "city", "area", "status", "from", "to", "artist"]);

/** Puts rows last spoken of where pronouns and references ask for them, or where a required row is not said. */
export function pointedRows(known: KnownTool, reading: Reading, options: Options): Pointed {
  const result: Pointed = { unresolved: [], spokenOf: false };
  const { focus, today, input, used, screen } = options;
  const refs = known.fields.filter(
    (field) => field.semantic.type === "ref" && field.semantic.kind !== "call",
  );
  for (const piece of reading.pieces) {
    if (piece.type !== "reference" && piece.type !== "pronoun") continue;
    if (used.some((one) => overlaps(one, piece))) continue;
    if (
      piece.type === "reference" &&
      piece.value.select === "all" &&
      [...narrowing].some((name) => input[name] !== undefined)
    ) {
      used.push(piece);
      continue;
    }
    if (
      piece.type === "reference" &&
      piece.value.select === "all" &&
      piece.value.count === undefined &&
      ALL_DATES.test(piece.text)
    ) {
      const tour = known.fields.find((field) => field.name === "tour");
      const row = focus.turns.flat().find((one) => one.kind === "tour");
      const since = known.fields.find((field) => field.name === "from");
      if (tour && row) input["tour"] = row.id;
      else if (since && known.tool.effect !== "read") input["from"] = today;
      used.push(piece);
      continue;
    }
    for (const field of refs) {
      if (input[field.name] !== undefined) continue;
      const kind = kindOf(field);
      if (piece.type === "pronoun" && piece.value.of && piece.value.of !== kind) continue;
      const rows =
        piece.type === "reference"
          ? rowsMeant(focus, kind, piece.value, today)
          : rowsPointedAt(focus, kind, piece.value.number);
      if (rows.length === 0 || (rows.length > 1 && !field.many)) {
        const words =
          piece.type === "reference" && kind === "performance" ? saidBy(piece) : undefined;
        if (!words) continue;
        input[field.name] = field.many ? [words] : words;
      } else input[field.name] = field.many ? rows.map((row) => row.id) : rows[0]!.id;
      used.push(piece);
      break;
    }
  }
  const answered = used.some((piece) => piece.type === "pronoun" || piece.type === "reference");
  if (!answered && refs.length > 0) {
    result.unresolved = reading.pieces.filter(
      (piece) => piece.type === "reference" && isSelective(piece),
    );
  }
  if (options.implicit === false || result.unresolved.length > 0) return result;
  const owned = reading.tokens.some((token) => POSSESSIVE.test(token.text));
  const main = focus.turns[0]?.[0];
  for (const field of refs) {
    // « son spectacle » is that of the artist just spoken of.
    if (
      owned &&
      main &&
      main.kind === kindOf(field) &&
      main.kind !== "performance" &&
      input[field.name] === undefined
    )
      input[field.name] = field.many ? [main.id] : main.id;
    const wanted =
      field.required ||
      (field.name === "performances" &&
        [...narrowing, "performances"].every((name) => input[name] === undefined) &&
        known.tool.effect !== "read");
    if (!wanted || input[field.name] !== undefined) continue;
    const rows = rowsJustSpokenOf(focus, kindOf(field));
    const one = rows.length === 1 ? rows[0] : onScreen(field, screen);
    if (!one) continue;
    input[field.name] = field.many ? [one.id] : one.id;
    result.spokenOf = true;
  }
  // Dates asked for in the plural are not the one on the page.
  const shown = refs.find((field) => onScreen(field, screen) && !isAboutMany(known, field));
  const everything = used.some(
    (piece) => piece.type === "reference" && piece.value.select === "all",
  );
  if (screen && shown && !everything && isOnlyRowMeant(screen, input))
    input[shown.name] ??= shown.many ? [screen.id] : screen.id;
  return result;
}

const onScreen = (field: Field, screen: Row | undefined) =>
  screen?.kind === kindOf(field) ? screen : undefined;

/** A tool that lists the very rows that the field chooses among. */
const isAboutMany = ({ tool }: KnownTool, field: Field) =>
  tool.effect === "read" && tool.name.endsWith(`_${kindOf(field)}s`);

/** « les deux premières », « les autres » mean certain rows; « le prochain spectacle » need not. */
const isSelective = ({ value }: Extract<Piece, { type: "reference" }>) =>
  value.select === "others" || (value.count ?? 1) > 1;

const POSSESSIVE = /^(?:son|sa|ses|leur|leurs|his|her|their)$/;
const kindOf = (field: Field): SubjectKind =>
  field.semantic.type === "ref" ? field.semantic.kind : "performance";

/** « celle de Lyon » when no row spoken of is meant: the words, for the tool to look up. */
function saidBy(piece: Extract<Piece, { type: "reference" }>): string | undefined {
  const by = piece.value.by;
  if (!by) return undefined;
  if (by.type === "place") return by.value.place.name;
  return by.type === "date" ? by.value.day : by.value.label;
}
