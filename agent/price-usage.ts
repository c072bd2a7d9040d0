import prices from "./prices.json" with { type: "json" };

/** Tokens of one request to a model. `input` counts neither cached nor written tokens. */
export type Usage = { input: number; cacheRead: number; cacheWrite: number; output: number };

export const noUsage: Usage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 };

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
  };
}

type Price = Omit<Usage, never>;
type Priced = Price & { above?: Price & { tokens: number } };

/**
 * What one request costs, in millionths of a cent. Prices are dollars per million tokens, counted one
 * for one in the organization's currency; cache writes are those of the one-hour cache; a model that
 * the table lacks is counted at the highest price, so that a budget never lets through more than it says.
 */
export function priceUsage(model: string, usage: Usage): number {
  const listed: Priced = (prices.models as Record<string, Priced>)[model] ?? prices.unknown;
  const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
  const price = listed.above && prompt > listed.above.tokens ? listed.above : listed;
  const microcentsPerDollarPerMillion = 100;
  return Math.round(
    microcentsPerDollarPerMillion *
      (usage.input * price.input +
        usage.cacheRead * price.cacheRead +
        usage.cacheWrite * price.cacheWrite +
        usage.output * price.output),
  );
}
