import { checkClaude } from "#agent/models.ts";
import { askDatabase } from "#database/installation.ts";
import type { Database } from "#database/pool.ts";
import { providersOf } from "#integrations/check-providers.ts";
import type { Env } from "#integrations/env.ts";

export type Service = "application" | "database" | "mail" | "storage" | "assistant";
export type Reading = {
  service: Service;
  state: "up" | "slow" | "down";
  /** "local" where nothing outside is asked. */
  provider: string;
  ms: number;
};
export type Status = { at: Date; readings: Reading[] };

const patienceMs = 3_000;
const slowMs = 1_000;
const keptMs = 5_000;

/** Asks each part at once and waits three seconds at most. Says that a part failed, never why. */
export async function readStatus(database: Database, env: Env): Promise<Status> {
  const { mail, storage } = providersOf(env);
  const key = env.ANTHROPIC_API_KEY;
  const readings = await Promise.all([
    read("application", "local", async () => {}),
    read("database", "local", () => askDatabase(database)),
    read("mail", mail.name, mail.check),
    read("storage", storage.name, storage.check),
    key
      ? read("assistant", "Anthropic", () => checkClaude(key, env.ANTHROPIC_BASE_URL))
      : read("assistant", "local", async () => {}),
  ]);
  return { at: new Date(), readings };
}

async function read(
  service: Service,
  provider: string,
  check: () => Promise<void>,
): Promise<Reading> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  const answered = await Promise.race([check(), patience]).then(
    () => true,
    () => false,
  );
  clearTimeout(timer);
  const ms = Math.round(performance.now() - began);
  return { service, provider, ms, state: !answered ? "down" : ms > slowMs ? "slow" : "up" };
}

let kept: { status: Promise<Status>; until: number } | undefined;

/** The same, asked at most every five seconds however many look. */
export function currentStatus(database: Database, env: Env): Promise<Status> {
  if (!kept || kept.until < Date.now()) {
    kept = { status: readStatus(database, env), until: Date.now() + keptMs };
  }
  return kept.status;
}
