/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours), or `limit + 1`
 * as soon as it is certain to pass the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** One bit per letter: words that differ in many letters are set aside without comparing them. */
function letters(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index) - 97;
    if (code >= 0 && code < 26) mask |= 1 << code;
  }
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Mistakes allowed in a word of that length: none under 4 letters, one under 7, two beyond. */
export const mistakesAllowed = (length: number) => (length < 4 ? 0 : length < 7 ? 1 : 2);

type Bucket = { words: string[]; masks: Int32Array };

/** Index of words that finds those within a few typing mistakes of a given one. */
export function spellingIndex(words: string[]) {
  const byLength = new Map<number, string[]>();
  for (const word of words) {
    const bucket = byLength.get(word.length);
    if (bucket) bucket.push(word);
    else byLength.set(word.length, [word]);
  }
  const buckets = new Map<number, Bucket>();
  for (const [length, list] of byLength)
    buckets.set(length, { words: list, masks: Int32Array.from(list, letters) });

  return (word: string): { word: string; mistakes: number }[] => {
    const limit = mistakesAllowed(word.length);
    if (limit === 0) return [];
    const mask = letters(word);
    const found: { word: string; mistakes: number }[] = [];
    for (let length = word.length - limit; length <= word.length + limit; length++) {
      const bucket = buckets.get(length);
      if (!bucket) continue;
      for (let index = 0; index < bucket.words.length; index++) {
        if (bits(bucket.masks[index]! ^ mask) > limit * 2) continue;
        const candidate = bucket.words[index]!;
        const mistakes = editDistance(word, candidate, limit);
        if (mistakes > limit || (mistakes === 2 && candidate[0] !== word[0])) continue;
        found.push({ word: candidate, mistakes });
      }
    }
    return found;
  };
}
