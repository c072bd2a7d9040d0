import { z } from "zod";

const check = z.union([
  /** A read of the end state: how many of the rows at `rows` have these values. */
  z.strictObject({
    read: z.string(),
    input: z.record(z.string(), z.unknown()),
    /** Name of the list in the value; empty for the value itself. */
    rows: z.string(),
    where: z.record(z.string(), z.unknown()),
    count: z.int().min(0),
  }),
  /** Facts that the last answer must tell. */
  z.strictObject({ told: z.array(z.string()) }),
  /** How many writing calls were made in all. */
  z.strictObject({ writes: z.int().min(0) }),
  /** An approval waits for this tool, and the tool did not run. */
  z.strictObject({ pending: z.string() }),
  z.strictObject({ noPending: z.literal(true) }),
  z.strictObject({ called: z.string() }),
]);
export type Check = z.infer<typeof check>;

export const evalCase = z.strictObject({
  id: z.string(),
  family: z.string(),
  locale: z.enum(["fr", "en"]),
  says: z.array(z.string()).min(1),
  expect: z.array(check).min(1),
});
export type EvalCase = z.infer<typeof evalCase>;
