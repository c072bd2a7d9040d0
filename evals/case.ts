import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const check = z.union([
  /** What a read of the end state gives: a value, a list of values, or a list of rows. */
  z.strictObject({
    sql: z.string(),
    equals: z.union([scalar, z.array(scalar), z.array(z.array(scalar))]),
    /** After which message it must hold, the first being 1; the last without it. */
    after: z.int().min(1).optional(),
  }),
  /** Values that stand in the results of the calls made for the last message; under this key when given. */
  z.strictObject({
    facts: z.array(z.union([z.string(), z.number()])).min(1),
    key: z.string().optional(),
  }),
  /** The tool that went through, or one of those that do: for requests that leave the database as it was. */
  z.strictObject({ called: z.union([z.string(), z.array(z.string())]) }),
]);
export type Check = z.infer<typeof check>;

export const families = [
  "plan",
  "change",
  "find",
  "ticketing",
  "money",
  "contacts",
  "documents",
  "several steps",
  "refusals",
] as const;

const locale = z.enum(["fr", "en"]);

export const evalCase = z.strictObject({
  id: z.string(),
  family: z.enum(families),
  locale,
  says: z.array(z.string()).min(1),
  /** Other words for the same request, message for message; in the case's language without one. */
  also: z
    .array(z.strictObject({ locale: locale.optional(), says: z.array(z.string()).min(1) }))
    .default([]),
  /** Tables in which rows may change. Every other table must stay as it was: all of them by default. */
  touches: z.array(z.string()).default([]),
  /** The tool that must wait for an approval at the end, or those of which one must; none may wait without it. */
  approval: z.union([z.string(), z.array(z.string())]).optional(),
  /** Nothing to check but that nothing changed. */
  unchanged: z.literal(true).optional(),
  expect: z.array(check).default([]),
});
export type EvalCase = z.infer<typeof evalCase>;

/** A case said in one way; `phrasing` counts them from 1. */
export type Phrasing = Omit<EvalCase, "also"> & { phrasing: number };

/** A case in each of its wordings, the first as it was found in the wild. */
export const phrasingsOf = ({ also, ...one }: EvalCase): Phrasing[] =>
  [{ says: one.says }, ...also].map((way, at) => ({ ...one, ...way, phrasing: at + 1 }));

const folder = path.join(import.meta.dirname, "cases");

/** Every case, by file; an id names one case alone. */
export function readCases(): EvalCase[] {
  const cases = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .flatMap((file) =>
      evalCase.array().parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    );
  const ids = new Set<string>();
  for (const { id, says, also, expect, unchanged, approval } of cases) {
    if (ids.has(id)) throw new Error(`Two cases are named ${id}`);
    if (also.some((way) => way.says.length !== says.length))
      throw new Error(`${id} is said in another number of messages`);
    if (expect.length === 0 && !unchanged && !approval) throw new Error(`${id} expects nothing`);
    ids.add(id);
  }
  return cases;
}
