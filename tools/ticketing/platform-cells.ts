import { plainHeading } from "../core/read-csv.ts";
import { instantOf } from "../tours/times.ts";
import layouts from "./platform-layouts.json" with { type: "json" };

export type SaleStatus = "sold" | "cancelled" | "refunded" | "pending";

/**
 * An amount in cents as French and English files write it: « 1 240,50 € », « 12.5 », « 1,240.50 »,
 * « Gratuit ». Undefined where it is none, or below zero.
 */
export function centsOf(text: string): number | undefined {
  if (layouts.free.includes(plainHeading(text))) return 0;
  const bare = text.replace(/[\s\u00a0\u202f]|€|eur|euros?/giu, "");
  // Three figures behind a sign are thousands: « 1.240 ».
  const [, units, decimals = ""] =
    /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  if (units === undefined) return undefined;
  return Number(units.replace(/[.,]/g, "")) * 100 + Number(decimals.padEnd(2, "0"));
}

/** What a file says became of a ticket; undefined for a word that is not known. */
export function statusOf(text: string): SaleStatus | undefined {
  const word = plainHeading(text);
  if (word === "") return "sold";
  for (const [status, words] of Object.entries(layouts.statuses)) {
    if (words.includes(word)) return status as SaleStatus;
  }
  return undefined;
}

/** « Oui », « 1 », « true »; undefined for anything that is neither yes nor no. */
export function yesOf(text: string): boolean | undefined {
  const word = plainHeading(text);
  if (layouts.yes.includes(word)) return true;
  return layouts.no.includes(word) ? false : undefined;
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;
const french =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s*(?:à|,|-)?\s*(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?)?$/;

/** The civil day that a cell names, `YYYY-MM-DD`; the day before the month, as in France. */
export function dayOf(text: string): string | undefined {
  return partsOf(text)?.day;
}

/** The instant that a cell names, on the clock of `timeZone` where the cell names no zone. */
export function momentOf(text: string, timeZone: string): Date | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  if (parts.zone) {
    const zone = parts.zone === "UTC" ? "Z" : parts.zone;
    const at = new Date(
      `${parts.day}T${parts.time}:00${zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`,
    );
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  return instantOf(parts.day, parts.time, timeZone);
}

function partsOf(
  text: string,
): { day: string; time: string; zone: string | undefined } | undefined {
  const cell = text.trim();
  const [, year, month, day, hour = "00", minute = "00", zone] = iso.exec(cell) ?? [];
  if (year && month && day) return real(year, month, day, `${hour}:${minute}`, zone);
  const [, d, m, y, h = "0", min = "00"] = french.exec(cell) ?? [];
  if (!d || !m || !y) return undefined;
  const full = y.length === 2 ? `20${y}` : y;
  return real(
    full,
    m.padStart(2, "0"),
    d.padStart(2, "0"),
    `${h.padStart(2, "0")}:${min}`,
    undefined,
  );
}

function real(year: string, month: string, day: string, time: string, zone: string | undefined) {
  const text = `${year}-${month}-${day}`;
  const at = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  return exists && time < "24:00" ? { day: text, time, zone } : undefined;
}
