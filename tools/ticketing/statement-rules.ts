import { cnmLevy, splitVat } from "./rules.ts";

/** An amount, taxes included, and its rate. */
export type Part = { rateBp: number; cents: number };

export type OrderMoney = {
  /** What was paid and not given back. */
  keptCents: number;
  /** Of it, what the buyer paid as a fee. */
  feeCents: number;
  /** Prices of the tickets that stand, by rate; and of all that were issued. */
  standing: Part[];
  issued: Part[];
};

/**
 * What an order holds besides the fee and the prices of its standing tickets: money kept of
 * cancelled tickets, or money given back on tickets that stand.
 */
export function adjust(order: OrderMoney): { keptCents: number; givenBackCents: number } {
  const rest = order.keptCents - order.feeCents - sum(order.standing);
  return { keptCents: Math.max(rest, 0), givenBackCents: Math.max(-rest, 0) };
}

const sum = (parts: { cents: number }[]) => parts.reduce((total, part) => total + part.cents, 0);

/** Shares an amount out in proportion to the weights, to the cent: the last takes what rounding leaves. */
export function shareOut(cents: number, weights: Part[]): Part[] {
  const total = sum(weights);
  let left = cents;
  return weights.map(({ rateBp, cents: weight }, at) => {
    const share = at === weights.length - 1 ? left : Math.trunc((cents * weight) / (total || 1));
    left -= share;
    return { rateBp, cents: share };
  });
}

/** VAT by rate: rounded once on the total of each rate, so that net and tax add up to the gross. */
export function ratesOf(parts: Part[]) {
  const totals = new Map<number, number>();
  for (const { rateBp, cents } of parts) totals.set(rateBp, (totals.get(rateBp) ?? 0) + cents);
  return [...totals]
    .filter(([, grossCents]) => grossCents !== 0)
    .toSorted(([a], [b]) => a - b)
    .map(([rateBp, grossCents]) => ({ rateBp, grossCents, ...splitVat(grossCents, rateBp) }));
}

/** The sums at the foot of a statement. */
export function totalsOf(
  parts: Part[],
  place: { country: string; day: string },
  organizerFeeCents: number,
) {
  const rates = ratesOf(parts);
  const grossCents = sum(parts);
  const netCents = rates.reduce((total, rate) => total + rate.netCents, 0);
  const levy = cnmLevy(netCents, place.country, place.day);
  return {
    grossCents,
    rates,
    netCents,
    vatCents: grossCents - netCents,
    levy,
    organizerFeeCents,
    dueCents: netCents - (levy?.cents ?? 0) - organizerFeeCents,
  };
}

/** « 3, 12–15, 40 »: numbers in order, those that follow one another as a range. */
export function sayNumbers(numbers: number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
