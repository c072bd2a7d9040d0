import type { Places } from "#integrations/places/index.ts";
import { recognise } from "../index.ts";
import { normalize } from "../normalize.ts";
import { inTitleCase } from "../pasted-title.ts";
import type { RejectReason } from "../pasted-list.ts";
import type { Span } from "../span.ts";
import { labelled, type Line, linesOf, type Source, sourceOf } from "./lines.ts";
import { readDeal } from "./read-deal.ts";
import { type ReadParty, readPromoter } from "./read-party.ts";
import { readRouting } from "./read-routing.ts";
import { type ReadDate, readSingleDate } from "./read-single-date.ts";
import { headings, type Label, type PaperKind } from "./words.ts";

export type { ReadDate } from "./read-single-date.ts";
export type { ReadDeal } from "./read-deal.ts";
export type { ReadParty } from "./read-party.ts";
export type { Source } from "./lines.ts";
export { type PaperKind, paperKinds } from "./words.ts";

export type ReadDocument = {
  kind: PaperKind;
  artist?: Source & { name: string };
  tour?: Source & { name: string };
  promoter?: ReadParty;
  dates: ReadDate[];
  /** Lines with a date that could not be taken. */
  left: { page: number; text: string; reason: RejectReason }[];
};

export type ReadDocumentOptions = {
  today: string;
  locale: "fr" | "en";
  places: Places;
  /** Rows of ours whose name stands in the text. */
  known?: readonly { kind: "artist" | "venue"; label: string; text: string }[];
  /** How our own company is called: the other side of a contract is the promoter. */
  own?: string;
};

/** A paper of fewer rows is one about a date, not a list of dates. */
const leastRows = 2;

/**
 * What a paper of the trade proposes: artist, promoter, dates and terms, each with the page and the
 * line that says so. A paper that says nothing of the kind proposes nothing. Never throws.
 */
export function readDocument(pages: readonly string[], options: ReadDocumentOptions): ReadDocument {
  const lines = linesOf(pages);
  const kind = kindOf(lines);
  const spans = new Map<Line, Span[]>();
  const spansOf = (line: Line) => {
    const known = spans.get(line) ?? recognise(line.whole, options);
    spans.set(line, known);
    return known;
  };
  const found: ReadDocument = { kind, dates: [], left: [] };
  const artist = valueOf(lines, "artist") ?? knownName(lines, options, "artist");
  const tour = valueOf(lines, "tour");
  if (artist) found.artist = artist;
  if (tour) found.tour = tour;
  if (kind.endsWith("rider")) return found;
  const routing = readRouting(lines, options);
  if (routing.dates.length >= leastRows && !(kind === "contract" && valueOf(lines, "date"))) {
    found.dates = routing.dates;
    found.left = routing.left;
    if (!found.artist && routing.artist) found.artist = routing.artist;
    if (!found.tour && routing.title) found.tour = routing.title;
    return found;
  }
  const promoter = readPromoter(lines, options.own ?? "");
  if (promoter) found.promoter = promoter;
  const date =
    readSingleDate(lines, spansOf, options, knownName(lines, options, "venue")) ?? routing.dates[0];
  const deal = readDeal(lines, spansOf);
  if (date) found.dates = [deal ? { ...date, deal } : date];
  return found;
}

/** What a paper is, by its heading. */
export const paperKindOf = (pages: readonly string[]): PaperKind => kindOf(linesOf(pages));

const french = /\b(le|la|les|des|du|et|une|est|pour|avec|au|aux)\b/gi;
const english = /\b(the|of|and|is|are|for|with|shall|will|to|on)\b/gi;

/** The language that a paper is written in, French where nothing tells. */
export function paperLanguageOf(pages: readonly string[]): "fr" | "en" {
  const text = pages.join("\n").slice(0, 20_000);
  return (text.match(english)?.length ?? 0) > (text.match(french)?.length ?? 0) ? "en" : "fr";
}

function kindOf(lines: readonly Line[]): PaperKind {
  const head = lines.slice(0, 12).map((line) => line.plain);
  // The first line that names a paper is its title.
  for (const line of head) {
    const named = headings.find(([, words]) => words.test(line) && line.length <= 90);
    if (named) return named[0];
  }
  return "other";
}

/** What stands after a label, short enough to be a name. */
function valueOf(lines: readonly Line[], label: Label): (Source & { name: string }) | undefined {
  for (const line of lines) {
    const found = labelled(lines, line);
    if (found?.label !== label) continue;
    const name = inTitleCase(found.value.replace(/^[«“"]\s*|\s*[»”"]$/gu, "").trim());
    if (name && name.length <= 120) return { ...sourceOf(line, 0.9), name };
  }
  return undefined;
}

/** The row of ours that the text names first. */
function knownName(
  lines: readonly Line[],
  { known = [] }: ReadDocumentOptions,
  kind: "artist" | "venue",
): (Source & { name: string }) | undefined {
  for (const line of lines)
    for (const row of known) {
      if (row.kind !== kind || !row.text) continue;
      if (line.plain.includes(normalize(row.text).text))
        return { ...sourceOf(line, 0.7), name: row.label };
    }
  return undefined;
}
