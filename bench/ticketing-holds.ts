import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { type Actor, actOnce } from "#database/as-actor.ts";
import { type Database, openDatabase } from "#database/pool.ts";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import { checkHistory, type Read } from "#tools/ticketing/testing/check-history.ts";
import { openReading, setStage, type Stage } from "#tools/ticketing/testing/race-stage.ts";
import { startRush } from "#web/sale/testing/start-rush.ts";
import { hotSchema, openHotRow } from "./hot-row.ts";
import { httpLoad, type Load } from "./http-load.ts";
import { report } from "./measure.ts";
import { inRounds, percentile } from "./rounds.ts";

const lanes = 2;
const perStatement = 200;
const connections = 64;
const roundSeconds = 1;

type Sale = {
  stage: Stage;
  read: Read;
  /** Holds a second, by so many statements at once, for so long. */
  hold(seconds: number): Promise<number>;
  close(): Promise<void>;
};

/** Holds under row-level security against the one hot row, in statements and over HTTP. */
export async function benchHolds(): Promise<void> {
  const limits = await createTestDatabase("server", { fsync: true });
  const admin = await openReading(limits.adminUrl);
  await admin.read(hotSchema);
  const limit = openHotRow(limits.adminUrl);
  const warm = await openSale();
  await warm.hold(2);
  await warm.read("vacuum analyze");
  const app = await startRush(warm.stage.url);

  const measured = await inRounds(
    () => limit.hot(roundSeconds),
    async (hot) => {
      const cold = await openSale();
      const coldHolds = await cold.hold(roundSeconds);
      await proveHistory(cold.read);
      await cold.close();
      const bulk = await limit.bulk(roundSeconds);
      const holds = await warm.hold(roundSeconds);
      const http = await overHttp(app.url, warm.stage, connections, roundSeconds);
      return {
        hot,
        bulk,
        holds,
        cold: coldHolds,
        http: http.perSecond,
        p99: percentile(http.latenciesMs, 0.99),
      };
    },
  );
  await proveHistory(warm.read);
  const { figures, ratio } = measured;
  const rounds = { rounds: measured.counted, "void rounds": measured.void };
  atLeast(
    "holds with row-level security / hot row",
    ratio((r) => r.holds / r.hot),
    6,
    {
      "holds/s": figures.holds,
      "hot row/s": figures.hot,
      ...rounds,
    },
  );
  atLeast(
    "holds with row-level security / hot row in bulk",
    ratio((r) => r.holds / r.bulk),
    0.25,
    {
      "holds/s": figures.holds,
      "bulk/s": figures.bulk,
    },
  );
  atLeast(
    "holds from cold tables / warm",
    ratio((r) => r.cold / r.holds),
    0.9,
    {
      "cold/s": figures.cold,
      "warm/s": figures.holds,
    },
  );
  atLeast(
    `POST hold at ${connections} connections / hot row`,
    ratio((r) => r.http / r.hot),
    4.5,
    {
      "requests/s": figures.http,
    },
  );
  atLeast(
    "POST hold / holds in SQL alone",
    ratio((r) => r.http / r.holds),
    0.7,
    {
      "requests/s": figures.http,
      "SQL/s": figures.holds,
    },
  );
  below("POST hold p99, ms", figures.p99, 50, {});
  await benchRush();
  await app.close();
  await warm.close();
  await benchSlowFlush(admin.read, () => limit.hot(roundSeconds));
  limit.close();
  await admin.close();
  await closeAll();
}

/** Five thousand buyers at once for twenty thousand tickets, each for as many as there are. */
async function benchRush(): Promise<void> {
  const buyers = 5_000;
  const sale = await openSale(20_000);
  const app = await startRush(sale.stage.url);
  // The first requests of a process run on code that is not compiled yet: they hold, and give back.
  await overHttp(app.url, sale.stage, connections, 1);
  await sale.read("update orders set hold_expires_at = created_at");
  await sale.read("select koncert.end_holds()");
  let asked = 0;
  const load = await httpLoad(app.url, "/api/sale/hold", 500, () =>
    asked++ < buyers ? holdBody(sale.stage, 4) : undefined,
  );
  await proveHistory(sale.read);
  const [held] = await sale.read("select sum(held)::int as places from ticket_types");
  if (held?.["places"] !== 20_000 || load.answered !== buyers) {
    throw new Error(`${load.answered} buyers were served with ${String(held?.["places"])} places`);
  }
  below("5,000 buyers for 20,000 tickets, seconds until all are served", load.seconds, 1.5, {
    "requests/s": load.perSecond,
    connections: 500,
  });
  below("5,000 buyers for 20,000 tickets, p99 in ms", percentile(load.latenciesMs, 0.99), 300, {
    "median ms": percentile(load.latenciesMs, 0.5),
  });
  await app.close();
  await sale.close();
}

