import { normalize, tokenize, trigramSimilarity } from "#recognise/index.ts";
import type { InterpreterOptions } from "./options.ts";
import type { KnownName } from "./read-text.ts";

type Hit = { kind: string; id: string; label: string; matched: string | null; score: number };

const common = new Set(
  "le la les l de du des d et au aux salle theatre palais centre zenith opera espace festival tour tournee the hall of and live show".split(
    " ",
  ),
);
const near = 0.62;
const longestWords = 6;
const mostRead = 1_500;

/** The rows named in a text, with where they stand in it. Asks the database once. */
export async function knownNames(
  text: string,
  call: InterpreterOptions["call"],
): Promise<KnownName[]> {
  const asked = text.slice(0, mostRead).trim();
  if (!/\p{L}{2}/u.test(asked)) return [];
  const outcome = await call("find_names_in_text", { text: asked });
  if (!outcome.ok) return [];
  const { hits } = outcome.value as { hits: Hit[] };
  return placeNames(asked, hits);
}

/** Finds where each name stands: the run of words most like it; weak likenesses are left out. */
export function placeNames(text: string, hits: readonly Hit[]): KnownName[] {
  const tokens = tokenize(text).filter((token) => token.kind !== "sign");
  const found: KnownName[] = [];
  for (const hit of hits) {
    const label = plain(hit.label);
    const wanted = label.split(" ");
    let best: KnownName | undefined;
    for (let at = 0; at < tokens.length; at++) {
      for (
        let size = 1;
        size <= Math.min(longestWords, wanted.length + 1, tokens.length - at);
        size++
      ) {
        const run = tokens.slice(at, at + size);
        const said = run.map((token) => token.text).join(" ");
        const score = likeness(said, label, wanted);
        if (score < near || (best && score <= best.score)) continue;
        best = {
          start: run[0]!.start,
          end: run.at(-1)!.end,
          kind: hit.kind,
          id: hit.id,
          label: hit.label,
          score,
        };
      }
    }
    if (best) found.push(best);
  }
  return withoutRivals(found);
}

const plain = (text: string) =>
  normalize(text)
    .text.replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function likeness(said: string, label: string, wanted: readonly string[]): number {
  if (said === label) return 1;
  const words = said.split(" ");
  if (common.has(words[0]!) && words.length === 1) return 0;
  const within = words.every((word) => wanted.includes(word));
  const telling = words.filter((word) => !common.has(word) && word.length >= 3);
  if (within && telling.length > 0) {
    const all = wanted.filter((word) => !common.has(word)).length || 1;
    return 0.7 + 0.28 * Math.min(1, telling.length / all);
  }
  return said.length >= 5 ? trigramSimilarity(said, label) : 0;
}

const alike = 0.12;

/** On the same words the surer name stands; rows of other kinds that are called the same go with it. */
export function withoutRivals(hits: readonly KnownName[]): KnownName[] {
  const order = (a: KnownName, b: KnownName) =>
    b.score - a.score || b.end - b.start - (a.end - a.start);
  const kept: KnownName[] = [];
  for (const hit of [...hits].sort(order)) {
    const rival = kept.find((one) => one.start < hit.end && hit.start < one.end);
    if (!rival) kept.push({ ...hit });
    else if (
      rival.kind !== hit.kind &&
      rival.score - hit.score <= alike &&
      !rival.others?.some((one) => one.kind === hit.kind)
    ) {
      rival.others = [...(rival.others ?? []), { kind: hit.kind, id: hit.id, label: hit.label }];
    }
  }
  return kept;
}
