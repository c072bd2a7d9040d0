import type { Matcher } from "./grammar.ts";
import { tokenize } from "./normalize.ts";

type Node<V> = { value?: V; next: Map<string, Node<V>> };

/** Forms of a word without its marks of number and gender: « confirmées » is found under « confirmé ». */
function* forms(word: string): Generator<string> {
  yield word;
  if (word.length >= 3 && /[sx]$/.test(word)) yield word.slice(0, -1);
  if (word.length < 4) return;
  if (/es?$/.test(word)) yield word.replace(/es?$/, "");
}

/**
 * Matcher of a table of wordings, each of one or several words, in any of the languages listed.
 * The longest wording wins; plurals and feminines are read under the singular.
 */
export function phrases<V extends string | number>(
  table: readonly (readonly [V, readonly string[]])[],
): Matcher<V> {
  const root: Node<V> = { next: new Map() };
  for (const [value, wordings] of table)
    for (const wording of wordings) {
      let node = root;
      for (const token of tokenize(wording)) {
        let child = node.next.get(token.text);
        if (!child) node.next.set(token.text, (child = { next: new Map() }));
        node = child;
      }
      node.value ??= value;
    }
  const walk = (
    node: Node<V>,
    tokens: Parameters<Matcher<V>>[0],
    at: number,
  ): ReturnType<Matcher<V>> => {
    let best: ReturnType<Matcher<V>> =
      node.value === undefined ? undefined : { value: node.value, next: at };
    const token = tokens[at];
    if (!token) return best;
    for (const form of forms(token.text)) {
      const child = node.next.get(form);
      const found = child && walk(child, tokens, at + 1);
      if (found && (!best || found.next > best.next)) best = found;
    }
    return best;
  };
  return (tokens, at) => {
    const found = walk(root, tokens, at);
    return found && found.next > at ? found : undefined;
  };
}

/** Matcher of plain wordings: the value is the first wording of its group. */
export function anyOf(...wordings: string[]): Matcher<string> {
  return phrases([[wordings[0] ?? "", wordings]]);
}
