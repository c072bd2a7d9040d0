import { z } from "zod";
import { nextTime } from "./time.ts";

const lane = z.strictObject({
  limit: z.number().int().min(1),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

/** What a function says of itself when it is registered. A feature that this engine lacks is refused. */
const config = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string(), expression: z.string().optional() }),
      z.strictObject({ cron: z.string() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().optional() }).optional() }),
  ),
  idempotency: z.string().optional(),
  rateLimit: z
    .strictObject({ limit: z.number(), period: z.string(), key: z.string().optional() })
    .optional(),
  debounce: z
    .strictObject({
      period: z.string(),
      key: z.string().optional(),
      timeout: z.string().optional(),
    })
    .optional(),
  batchEvents: z
    .strictObject({ maxSize: z.number(), timeout: z.string(), key: z.string().optional() })
    .optional(),
  concurrency: z.union([z.number(), lane, z.array(lane)]).optional(),
  cancel: z.array(z.strictObject({ event: z.string(), if: z.string().optional() })).optional(),
});

type Config = z.output<typeof config>;

export type DurableFunction = Omit<Config, "concurrency" | "steps" | "triggers"> & {
  events: { event: string; expression?: string | undefined }[];
  crons: string[];
  maxAttempts: number;
  lanes: z.output<typeof lane>[];
};

const usualRetries = 4;

/** Reads what the functions registered. Throws for what this engine does not do. */
export function readFunctions(configs: unknown): Map<string, DurableFunction> {
  const functions = new Map<string, DurableFunction>();
  for (const each of z.array(z.unknown()).parse(configs)) {
    const read = config.safeParse(each);
    if (!read.success) {
      const { id } = z.object({ id: z.string() }).parse(each);
      throw new Error(`The local engine does not run ${id}: ${z.prettifyError(read.error)}`);
    }
    const { concurrency, steps, triggers, ...rest } = read.data;
    const crons = triggers.flatMap((trigger) => ("cron" in trigger ? trigger.cron : []));
    for (const cron of crons) nextTime(cron, new Date());
    functions.set(rest.id, {
      ...rest,
      crons,
      events: triggers.flatMap((trigger) => ("event" in trigger ? trigger : [])),
      maxAttempts: (steps["step"]?.retries?.attempts ?? usualRetries) + 1,
      lanes:
        concurrency === undefined
          ? []
          : typeof concurrency === "number"
            ? [{ limit: concurrency }]
            : [concurrency].flat(),
    });
  }
  return functions;
}
