import { countryCode, type Place, type Places } from "#integrations/places/index.ts";

export type Spot = { city?: string; place?: Place; venueName?: string; capacity?: number };

type Segment = { text: string; start: number; end: number; bracketed: boolean };

type Chosen = { segment: Segment; place: Place; venue?: string };

const SEPARATOR = /\s+[-–—−]+\s+|[–—]|\s*[|;\t,@•·→/]\s*|\s*:\s+|\u0001+|[()[\]]|\s{3,}/gu;
const EDGE = /^[\s\u0001\-–—−|;,:@•·→/.*>]+|[\s\u0001\-–—−|;,:@•·→/*]+$/gu;
const FILLER = /^(?:a|à|au|in|at|the|le|la|chez)$/iu;
const SURE = 0.8;
/** Named like their town, which is meant. */
const TOWN_AND_COUNTRY = new Set(["LU", "MC", "SG"]);
const LEAST_CAPACITY = 20;
/** « Zénith de Strasbourg » keeps its town in its name. */
const LINK = /\s(?:de|du|of)$/iu;
/** A lone figure in brackets: a département up to two digits, else places. */
const FIGURE = /^\d[\d\s.,\u00a0\u202f]*$/u;

/** Finds town and venue in what remains of a line; look-ups are kept for the list. */
export function spotReader(places: Places) {
  const known = new Map<string, Place | null>();

  function find(
    text: string,
    country: string | undefined,
    spelling: "exact" | "tolerant",
  ): Place | undefined {
    const key = `${spelling} ${country ?? ""} ${text}`;
    let found = known.get(key);
    if (found === undefined) {
      found = places.find(text, { country, spelling, limit: 1 })[0] ?? null;
      known.set(key, found);
    }
    return found ?? undefined;
  }

  const countryOf = (text: string) => {
    const code = /\p{L}{2}/u.test(text) ? countryCode(text) : undefined;
    return code && !TOWN_AND_COUNTRY.has(code) ? code : undefined;
  };

  /** How likely a segment is the town: match, size, home, and its place at the head of the line. */
  const weigh = (place: Place, index: number) =>
    place.score +
    0.1 * Math.log10(place.population + 10) +
    (place.inseeCode ? (place.population >= 2000 ? 0.3 : 0.1) : 0) +
    (index === 0 ? 0.25 : 0);

  function best(
    segments: Segment[],
    country: string | undefined,
    departement: string | undefined,
    spelling: "exact" | "tolerant",
  ): Chosen | undefined {
    let chosen: Chosen | undefined;
    let heaviest = Number.NEGATIVE_INFINITY;
    segments.forEach((segment, index) => {
      const place = find(
        departement ? `${segment.text} (${departement})` : segment.text,
        country,
        spelling,
      );
      if (!place || (spelling === "tolerant" && place.score < SURE)) return;
      const weight = weigh(place, index);
      if (weight <= heaviest) return;
      heaviest = weight;
      chosen = { segment, place };
    });
    return chosen;
  }

  function inLine(line: string): Spot | undefined {
    const all = segmentsOf(line);
    const spot: Spot = {};
    let country: string | undefined;
    let departement: string | undefined;
    const segments = all.filter((segment, index) => {
      if (FIGURE.test(segment.text)) {
        const digits = segment.text.replace(/\D/gu, "");
        if (segment.bracketed && (digits.length === 2 || /^97\d$/.test(digits)))
          departement = digits;
        else if (digits.length <= 6 && Number(digits) >= LEAST_CAPACITY)
          spot.capacity = Number(digits);
        return false;
      }
      const code = index > 0 && all.length > 1 ? countryOf(segment.text) : undefined;
      if (code) country = code;
      return !code;
    });
    if (segments.length === 0) return undefined;
    const chosen =
      best(segments, country, departement, "exact") ??
      withinSegments(segments, country) ??
      best(segments, country, departement, "tolerant");
    if (!chosen) {
      const [first, ...others] = segments;
      spot.city = first!.text;
      if (others.length > 0) spot.venueName = venueText(line, others);
      return spot;
    }
    spot.place = chosen.place;
    spot.city = chosen.place.name;
    spot.venueName =
      venueText(
        line,
        segments.filter((segment) => segment !== chosen.segment),
      ) ?? chosen.venue;
    return spot;
  }

  /** « Lyon Transbordeur », « Le Bikini Toulouse »: the town is the first or the last words of a segment. */
  function withinSegments(segments: Segment[], country: string | undefined): Chosen | undefined {
    for (const segment of segments) {
      const words = segment.text.split(/\s+/u);
      for (let size = Math.min(4, words.length - 1); size >= 1; size--)
        for (const [town, rest] of [
          [words.slice(0, size), words.slice(size)],
          [words.slice(-size), words.slice(0, -size)],
        ] as const) {
          if (size === 1 && town[0]!.length < 4) continue;
          const place = find(town.join(" "), country, "exact");
          if (!place || place.population < (place.inseeCode ? 5_000 : 100_000)) continue;
          const venue = rest
            .filter((one, index) => index > 0 || !FILLER.test(one) || rest.length > 1)
            .join(" ");
          return { segment, place, venue: LINK.test(venue) ? segment.text : venue || undefined };
        }
    }
    return undefined;
  }

  function inCells(
    city: string | undefined,
    venue: string | undefined,
    country: string | undefined,
  ): Spot | undefined {
    const town = city?.trim();
    const venueName = venue?.trim() || undefined;
    if (!town) return venueName ? (inLine(venueName) ?? undefined) : undefined;
    const code = country ? countryOf(country) : undefined;
    const place = find(town, code, "exact") ?? find(town, code, "tolerant");
    const sure = place && place.score >= SURE ? place : undefined;
    return { city: sure?.name ?? town, place: sure, venueName };
  }

  return { inLine, inCells };
}

function segmentsOf(line: string): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  let bracketed = false;
  const push = (end: number) => {
    const raw = line.slice(from, end);
    const text = raw.replace(EDGE, "").trim();
    if (!text || !/[\p{L}\d]/u.test(text)) return;
    const start = from + raw.indexOf(text);
    segments.push({ text, start, end: start + text.length, bracketed });
  };
  for (const found of line.matchAll(SEPARATOR)) {
    push(found.index);
    from = found.index + found[0].length;
    bracketed = /[([]/u.test(found[0]);
  }
  push(line.length);
  return segments;
}

/** The venue as it was written, separators inside it included. */
function venueText(line: string, segments: Segment[]): string | undefined {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return undefined;
  const between = line.slice(first.start, last.end);
  const joined = between.includes("\u0001")
    ? segments.map((segment) => segment.text).join(" – ")
    : between;
  const open = (joined.match(/\(/g)?.length ?? 0) > (joined.match(/\)/g)?.length ?? 0);
  return (open ? `${joined})` : joined).replace(/\s+/gu, " ").trim() || undefined;
}
