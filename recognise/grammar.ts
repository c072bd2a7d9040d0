import type { Token } from "./normalize.ts";

export type Tokens = readonly Token[];
export type Matched<V> = { value: V; next: number };
/** Reads a value at a token, or nothing. */
export type Matcher<V> = (tokens: Tokens, at: number) => Matched<V> | undefined;

type ValueOf<M> = M extends Matcher<infer V> ? V : never;
type ValuesOf<M extends readonly Matcher<unknown>[]> = { [K in keyof M]: ValueOf<M[K]> };

/** One of these words or signs, as written after normalization. */
export function word(...texts: string[]): Matcher<string> {
  const set = new Set(texts);
  return (tokens, at) => {
    const token = tokens[at];
    return token && set.has(token.text) ? { value: token.text, next: at + 1 } : undefined;
  };
}

/** The same, with nothing between it and the token before. */
export function glued(...texts: string[]): Matcher<string> {
  const inner = word(...texts);
  return (tokens, at) => (tokens[at]?.glued ? inner(tokens, at) : undefined);
}

/** A run of digits within bounds; `digits` gives the lengths allowed. */
export function digits(least: number, most: number, lengths?: readonly number[]): Matcher<number> {
  return (tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== "number" || (lengths && !lengths.includes(token.text.length)))
      return undefined;
    const value = Number(token.text);
    return value >= least && value <= most ? { value, next: at + 1 } : undefined;
  };
}

/** All of them, one after the other. */
export function sequence<const M extends readonly Matcher<unknown>[]>(
  ...matchers: M
): Matcher<ValuesOf<M>> {
  return (tokens, at) => {
    const values: unknown[] = [];
    let next = at;
    for (const matcher of matchers) {
      const found = matcher(tokens, next);
      if (!found) return undefined;
      values.push(found.value);
      next = found.next;
    }
    return { value: values as ValuesOf<M>, next };
  };
}

/** The alternative that reads furthest; the first of equals. */
export function longest<V>(...matchers: Matcher<V>[]): Matcher<V> {
  return (tokens, at) => {
    let best: Matched<V> | undefined;
    for (const matcher of matchers) {
      const found = matcher(tokens, at);
      if (found && (!best || found.next > best.next)) best = found;
    }
    return best;
  };
}

export function optional<V>(matcher: Matcher<V>): Matcher<V | undefined> {
  return (tokens, at) => matcher(tokens, at) ?? { value: undefined, next: at };
}

/** Changes the value; undefined refuses the match. */
export function map<A, B>(
  matcher: Matcher<A>,
  change: (value: A, tokens: Tokens, at: number, next: number) => B | undefined,
): Matcher<B> {
  return (tokens, at) => {
    const found = matcher(tokens, at);
    if (!found) return undefined;
    const value = change(found.value, tokens, at, found.next);
    return value === undefined ? undefined : { value, next: found.next };
  };
}

/** Matches when what follows does not. */
export function unlessBefore<V>(matcher: Matcher<V>, follower: Matcher<unknown>): Matcher<V> {
  return (tokens, at) => {
    const found = matcher(tokens, at);
    return found && !follower(tokens, found.next) ? found : undefined;
  };
}
