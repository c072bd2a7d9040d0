"use client";

import type { ValueType } from "#tools/core/card.ts";
import type { Say } from "#tools/core/text.ts";
import { useSay } from "./use-say.ts";

/** One typed value of a card, as words: cents as money, basis points as a share, ISO days as dates. */
export function sayValue(
  say: Say,
  value: string | number | null,
  type: ValueType,
  currency = "EUR",
): string {
  if (value === null || value === "") return "–";
  if (type === "day" && typeof value === "string") return say.day(value.slice(0, 10));
  if (type === "time" && typeof value === "string" && /^\d{1,2}:\d{2}$/.test(value)) {
    const [hour = "0", minute = "00"] = value.split(":");
    if (say.locale === "en") return value;
    return minute === "00" ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
  }
  if (typeof value === "string") return value;
  if (type === "money") return say.money(value, currency);
  if (type === "percent") return say.percent(value);
  if (type === "km") return `${say.number(value)}\u00a0km`;
  return say.number(value, Number.isInteger(value) ? 0 : 1);
}

export const isFigure = (type: ValueType) => type !== "text";

export function Value({
  value,
  type,
  currency,
}: {
  value: string | number | null;
  type: ValueType;
  currency?: string;
}) {
  const say = useSay();
  return <span className="figures">{sayValue(say, value, type, currency)}</span>;
}
