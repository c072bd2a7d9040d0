import type { Place } from "#integrations/places/index.ts";
import type { Token } from "./normalize.ts";
import { phrases } from "./phrases.ts";
import { PLACE_LIKE, NEVER_A_PLACE } from "./place-words.ts";
import type { Draft, Reading, Rule } from "./span.ts";

const LONGEST_NAME = 7;
const locative = phrases<"at" | "of">([
  [
    "at",
    [
      "à",
      "au",
      "aux",
      "in",
      "at",
      "near",
      "vers",
      "près de",
      "depuis",
      "jusqu'à",
      "from",
      "to",
      "for",
      "sur",
      "par",
      "via",
    ],
  ],
  [
    "of",
    [
      "de",
      "d'",
      "du",
      "des",
      "et",
      "and",
      "entre",
      "between",
      "pour",
      "ou",
      "or",
      "celle de",
      "avec",
    ],
  ],
]);

/** Population above which a town is believed, by how it stands in the sentence. */
const BELIEVED = {
  capital: 400,
  surname: 100_000,
  at: 2_500,
  of: 12_000,
  bare: 50_000,
  near: 20_000,
  abroad: 150_000,
};
const NEAR = new Set(["BE", "CH", "LU", "MC", "DE", "IT", "ES", "GB", "NL", "IE", "PT", "AT"]);

const capital = (token: Token) => /^\p{Lu}/u.test(token.raw);

/** Whether the preposition that ends right before a token places what follows. */
function leadOf({ tokens, locale }: Reading, at: number): "at" | "of" | undefined {
  for (let back = 3; back >= 1; back--) {
    if (at - back < 0 || (locale === "en" && tokens[at - back]!.raw === "a")) continue;
    const found = locative(tokens, at - back);
    if (found?.next === at) return found.value;
  }
  return undefined;
}

/** A smaller town than this may be short for another: « Aix », « Clermont ». */
const SHORT_FOR = 15_000;

type Standing = {
  firstOfSentence: boolean;
  lead: "at" | "of" | undefined;
  words: number;
  afterCapital: boolean;
};

function believed(
  place: Place,
  named: Token,
  { firstOfSentence, lead, words, afterCapital }: Standing,
): boolean {
  const home = place.inseeCode !== undefined;
  const known = place.population;
  const shown = capital(named) && !(firstOfSentence && words === 1);
  if (!home)
    return (
      known >=
      (shown && (NEAR.has(place.country) || lead === "at") ? BELIEVED.near : BELIEVED.abroad)
    );
  if (shown && afterCapital && words === 1) return known >= BELIEVED.surname;
  if (shown)
    return known >= (words > 1 && lead ? 0 : lead ? BELIEVED.capital / 2 : BELIEVED.capital);
  if (words > 1) return known >= BELIEVED.at / (lead ? 4 : 1);
  if (lead === "at") return known >= BELIEVED.at;
  if (lead === "of") return known >= BELIEVED.of;
  return known >= BELIEVED.bare / (capital(named) ? 5 : 1);
}

/**
 * A town named in running text. A capital or a preposition lets small towns in; a bare word in
 * lower case must be a large one, so that ordinary words are left alone.
 */
