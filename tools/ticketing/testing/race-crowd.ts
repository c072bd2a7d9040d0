import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { type Actor, asActor } from "#database/as-actor.ts";
import { type Database, openDatabase } from "#database/pool.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { createDoor } from "../../core/door.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Tool } from "../../core/tool.ts";
import { holdTickets } from "../hold-tickets.ts";
import { payOrder } from "../pay-order.ts";
import { releaseHold } from "../release-hold.ts";
import { keepTold, type Told, type ToldLine } from "./check-history.ts";
import { houseActs } from "./race-house.ts";
import { buy } from "./race-buyers.ts";
import { raceNow, type Stage, type StageDate } from "./race-stage.ts";

export type Answer = { code: string } & Record<string, unknown>;
export type SoldOrder = { id: string; number: string; date: StageDate };

export type Crowd = {
  stage: Stage;
  database: Database;
  integrations: Integrations;
  /** What these people were told, kept for the checker. */
  told: Told;
  tell(line: ToldLine): void;
  /** Orders that this crowd has paid for, for the acts that follow a sale. */
  sold: SoldOrder[];
  /** What the acts came to, by `act code`. */
  counts: Record<string, number>;
  /** What no act may come to. */
  surprises: string[];
  actors: Record<"buyer" | "owner" | "job", Actor>;
  call(actor: Actor, tool: string, input: unknown, callId: string, now: Date): Promise<Outcome>;
  /** One SQL function in a transaction of its own, as the tool that it belongs to calls it. */
  ask(actor: Actor, act: string, call: RawBuilder<unknown>): Promise<Answer>;
  /** As `ask`, a statement whose column is `answer`. */
  say(actor: Actor, act: string, statement: RawBuilder<{ answer: Answer }>): Promise<Answer>;
  /** Something was thrown: a surprise, unless the server is away. */
  fault(act: string, error: unknown): Promise<undefined>;
  close(): Promise<void>;
};

const tools = new Map<string, Tool>(
  [holdTickets, payOrder, releaseHold].map((tool) => [tool.name, tool as unknown as Tool]),
);
const door = createDoor((name) => tools.get(name));

/** Constraints and conflicts that an act may run into; anything else is a fault of ours. */
const refusals = new Set(["23514", "23505", "KC409"]);

/** What a call comes to while the server is away. */
const away = /^(08|57P0)|ECONN|EPIPE|terminated|connection error|^unavailable/;
const pauseMs = 20;

export type CrowdOptions = {
  connections: number;
  /** Told of each answer at once, for whoever outlives this process. */
  onTold?: (line: ToldLine) => void;
  /** A server that is away is waited for. */
  outlives?: boolean;
};

export function openCrowd(stage: Stage, options: CrowdOptions): Crowd {
  const { connections, onTold, outlives = false } = options;
  const database = openDatabase(stage.url, connections);
  const integrations = openIntegrations(
    readEnv({ KONCERT_SECRET: "a secret of thirty-two characters or more" }),
  );
  const { organizationId, userId } = stage;
  const count = (act: string, code: string) => {
    crowd.counts[`${act} ${code}`] = (crowd.counts[`${act} ${code}`] ?? 0) + 1;
  };
  /** Whether a fault is the server's absence, which this crowd expects. */
  const isAway = async (fault: string) => {
    if (!outlives || !away.test(fault)) return false;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return true;
  };
  const crowd: Crowd = {
    stage,
    database,
    integrations,
    told: { held: [], paid: [], refunded: [] },
    tell(line) {
      keepTold(crowd.told, line);
      onTold?.(line);
    },
    sold: [],
    counts: {},
    surprises: [],
    actors: {
      buyer: { kind: "buyer", organizationId, via: "sale" },
      owner: { kind: "member", organizationId, userId, via: "web" },
      job: { kind: "job", organizationId, name: "race", via: "job" },
    },
    async call(actor, tool, input, callId, now) {
      const context = { database, integrations, actor, locale: "fr" as const, now, callId };
      const outcome = await door(context, tool, input);
      const code = "error" in outcome ? outcome.error.code : "ok";
      count(tool, code);
      const isFault = code === "internal" || code === "unavailable";
      if (isFault && !(await isAway(code))) {
        crowd.surprises.push(`${tool}: ${JSON.stringify(outcome)}`);
      }
      return outcome;
    },
    ask: (actor, act, call) => crowd.say(actor, act, sql`select ${call} as answer`),
    async say(actor, act, statement) {
      try {
        const answer = await asActor(database, actor, async (tx) => {
          const { rows } = await statement.execute(tx);
          return rows[0]?.answer ?? { code: "nothing" };
        });
        count(act, answer.code ?? "ok");
        return answer;
      } catch (error) {
        const { code = "lost" } = error as { code?: string };
        if (!refusals.has(code)) await crowd.fault(act, error);
        count(act, code);
        return { code };
      }
    },
    async fault(act, error) {
      const { code = "", message, where } = error as Error & { code?: string; where?: string };
      if (await isAway(`${code} ${message}`)) return undefined;
      crowd.surprises.push(`${act}: ${code} ${message} ${where ?? ""}`);
      return undefined;
    },
    close: () => database.close(),
  };
  return crowd;
}

export type Random = {
  /** From 0 to below 1. */
  next(): number;
  below(n: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  chance(part: number): boolean;
  shuffle<T>(list: readonly T[]): T[];
  /** A call id that the same seed gives again. */
  key(name: string): string;
};

/** The same numbers for the same seed. */
export function seeded(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)],
    chance: (part) => next() < part,
    shuffle: (list) =>
      list
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
    key: (name) =>
      createHash("sha256")
        .update(`${seed} ${name}`)
        .digest("hex")
        .slice(0, 32)
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  };
}

export type RaceOptions = {
  seed: string;
  /** Which people of the seed come: the same ones do the same again. */
  from?: number;
  people: number;
  /** People at the same time. */
  atOnce: number;
  /** The part of acts that are the house's rather than a buyer's. */
  house?: number;
};

/** Makes orders that others have paid known to these people, for the acts that follow a sale. */
export async function recallSold(crowd: Crowd): Promise<void> {
  const { orders } = await crowd.ask(
    crowd.actors.owner,
    "look",
    sql`(select jsonb_build_object('code', 'ok', 'orders', jsonb_agg(o)) from
      (select id, number, performance_id from orders where paid_at is not null order by created_at desc limit 200) o)`,
  );
  for (const { id, number, performance_id } of (orders ?? []) as Record<string, string>[]) {
    const date = crowd.stage.dates.find((one) => one.id === performance_id);
    if (id && number && date) crowd.sold.push({ id, number, date });
  }
}

/** On the clock of the race two seconds pass from one person to the next. */
const stepMs = 2_000;

/** Lets people come, so many at once, until all have come. */
export async function runRace(crowd: Crowd, options: RaceOptions): Promise<void> {
  const { seed, from = 0, people, atOnce, house = 0.25 } = options;
  let next = from;
  const lane = async () => {
    while (next < from + people) {
      const index = next++;
      const random = seeded(`${seed} ${index}`);
      const now = new Date(raceNow.getTime() + index * stepMs);
      if (random.chance(house)) await (random.pick(houseActs) ?? buy)(crowd, random, now);
      else await buy(crowd, random, now);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
