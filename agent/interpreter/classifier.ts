import type { Features } from "./features.ts";
import { finish, type Steps } from "./steps.ts";

/** A text and the class that it belongs to; `parts` are what the class shares with others. */
export type Sample = { features: Features; label: number; weight: number };

/** What is believed before any example: this feature speaks for this part. */
export type Belief = { feature: string; part: number; weight: number };

export type Classifier = {
  /** Probability of each class, in the order of the classes. */
  score(features: Features): Float64Array;
};

const rounds = 6;
const pace = 0.35;
const shrink = 0.0002;
const mostRivals = 8;
const negligible = 0.002;
const samplesAStep = 4;

/**
 * Softmax regression whose classes share parts: the weights of `list` are learnt from every tool
 * that lists, so a verb taught by one tool is understood for the others. `partsOf[c]` names the
 * parts of class c. Deterministic.
 */
export function* training(
  samples: readonly Sample[],
  partsOf: readonly (readonly number[])[],
  beliefs: readonly Belief[] = [],
): Steps<Classifier> {
  const ids = new Map<string, number>();
  const rows = samples.map((sample) => {
    const row = {
      keys: new Int32Array(sample.features.size),
      values: new Float64Array(sample.features.size),
    };
    let at = 0;
    for (const [key, value] of sample.features) {
      let id = ids.get(key);
      if (id === undefined) ids.set(key, (id = ids.size));
      row.keys[at] = id;
      row.values[at++] = value;
    }
    return normalized(row);
  });
  const parts = 1 + Math.max(...partsOf.flat());
  const weights = new Float32Array(ids.size * parts);
  for (const { feature, part, weight } of beliefs) {
    const id = ids.get(feature);
    if (id !== undefined) weights[id * parts + part] = weight;
  }
  const gains = new Float32Array(ids.size * parts);
  const bias = new Float64Array(partsOf.length);
  const scratch = new Float64Array(parts);
  const step = new Float64Array(parts);
  for (let round = 0; round < rounds; round++) {
    for (const at of order(samples.length, round)) {
      if (at % samplesAStep === 0) yield;
      const { label, weight } = samples[at]!;
      const row = rows[at]!;
      const share = probabilities(row, weights, parts, partsOf, bias, scratch);
      step.fill(0);
      const touched: number[] = [];
      for (const c of rivals(share, label)) {
        const error = (c === label ? 1 : 0) - share[c]!;
        if (Math.abs(error) < negligible) continue;
        bias[c]! += 0.02 * error * weight;
        for (const part of partsOf[c]!) {
          if (step[part] === 0) touched.push(part);
          step[part]! += error * weight;
        }
      }
      for (let k = 0; k < row.keys.length; k++) {
        const base = row.keys[k]! * parts;
        const value = row.values[k]!;
        for (const part of touched) {
          const slope = step[part]! * value - shrink * weights[base + part]!;
          if (slope === 0) continue;
          gains[base + part]! += slope * slope;
          weights[base + part]! += (pace * slope) / Math.sqrt(1e-3 + gains[base + part]!);
        }
      }
    }
  }
  return {
    score(features) {
      const keys: number[] = [];
      const values: number[] = [];
      let square = 0;
      for (const [key, value] of features) {
        square += value * value;
        const id = ids.get(key);
        if (id === undefined) continue;
        keys.push(id);
        values.push(value);
      }
      const length = Math.sqrt(square) || 1;
      const row = {
        keys: Int32Array.from(keys),
        values: Float64Array.from(values, (value) => value / length),
      };
      return probabilities(row, weights, parts, partsOf, bias, new Float64Array(parts));
    },
  };
}

/** As `training`, at once. */
export const train = (...asked: Parameters<typeof training>): Classifier =>
  finish(training(...asked));

type Row = { keys: Int32Array; values: Float64Array };

function normalized(row: Row): Row {
  let square = 0;
  for (const value of row.values) square += value * value;
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < row.values.length; at++) row.values[at]! /= length;
  return row;
}

function probabilities(
  row: Row,
  weights: Float32Array,
  parts: number,
  partsOf: readonly (readonly number[])[],
  bias: Float64Array,
  scratch: Float64Array,
): Float64Array {
  scratch.fill(0);
  for (let k = 0; k < row.keys.length; k++) {
    const base = row.keys[k]! * parts;
    const value = row.values[k]!;
    for (let part = 0; part < parts; part++) scratch[part]! += value * weights[base + part]!;
  }
  const share = new Float64Array(partsOf.length);
  let most = -Infinity;
  for (let c = 0; c < share.length; c++) {
    let sum = bias[c]!;
    for (const part of partsOf[c]!) sum += scratch[part]!;
    share[c] = sum;
    if (sum > most) most = sum;
  }
  let total = 0;
  for (let c = 0; c < share.length; c++) total += share[c] = Math.exp(share[c]! - most);
  for (let c = 0; c < share.length; c++) share[c]! /= total;
  return share;
}

/** The right class and the likeliest wrong ones: the others have nothing to learn from this sample. */
function rivals(share: Float64Array, label: number): number[] {
  const found = [label];
  let floor = 0;
  for (let c = 0; c < share.length; c++) {
    if (c === label || share[c]! <= floor) continue;
    found.push(c);
    if (found.length > mostRivals + 1) {
      let least = 1;
      for (let at = 2; at < found.length; at++)
        if (share[found[at]!]! < share[found[least]!]!) least = at;
      found.splice(least, 1);
      floor = Math.min(...found.slice(1).map((one) => share[one]!));
    }
  }
  return found;
}

/** The samples in an order that changes with the round and is the same each time. */
function order(count: number, round: number): number[] {
  const list = Array.from({ length: count }, (_, at) => at);
  let seed = 7 + round * 7919;
  for (let at = count - 1; at > 0; at--) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const other = seed % (at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}
