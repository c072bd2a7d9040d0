import type { Classifier } from "./classifier.ts";
import type { Features } from "./features.ts";
import type { KnownTool, Knowledge } from "./learn.ts";

export type Likeness = { known: KnownTool; likeness: number; probability: number; score: number };

/** An example left out of a comparison, to measure what the others teach. */
export type LeftOut = { tool: string; example: number; classifier?: Classifier };

/** A word that no example has still counts in the length of a request, as much as a rare one. */
const unknownRarity = 1.6;
const share = { best: 0.62, second: 0.2, average: 0.18 };
const averagedOver = 5;
const trust = { likeness: 0.3, chance: 0.1 };
const leastChance = 1e-4;

/** How likely a text is a request that no tool answers. */
export function strangeness(features: Features, knowledge: Knowledge): number {
  return knowledge.classifier.score(features)[knowledge.tools.length] ?? 0;
}

/** Tools by how near their examples are to a text, 0 to 1, nearest first. */
export function compare(features: Features, knowledge: Knowledge, except?: LeftOut): Likeness[] {
  const usual = Math.log(1 + knowledge.tools.length);
  let square = 0;
  const products = new Float64Array(knowledge.lessons.length);
  for (const [key, weight] of features) {
    const rarity = knowledge.rarity.get(key);
    const scaled = weight * (rarity ?? (key.startsWith("w:") ? Math.min(unknownRarity, usual) : 0));
    square += scaled * scaled;
    for (const { at, weight: other } of knowledge.postings.get(key) ?? [])
      products[at]! += scaled * other;
  }
  const length = Math.sqrt(square) || 1;
  const chances = (except?.classifier ?? knowledge.classifier).score(features);
  let next = 0;
  return knowledge.tools
    .map((known, at): Likeness => {
      const first = next;
      next += known.lessons.length;
      const top = nearest(known, except, products.subarray(first, next));
      const average = top.reduce((sum, one) => sum + one, 0) / averagedOver;
      const likeness =
        (share.best * top[0]! + share.second * top[1]! + share.average * average) / length;
      const probability = chances[at] ?? 0;
      return {
        known,
        likeness,
        probability,
        score:
          trust.likeness * likeness + trust.chance * Math.log(Math.max(probability, leastChance)),
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** The highest of a tool's products, highest first. */
function nearest(known: KnownTool, except: LeftOut | undefined, products: Float64Array): number[] {
  const top = Array.from({ length: averagedOver }, () => 0);
  const skipped = except?.tool === known.tool.name ? except.example : undefined;
  for (let at = 0; at < products.length; at++) {
    const product = products[at]!;
    if (product <= top[averagedOver - 1]!) continue;
    if (skipped !== undefined && known.lessons[at]!.example === skipped) continue;
    let place = averagedOver - 1;
    for (; place > 0 && top[place - 1]! < product; place--) top[place] = top[place - 1]!;
    top[place] = product;
  }
  return top;
}
