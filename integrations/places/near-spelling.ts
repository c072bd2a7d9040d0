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

/**
 * Index of words that finds those within a few typing mistakes of a given one. A wrong, missing or
 * added first letter is forgiven as the only mistake, so that words of the same initial are compared
 * and the others are looked up by what follows their initial. Town names hold no figure.
 */
export function spellingIndex(words: string[]) {
  const known = new Set(words);
  const grouped = Map.groupBy(words, (word) => `${word[0]}${word.length}`);
  const buckets = new Map<string, Bucket>();
  for (const [key, list] of grouped)
    buckets.set(key, { words: list, masks: Int32Array.from(list, letters) });
  const byTail = Map.groupBy(words, (word) => word.slice(1));

  return (word: string): { word: string; mistakes: number }[] => {
    const limit = mistakesAllowed(word.length);
    if (limit === 0 || /\d/.test(word)) return [];
    const tail = word.slice(1);
    const otherInitial = [
      ...(byTail.get(tail) ?? []),
      ...(byTail.get(word) ?? []),
      ...(known.has(tail) ? [tail] : []),
    ];
    const found = otherInitial
      .filter((other) => other[0] !== word[0])
      .map((other) => ({ word: other, mistakes: 1 }));
    const mask = letters(word);
    for (let length = word.length - limit; length <= word.length + limit; length++) {
      const bucket = buckets.get(`${word[0]}${length}`);
      if (!bucket) continue;
      for (let index = 0; index < bucket.words.length; index++) {
        if (bits(bucket.masks[index]! ^ mask) > limit * 2) continue;
        const mistakes = editDistance(word, bucket.words[index]!, limit);
        if (mistakes <= limit) found.push({ word: bucket.words[index]!, mistakes });
      }
    }
    return found;
  };
}
