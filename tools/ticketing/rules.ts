import data from "./vat-rules.json" with { type: "json" };

/** The dearest ticket that the schema takes, in cents. */
export const highestPrice = 10_000_000;

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

/**
 * The part before VAT of a partial refund, in cents: what is given back follows the prices of the
 * order line by line, the last line taking what rounding leaves.
 */
export function netOfRefund(
  refundedCents: number,
  lines: { rateBp: number; grossCents: number }[],
): number {
  const total = lines.reduce((sum, line) => sum + line.grossCents, 0);
  let [left, net] = [total > 0 ? refundedCents : 0, 0];
  for (const [index, line] of lines.entries()) {
    const share =
      index === lines.length - 1
        ? left
        : Math.min(left, Math.floor((refundedCents * line.grossCents) / total));
    left -= share;
    net += splitVat(share, line.rateBp).netCents;
  }
  return net;
}

export type Levy = { rateBp: number; cents: number; source: string; since: string };

/** CNM tax on a box office before VAT (CIBS L452-14), rounded half up; null where none is owed. */
export function cnmLevy(netCents: number, country: string, day: string): Levy | null {
  const levy = data.levies.find((rule) => rule.country === country && rule.since <= day);
  if (!levy) return null;
  const { rateBp, source, since } = levy;
  return { rateBp, source, since, cents: Math.round((netCents * rateBp) / 10_000) };
}

/** The same as an amount alone. */
export const cnmTax = (netCents: number, country: string, day: string): number =>
  cnmLevy(netCents, country, day)?.cents ?? 0;
