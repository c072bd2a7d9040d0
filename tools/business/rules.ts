export type DealTerms = {
  kind:
    | "cession"
    | "co_realisation"
    | "co_production"
    | "rental"
    | "guarantee"
    | "versus"
    | "percentage"
    | "self_promoted";
  guaranteeCents: number;
  percentageBp: number;
  splitPointCents: number;
  recoupableCostCents: number;
  depositCents: number;
};

export type Step = {
  label:
    | "net_box_office"
    | "recoupable"
    | "base"
    | "share"
    | "guarantee"
    | "due"
    | "deposit"
    | "balance";
  cents: number;
};

/**
 * What the artist's side is owed for one date, in cents before VAT, with the steps that lead there.
 * - cession and guarantee: the fixed amount.
 * - versus: the better of the guarantee and the share of the base.
 * - percentage, co_realisation, co_production: the share of the base, never below the guarantee.
 * - rental: nothing is owed to the artist by the venue.
 * The base is the net box office after recoupable costs; with a split point, what exceeds it.
 * Shares are rounded down to the cent, so that the promoter keeps the remainder.
 * Source: usual deal terms of the trade as named in DOMAIN.md.
 */
export function settle(
  terms: DealTerms,
  netBoxOfficeCents: number,
): { dueCents: number; steps: Step[] } {
  const base = Math.max(0, netBoxOfficeCents - terms.recoupableCostCents);
  const above = Math.max(0, base - terms.splitPointCents);
  const share = Math.floor((above * terms.percentageBp) / 10_000);
  const dueCents = due(terms, share);
  return {
    dueCents,
    steps: [
      { label: "net_box_office", cents: netBoxOfficeCents },
      { label: "recoupable", cents: -terms.recoupableCostCents },
      { label: "base", cents: above },
      { label: "share", cents: share },
      { label: "guarantee", cents: terms.guaranteeCents },
      { label: "due", cents: dueCents },
      { label: "deposit", cents: -terms.depositCents },
      { label: "balance", cents: dueCents - terms.depositCents },
    ],
  };
}

function due(terms: DealTerms, share: number): number {
  switch (terms.kind) {
    case "cession":
      return terms.guaranteeCents;
    case "guarantee":
      return terms.guaranteeCents + share;
    case "versus":
    case "percentage":
    case "co_realisation":
    case "co_production":
      return Math.max(terms.guaranteeCents, share);
    case "rental":
    case "self_promoted":
      return 0;
  }
}
