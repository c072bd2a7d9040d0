import data from "./box-office-rules.json" with { type: "json" };

/** A date that took place: its tickets by how many days before it they were sold. */
export type PastDate = { id: string; artistId: string; sales: { before: number; sold: number }[] };

export type Target = {
  artistId: string;
  daysBefore: number;
  sold: number;
  capacity: number | null;
};

export const silences = ["over", "too_few_sold", "too_few_dates", "too_early"] as const;
export type Silence = (typeof silences)[number];

export type Forecast = {
  expected: number;
  low: number;
  high: number;
  /** Median of what the method missed by, each past date foretold from the others. */
  errorBp: number;
  /** Past dates it rests on, of this artist or of all. */
  dates: number;
  scope: "artist" | "organization";
  /** Median share of the final sales that these dates had sold this many days before. */
  shareBp: number;
};

const rules = data.forecast;

/**
 * Final sales of a date from what is sold so far: the organization's own past dates say which share
 * is usually sold this many days before, and the sales are divided by its median. Its error is
 * measured on the same dates at the same distance, each foretold from the others alone
 * (leave-one-out); the interval is where their real finals fell. Says nothing where too few dates
 * or sales speak.
 */
export function forecastSales(past: PastDate[], target: Target): Forecast | Silence {
  if (target.daysBefore < 0) return "over";
  if (target.sold < rules.leastSold) return "too_few_sold";
  const curves = past
    .map((date) => ({ artistId: date.artistId, ...atDistance(date, target.daysBefore) }))
    .filter(({ final }) => final >= rules.leastFinal);
  const ofArtist = curves.filter(({ artistId }) => artistId === target.artistId);
  const enough = ofArtist.length >= rules.leastDates;
  const chosen = enough ? ofArtist : curves;
  if (chosen.length < rules.leastDates) return "too_few_dates";
  const share = median(chosen.map((curve) => curve.share));
  if (share * 10_000 < rules.leastShareBp) return "too_early";

  const tested = chosen.map((curve, at) => {
    const others = median(chosen.filter((_, other) => other !== at).map((one) => one.share));
    return curve.final / (curve.soldThen / others);
  });
  const ratios = tested.filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  if (ratios.length < rules.leastDates) return "too_early";
  const margin = (1 - rules.coverageBp / 10_000) / 2;
  const [low, high] = [quantile(ratios, margin), quantile(ratios, 1 - margin)];
  const raw = target.sold / share;
  const settle = (value: number) =>
    Math.round(Math.max(target.sold, Math.min(value, target.capacity ?? Number.POSITIVE_INFINITY)));
  return {
    expected: settle(raw),
    low: settle(raw * low),
    high: settle(raw * high),
    errorBp: Math.round(median(ratios.map((ratio) => Math.abs(1 / ratio - 1))) * 10_000),
    dates: chosen.length,
    scope: enough ? "artist" : "organization",
    shareBp: Math.round(share * 10_000),
  };
}

function atDistance({ sales }: PastDate, daysBefore: number) {
  const final = sales.reduce((sum, { sold }) => sum + sold, 0);
  const soldThen = sales.reduce(
    (sum, { before, sold }) => (before >= daysBefore ? sum + sold : sum),
    0,
  );
  return { final, soldThen, share: final > 0 ? soldThen / final : 0 };
}

const median = (values: number[]) => quantile(values, 0.5);

/** The value below which a share of the others lies, between neighbours in proportion. */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
