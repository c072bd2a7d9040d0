import type { Places } from "#integrations/places/index.ts";
import { tokenize } from "./normalize.ts";
import type { LineReader } from "./pasted-line.ts";
import { phrases } from "./phrases.ts";

const NOISE = phrases<"noise">([
  [
    "noise",
    [
      "dates annoncées",
      "dates",
      "les dates",
      "tour dates",
      "planning",
      "routing",
      "calendrier",
      "liste des dates",
      "dates de tournée",
      "toutes les dates",
      "concerts",
      "agenda",
      "saison",
      "dates confirmées",
      "dates prévisionnelles",
      "upcoming shows",
      "shows",
    ],
  ],
]);
const TOURS = /\b(?:tour|tournee|spectacle|live)\b/;

/** « ORGANIQUE TOUR (ZAZ), dates annoncées, 2022 »: the name of the tour and who plays it. */
export function readTitle(
  lines: string[],
  reader: LineReader,
  places: Places,
): { title?: string; artist?: string } {
  const first = lines.find((line) => line.trim());
  if (!first || reader.hasDate(first) || first.length > 160) return {};
  const bracketed = /[([]([^()[\]]{2,60})[)\]]/u.exec(first);
  const inside = bracketed?.[1]?.trim();
  const artist = inside && /\p{L}/u.test(inside) && !isNoise(inside) ? inside : undefined;
  const parts = (bracketed ? first.replace(bracketed[0], " ") : first)
    .split(/\s+[-–—]\s+|[–—|;:,\t]/u)
    .map((part) =>
      part
        .replace(/(?<!\d)20\d{2}(?:\s*[-/]\s*(?:20)?\d{2})?(?!\d)/gu, "")
        .replace(/\s+/gu, " ")
        .trim(),
    )
    .filter((part) => /\p{L}{2}/u.test(part) && !isNoise(part));
  if (parts.length === 0) return artist ? { artist } : {};
  const named =
    parts.find((part) =>
      TOURS.test(
        tokenize(part)
          .map((token) => token.text)
          .join(" "),
      ),
    ) ?? (artist ? parts[0] : undefined);
  const title = named ?? parts.at(-1);
  const other =
    artist ??
    parts.find(
      (part) => part !== title && places.find(part, { spelling: "exact", limit: 1 }).length === 0,
    );
  return { ...(title && { title: inTitleCase(title) }), ...(other && { artist: other }) };
}

function isNoise(text: string): boolean {
  const tokens = tokenize(text).filter((token) => token.kind !== "number");
  return tokens.length === 0 || NOISE(tokens, 0)?.next === tokens.length;
}

/** Shouted titles are set in lower case with capitals: « ORGANIQUE TOUR » → « Organique Tour ». */
export function inTitleCase(title: string): string {
  if (title !== title.toUpperCase() || title.length < 4) return title;
  return title.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
}