export const placeName: Rule = (reading, at): Draft | undefined => {
  const { tokens, text } = reading;
  const first = tokens[at]!;
  if (first.kind !== "word" || (first.glued && !/^['(]$/.test(tokens[at - 1]!.text)))
    return undefined;
  const sentenceStart = at === 0 || first.leads || /^[.!?]$/.test(tokens[at - 1]!.text);
  const lead = leadOf(reading, at);
  for (let size = Math.min(LONGEST_NAME, tokens.length - at); size >= 1; size--) {
    const last = tokens[at + size - 1]!;
    if (
      last.kind === "sign" ||
      tokens
        .slice(at + 1, at + size)
        .some((token) => token.leads || /^[^\w'\p{L}-]$/u.test(token.text))
    )
      continue;
    if (size === 1 && (first.text.length < 3 || NEVER_A_PLACE.has(first.text))) continue;
    if (last.kind === "number" || (/^(?:e|er|eme)$/.test(last.text) && last.glued)) {
      const district = districtAt(reading, at, size);
      if (district) return district;
      continue;
    }
    if (size > 1 && NEVER_A_PLACE.has(last.text)) continue;
    const said = text.slice(first.start, last.end);
    if (/\s{2,}|\n/.test(said)) continue;
    const ordinary = size === 1 && PLACE_LIKE.has(first.text) && !capital(first) && lead !== "at";
    if (ordinary) continue;
    const candidates = candidatesOf(reading, at, said);
    const [best] = candidates;
    const standing = {
      firstOfSentence: sentenceStart,
      lead,
      words: size,
      afterCapital: lead === undefined && !sentenceStart && capital(tokens[at - 1]!),
    };
    if (best && believed(best, first, standing)) {
      const ambiguous = candidates.length > 1 && candidates[1]!.population * 3 > best.population;
      return {
        type: "place",
        value: { place: best, candidates },
        confidence: (capital(first) || lead ? 0.9 : 0.7) - (ambiguous ? 0.1 : 0),
        next: at + size,
      };
    }
  }
  return misspelt(reading, at, sentenceStart, lead);
};

/** Towns of that name; « au Mans » is looked for with its article, « Aix » among longer names too. */
function candidatesOf({ tokens, places }: Reading, at: number, said: string): Place[] {
  const contracted = /^(?:au|du)$/.test(tokens[at - 1]?.text ?? "");
  const exact = [
    ...(contracted ? places.find(`Le ${said}`, { spelling: "exact" }) : []),
    ...places.find(said, { spelling: "exact" }),
  ];
  if (!exact[0] || exact[0].population >= SHORT_FOR || !capital(tokens[at]!)) return exact;
  const [longer] = places.find(said);
  return longer && longer.score >= 0.85 && longer.inseeCode ? [longer, ...exact] : exact;
}

/** « Lyon 3e », « Paris 11 » when nothing that counts follows. */
function districtAt(
  { tokens, text, places }: Reading,
  at: number,
  size: number,
): Draft | undefined {
  const last = tokens[at + size - 1]!;
  const follower = tokens[at + size];
  if (last.kind === "number" && follower && follower.kind !== "sign") return undefined;
  if (
    last.kind === "number" &&
    follower?.glued &&
    /^[/:.,€%-]$/.test(follower.text) &&
    tokens[at + size + 1]?.kind === "number"
  )
    return undefined;
  const [place] = places.find(text.slice(tokens[at]!.start, last.end), {
    spelling: "exact",
    limit: 1,
  });
  if (!place?.district) return undefined;
  return { type: "place", value: { place, candidates: [place] }, confidence: 0.9, next: at + size };
}

const MISSPELT = { letters: 6, bareLetters: 7, population: 30_000 };

/** One word near the name of a large French town (« strasboug »), first word (« Aix »), or both. */
function misspelt(
  { tokens, places }: Reading,
  at: number,
  sentenceStart: boolean,
  lead: "at" | "of" | undefined,
): Draft | undefined {
  const word = tokens[at]!;
  if (NEVER_A_PLACE.has(word.text) || PLACE_LIKE.has(word.text) || word.text.length < 3)
    return undefined;
  const named = capital(word) && !sentenceStart;
  if (!named && word.text.length < (lead === "at" ? MISSPELT.letters : MISSPELT.bareLetters))
    return undefined;
  const candidates = places.find(word.raw, { country: "FR" });
  const [best] = candidates;
  if (!best || best.population < MISSPELT.population || best.score === 1) return undefined;
  const shortened = best.score === 0.85;
  if (shortened ? !named : word.text.length < MISSPELT.letters || best.score < 0.8)
    return undefined;
  return {
    type: "place",
    value: { place: best, candidates },
    confidence: shortened ? 0.75 : 0.6,
    next: at + 1,
  };
}

/** « en Bretagne », « dans le Finistère », "in Belgium": a region, a département or a country. */
export const areaName: Rule = ({ tokens, text, places }, at): Draft | undefined => {
  const first = tokens[at]!;
  if (!capital(first) || (first.glued && tokens[at - 1]?.text !== "'")) return undefined;
  for (let size = Math.min(6, tokens.length - at); size >= 1; size--) {
    const last = tokens[at + size - 1]!;
    if (last.kind !== "word" || tokens.slice(at + 1, at + size).some((token) => token.leads))
      continue;
    if (size === 1 && NEVER_A_PLACE.has(first.text)) continue;
    const area = places.area(text.slice(first.start, last.end));
    if (!area) continue;
    const inside = at > 0 && /^(?:en|in|dans|le|la|l|les|du|de|')$/.test(tokens[at - 1]!.text);
    return { type: "area", value: area, confidence: inside ? 0.92 : 0.7, next: at + size };
  }
  return undefined;
};
