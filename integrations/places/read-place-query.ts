import { countryCode } from "./countries.ts";

export type PlaceQuery = {
  /** What names the town, once the rest is set aside; may be empty when a postcode says it all. */
  name: string;
  country?: string;
  postcode?: string;
  departement?: string;
  /** Arrondissement of Paris, Lyon or Marseille. */
  district?: number;
};

const TAIL_DISTRICT =
  /^(\D+?)[\s,]+(?:0?([1-9])|(1\d|20))\s*(?:er|e|eme|ème|ᵉ)?(?:\s+arr(?:ondissement|t|\.)?)?$/iu;
const POSTCODE = /(?:^|[\s,(])(?:F-?)?(\d{5})(?=$|[\s,)])/u;
const IN_BRACKETS = /^(.*?)\s*[([]\s*([^()[\]]+?)\s*[)\]]\s*$/u;
const DEPARTEMENT = /^(?:\d{2,3}|2[AB])$/iu;

/** Takes apart « Lyon 3e », « 39100 Dole », « Saint-Denis (93) », « Genève, Suisse ». */
export function readPlaceQuery(text: string): PlaceQuery {
  const query: PlaceQuery = { name: text.replace(/\s+/gu, " ").trim() };
  const postcode = POSTCODE.exec(query.name);
  if (postcode) {
    query.postcode = postcode[1];
    query.name = query.name
      .replace(postcode[1]!, " ")
      .replace(/\bF-?\s/u, " ")
      .replace(/\s+/gu, " ")
      .trim();
    query.name = query.name.replace(/\(\s*\)/u, "").replace(/^[\s,]+|[\s,]+$/gu, "");
  }
  const bracketed = IN_BRACKETS.exec(query.name);
  if (bracketed) {
    const [, before, inside] = bracketed as unknown as [string, string, string];
    const code = countryCode(inside);
    if (DEPARTEMENT.test(inside)) query.departement = inside.toUpperCase();
    else if (code) query.country = code;
    if (query.departement ?? query.country) query.name = before;
  }
  const comma = query.name.lastIndexOf(",");
  if (comma > 0) {
    const code = countryCode(query.name.slice(comma + 1));
    if (code) {
      query.country = code;
      query.name = query.name.slice(0, comma).trim();
    }
  }
  const district = TAIL_DISTRICT.exec(query.name);
  if (district && /^(?:paris|lyon|marseille)$/iu.test(district[1]!.trim())) {
    query.name = district[1]!.trim();
    query.district = Number(district[2] ?? district[3]);
  }
  return query;
}
