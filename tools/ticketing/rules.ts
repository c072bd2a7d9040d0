import data from "./vat-rules.json" with { type: "json" };

/** The dearest ticket that the schema takes, in cents. */
export const highestPrice = 10_000_000;

/** Below this an order cannot be paid online, whatever the fee adds: what Stripe takes at least. */
export const leastOnlineCents = 50;

/** Whether one ticket alone at this price could not be paid online. A free one is not paid at all. */
export const isTooCheapOnline = (priceCents: number): boolean =>
  priceCents > 0 && priceCents < leastOnlineCents;

/** What the organizer is told of such a price. */
export const tooCheapOnline = {
  fr: "À ce prix, un billet seul ne peut pas être payé en ligne : une commande est d’au moins 0,50 €.",
  en: "At this price a single ticket cannot be paid online: an order is of at least €0.50.",
};

export type VatProposal = { rateBp: number; rule: string; source: string; since: string };

/** The lowest rate holds for the first so many paid performances of a production. */
export const reducedVatUntil = Math.max(
  ...data.rules.map((rule) => rule.untilPaidPerformances ?? 0),
);

/**
 * The VAT rate of a ticket sold in `country` on `day`, after `paidBefore` paid performances of
 * the production. Sources stand with each rule in vat-rules.json; a person decides.
 * Undefined abroad: entry is taxed where the show happens, by that country's rules.
 */
export function proposeVat(
  country: string,
  day: string,
  paidBefore: number | undefined,
): VatProposal | undefined {
  const rules = data.rules.filter((rule) => rule.country === country && rule.since <= day);
  const rule =
    rules.find(
      (candidate) =>
        candidate.untilPaidPerformances !== undefined &&
        paidBefore !== undefined &&
        paidBefore < candidate.untilPaidPerformances,
    ) ?? rules.find((candidate) => candidate.untilPaidPerformances === undefined);
  return rule && { rateBp: rule.rateBp, rule: rule.id, source: rule.source, since: rule.since };
}

/**
 * Splits a price that includes VAT, in integer cents: the tax is rounded half up and the rest is
 * net, so that both always add up to the price.
 */
export function splitVat(
  grossCents: number,
  rateBp: number,
): { netCents: number; vatCents: number } {
  const vatCents = Math.floor(
    (grossCents * rateBp * 2 + (10_000 + rateBp)) / (2 * (10_000 + rateBp)),
  );
  return { netCents: grossCents - vatCents, vatCents };
}

export type Levy = { rateBp: number; cents: number; source: string; since: string };

/** CNM tax on a box office before VAT (CIBS L452-14), rounded half up; null where none is owed. */
export function cnmLevy(netCents: number, country: string, day: string): Levy | null {
  const levy = data.levies.find((rule) => rule.country === country && rule.since <= day);
  if (!levy) return null;
  const { rateBp, source, since } = levy;
  return { rateBp, source, since, cents: Math.round((netCents * rateBp) / 10_000) };
}
