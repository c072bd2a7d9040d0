import { foldText } from "./fold-text.ts";

/**
 * A figure in a text, by a normalised value: `money:3500` (cents), `day:2027-03-12`, `day:--03-12`
 * without a year, `month:2027-03`, `time:19:30`, `percent:5.5`, `number:19`.
 */
export type Figure = { start: number; end: number; values: string[] };

const months: Record<string, number> = Object.fromEntries(
  [
    ["janvier", "janv", "january", "jan"],
    ["fevrier", "fevr", "february", "feb", "fev"],
    ["mars", "march", "mar"],
    ["avril", "avr", "april", "apr"],
    ["mai", "may"],
    ["juin", "june", "jun"],
    ["juillet", "juil", "july", "jul"],
    ["aout", "august", "aug"],
    ["septembre", "sept", "september", "sep"],
    ["octobre", "oct", "october"],
    ["novembre", "nov", "november"],
    ["decembre", "dec", "december"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const month = Object.keys(months)
  .toSorted((a, b) => b.length - a.length)
  .join("|");
const gap = "[ \\u00a0\\u202f]";
const amount = `\\d{1,3}(?:[ \\u00a0\\u202f,.]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d+)?`;
const symbols = "€|\\$|£|chf|eur|usd|gbp|cad";

type Reader = { pattern: RegExp; read(match: RegExpMatchArray): string[] };

/** In order: what a longer form takes is not read again as a shorter one. */
const readers: Reader[] = [
  {
    pattern: /\b(\d{4})-(\d\d)-(\d\d)(?:t(\d\d):(\d\d)[\d:.]*(?:z|[+-]\d\d:?\d\d)?)?/g,
    read: ([, y, m, d]) => [dayValue(m, d, y)],
  },
  {
    pattern: new RegExp(
      `\\b(\\d{1,2})(?:er|st|nd|rd|th)?${gap}(?:of )?(${month})\\b(?:\\.?${gap}(\\d{4})\\b)?`,
      "g",
    ),
    read: ([, d, m, y]) => [dayValue(months[m ?? ""], d, y)],
  },
  {
    pattern: new RegExp(
      `\\b(${month})\\b\\.?${gap}(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`,
      "g",
    ),
    read: ([, m, d, y]) => [dayValue(months[m ?? ""], d, y)],
  },
  {
    pattern: new RegExp(`\\b(${month})\\b\\.?${gap}(\\d{4})\\b`, "g"),
    read: ([, m, y]) => [`month:${y}-${two(months[m ?? ""])}`],
  },
  {
    pattern: /\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?\b(?!\/)/g,
    read: ([, d, m, y]) => [dayValue(m, d, y && y.length === 2 ? `20${y}` : y)],
  },
  {
    pattern: new RegExp(`\\b([01]?\\d|2\\d)${gap}?h(?:${gap}?([0-5]\\d))?(?![a-z\\d])`, "g"),
    read: ([, h, m]) => [`time:${two(h)}:${m ?? "00"}`],
  },
  {
    pattern: /\b([01]?\d|2\d):([0-5]\d)(?: ?(am|pm)\b)?/g,
    read: ([, h, m, half]) => [`time:${two(twelve(h, half))}:${m}`],
  },
  {
    pattern: /\b(1[0-2]|\d) ?(am|pm)\b/g,
    read: ([, h, half]) => [`time:${two(twelve(h, half))}:00`],
  },
  {
    pattern: new RegExp(
      `(?:(?:${symbols})${gap}?(${amount}))|(?<![\\d])(${amount})${gap}?(?:${symbols}|euros?\\b)`,
      "g",
    ),
    read: ([, before, after]) =>
      decimals(before ?? after).map((n) => `money:${Math.round(n * 100)}`),
  },
  {
    pattern: new RegExp(`(?<![\\d])(${amount})${gap}?%`, "g"),
    read: ([, n]) => decimals(n).map((value) => `percent:${value}`),
  },
  {
    pattern: new RegExp(`(?<![\\d\\p{L}_])(?:${amount})(?![\\d\\p{L}_])`, "gu"),
    read: ([n]) => decimals(n).map((value) => `number:${value}`),
  },
];

/** The figures of a text, in order. Numbers that only count the lines of a list are left out. */
export function readFigures(text: string): Figure[] {
  const { folded, at } = foldText(text);
  const taken: { from: number; to: number; values: string[] }[] = [];
  for (const { pattern, read } of readers) {
    for (const match of folded.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.some((other) => from < other.to && other.from < to)) continue;
      if (isListNumber(folded, from, to)) continue;
      taken.push({ from, to, values: read(match) });
    }
  }
  return taken
    .map(({ from, to, values }) => ({
      start: at[from] ?? 0,
      end: (at[to - 1] ?? 0) + 1,
      values,
    }))
    .toSorted((a, b) => a.start - b.start);
}

function isListNumber(text: string, from: number, to: number): boolean {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  return text.slice(lineStart, from).trim() === "" && /^[.)] /.test(text.slice(to, to + 2));
}

/** « 1 240,50 » and « 1,240.50 »; both readings where the mark may be either. */
function decimals(text: string | undefined): number[] {
  const compact = (text ?? "").replaceAll(/[ \u00a0\u202f]/g, "");
  const grouped = /^\d{1,3}([,.])\d{3}$/.exec(compact);
  if (grouped) {
    return [Number(compact.replace(grouped[1] ?? "", "")), Number(compact.replace(",", "."))];
  }
  const mark = Math.max(compact.lastIndexOf(","), compact.lastIndexOf("."));
  const isDecimal = mark !== -1 && compact.length - mark - 1 <= 2;
  const whole = (isDecimal ? compact.slice(0, mark) : compact).replaceAll(/[.,]/g, "");
  const value = Number(isDecimal ? `${whole}.${compact.slice(mark + 1)}` : whole);
  return isDecimal || mark === -1 ? [value] : [value, Number(compact.replace(",", "."))];
}

function dayValue(m: string | number | undefined, d: string | undefined, y?: string): string {
  return y ? `day:${y}-${two(m)}-${two(d)}` : `day:--${two(m)}-${two(d)}`;
}

function twelve(hour: string | undefined, half: string | undefined): number {
  const h = Number(hour);
  if (!half) return h;
  return (h % 12) + (half === "pm" ? 12 : 0);
}

const two = (n: string | number | undefined) => String(n ?? "").padStart(2, "0");