/** On a disk whose flush takes a millisecond more, which PostgreSQL imitates before each one. */
async function benchSlowFlush(read: Read, hot: () => Promise<number>): Promise<void> {
  await read("alter system set commit_delay = 1000");
  await read("alter system set commit_siblings = 0");
  await read("select pg_reload_conf()");
  const sale = await openSale();
  await sale.hold(1);
  const { figures, ratio } = await inRounds(hot, async (limit) => ({
    hot: limit,
    holds: await sale.hold(roundSeconds),
  }));
  await proveHistory(sale.read);
  await sale.close();
  atLeast(
    "holds / hot row where a flush takes a millisecond",
    ratio((r) => r.holds / r.hot),
    20,
    {
      "holds/s": figures.holds,
      "hot row/s": figures.hot,
    },
  );
}

/** The same code on the database of the local stack: figures to read, and the same proof. */
export async function benchEmbeddedHolds(): Promise<void> {
  const sale = await openSale(undefined, "embedded");
  await sale.hold(1);
  const holds = await sale.hold(3);
  await proveHistory(sale.read);
  console.log(`embedded holds/s: ${Math.round(holds)} in ${lanes} lanes of ${perStatement}`);
  await sale.close();
  await closeAll();
}

export async function openSale(
  capacity: number | null = null,
  kind: "server" | "embedded" = "server",
): Promise<Sale> {
  const made = await createTestDatabase(kind, { fsync: true });
  const stage = await setStage(made, [{ capacity, quotas: [null, null, null] }]);
  const { read, close } = await openReading(made.adminUrl);
  const database = openDatabase(made.url, lanes);
  const buyer: Actor = { kind: "buyer", organizationId: stage.organizationId, via: "sale" };
  // What may be cold is the tables: a server opens its connections once.
  const greet = () => actOnce(database, buyer, sql`select`);
  await Promise.all(Array.from({ length: lanes }, greet));
  return {
    stage,
    read,
    async hold(seconds) {
      const until = performance.now() + seconds * 1_000;
      const started = performance.now();
      let held = 0;
      const lane = async () => {
        while (performance.now() < until) held += await holdTogether(database, buyer, stage);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return (held * 1_000) / (performance.now() - started);
    },
    async close() {
      await close();
      await database.close();
      // The last database of a process takes its server with it: the limits stay open until the end.
      await made.close();
    },
  };
}

/** One statement as the lane of the app sends it, with its log of calls. */
async function holdTogether(database: Database, buyer: Actor, stage: Stage): Promise<number> {
  const [date] = stage.dates;
  const requests = Array.from({ length: perStatement }, (_, n) => {
    const items = [{ ticket_type_id: date?.types[n % 3], quantity: 1 }];
    const input = { slug: date?.slug, items };
    const call = { tool: "ticketing_hold_tickets", input, input_hash: "bench" };
    return { key: randomUUID(), items, locale: "fr", call };
  });
  const [row] = await actOnce(
    database,
    buyer,
    sql<{ answers: { code: string }[] }>`
      select koncert.hold_many(${date?.slug}, ${JSON.stringify(requests)}::jsonb) -> 'answers' as answers`,
    { permission: "sale:buy" },
  );
  const granted = row?.answers.filter(({ code }) => code === "ok").length ?? 0;
  if (granted < perStatement) throw new Error(JSON.stringify(row?.answers[0]));
  return granted;
}

const holdBody = ({ dates: [date] }: Stage, quantity: number) =>
  JSON.stringify({
    callId: randomUUID(),
    input: { slug: date?.slug, items: [{ ticket_type: date?.types[0], quantity }] },
  });

async function overHttp(url: string, stage: Stage, at: number, seconds: number): Promise<Load> {
  const until = performance.now() + seconds * 1_000;
  const load = await httpLoad(url, "/api/sale/hold", at, () =>
    performance.now() < until ? holdBody(stage, 1) : undefined,
  );
  if (load.refused > 0) throw new Error(`${load.refused} of the requests were refused`);
  return load;
}

async function proveHistory(read: Read): Promise<void> {
  const broken = await checkHistory(read);
  if (broken.length > 0) throw new Error(`the sale is broken: ${JSON.stringify(broken)}`);
}

function atLeast(name: string, ratio: number, goal: number, figures: Record<string, number>) {
  report({ name, ratio, goal: `at least ${goal}`, met: ratio >= goal, figures });
}

function below(name: string, value: number, goal: number, figures: Record<string, number>) {
  report({ name, ratio: value, goal: `below ${goal}`, met: value < goal, figures });
}
