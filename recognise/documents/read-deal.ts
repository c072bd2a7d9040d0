import { normalize } from "../normalize.ts";
import type { Span } from "../span.ts";
import { labelled, type Line, type Source, sourceOf } from "./lines.ts";
import { type DealKind, dealWords, moneyCues, shares } from "./words.ts";

export type ReadDeal = Source & {
  kind: DealKind;
  /** Before VAT. */
  guaranteeCents?: number;
  percentageBp?: number;
  depositCents?: number;
  currency: string;
  /** The paper gives its price with VAT alone, so none was taken. */
  taxIncluded?: true;
};

type Amount = {
  cents: number;
  currency: string;
  tax?: "excluded" | "included";
  line: Line;
  sure: number;
};

/** The terms that a paper states: price or guarantee, share, deposit. Nothing where it states none. */
export function readDeal(
  lines: readonly Line[],
  spansOf: (line: Line) => Span[],
): ReadDeal | undefined {
  const fees: Amount[] = [];
  const deposits: (Amount | { share: number; line: Line })[] = [];
  let share: { basisPoints: number; line: Line } | undefined;
  for (const line of lines) {
    const label = labelled(lines, line)?.label;
    for (const span of spansOf(line)) {
      if (span.start >= line.text.length) continue;
      if (span.type === "money") {
        const cue =
          cueBefore(line, span.start) ??
          (label === "fee" || label === "deposit" ? label : undefined);
        const amount = { ...span.value, line, sure: label === cue ? 0.9 : 0.75 };
        if (cue === "fee") fees.push(amount);
        if (cue === "deposit") deposits.push(amount);
      } else if (span.type === "percent") {
        const cue = cueBefore(line, span.start);
        const after = normalize(line.whole.slice(span.end, span.end + 60)).text;
        if (cue === "deposit") deposits.push({ share: span.value.basisPoints, line });
        else if (cue !== "other" && shares.test(after.split(/[.;]/)[0] ?? ""))
          share ??= { basisPoints: span.value.basisPoints, line };
      }
    }
  }
  const fee =
    fees.find((one) => one.tax === "excluded") ??
    fees.find((one) => one.tax !== "included") ??
    fees[0];
  const main = fee?.line ?? share?.line;
  if (!main) return undefined;
  const whole = lines.map((line) => line.plain).join("\n");
  const [deposit] = deposits;
  const taxed = fee?.tax === "included";
  const guaranteeCents = fee && !taxed ? fee.cents : undefined;
  const depositCents =
    deposit && "cents" in deposit
      ? deposit.tax === "included" || deposit.currency !== fee?.currency
        ? undefined
        : deposit.cents
      : deposit && guaranteeCents !== undefined
        ? Math.round((guaranteeCents * deposit.share) / 10_000)
        : undefined;
  const rivals = new Set(fees.filter((one) => one.tax !== "included").map((one) => one.cents)).size;
  return {
    ...sourceOf(main, rivals > 1 ? 0.4 : (fee?.sure ?? 0.7)),
    kind: kindOf(whole, fee !== undefined, share !== undefined),
    currency: fee?.currency ?? "EUR",
    ...(guaranteeCents === undefined ? {} : { guaranteeCents }),
    ...(share ? { percentageBp: share.basisPoints } : {}),
    ...(depositCents === undefined ? {} : { depositCents }),
    ...(taxed ? { taxIncluded: true as const } : {}),
  };
}

function kindOf(text: string, hasFee: boolean, hasShare: boolean): DealKind {
  if (hasFee && hasShare) {
    const named = dealWords.find(([kind, words]) => kind !== "cession" && words.test(text));
    return named?.[0] ?? "versus";
  }
  if (hasShare) return /\bco-?realisation\b/.test(text) ? "co_realisation" : "percentage";
  return dealWords.find(([kind, words]) => kind !== "versus" && words.test(text))?.[0] ?? "cession";
}

/** The word for money that stands last before an amount, in its sentence. */
function cueBefore(line: Line, end: number): "fee" | "deposit" | "other" | undefined {
  const before =
    normalize(line.whole.slice(0, end))
      .text.split(/[.;]\s/)
      .at(-1) ?? "";
  let last = -1;
  let found: "fee" | "deposit" | "other" | undefined;
  for (const [cue, words] of moneyCues)
    for (const match of before.matchAll(words))
      if (match.index > last) {
        last = match.index;
        found = cue;
      }
  return found;
}
