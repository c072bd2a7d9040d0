export type Difference = { kind: "same" | "added" | "removed"; line: string };

/** The lines of two texts, with what was added and what was removed, by their longest common part. */
export function compareTexts(before: string, after: string): Difference[] {
  const a = before.split("\n");
  const b = after.split("\n");
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: Difference[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const old = a[i];
    const fresh = b[j];
    if (old !== undefined && old === fresh) {
      found.push({ kind: "same", line: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ kind: "removed", line: old });
      i += 1;
    } else {
      found.push({ kind: "added", line: fresh ?? "" });
      j += 1;
    }
  }
  return found;
}

export type Passage = {
  differences: Difference[];
  /** Lines left out before it. */ skipped: number;
};

/** The differences alone, each with a line or two around it. */
export function changedPassages(differences: Difference[], around = 1): Passage[] {
  const near = differences.map((_, at) =>
    differences
      .slice(Math.max(0, at - around), at + around + 1)
      .some(({ kind }) => kind !== "same"),
  );
  const passages: Passage[] = [];
  let skipped = 0;
  for (const [at, difference] of differences.entries()) {
    if (!near[at]) skipped += 1;
    else if (near[at - 1]) passages.at(-1)?.differences.push(difference);
    else {
      passages.push({ differences: [difference], skipped });
      skipped = 0;
    }
  }
  return passages;
}
