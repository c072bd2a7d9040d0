import { createHash } from "node:crypto";
import { Kysely, PostgresDialect, type RawBuilder } from "kysely";
import type { Writable } from "node:stream";
import pg from "pg";
import type { Database } from "./pool.ts";
import type { DB } from "./types.ts";

/** Who is asking. The organization comes from the session, key or job, never from an input. */
export type Actor =
  | { kind: "member"; userId: string; organizationId: string; via: Via }
  | { kind: "job"; organizationId: string; name: string; via: "job" }
  /** A device at the door of one date, until that date is over. */
  | { kind: "device"; organizationId: string; deviceId: string; via: "door" }
  | { kind: "buyer"; organizationId: string; via: "sale" };

export type Via = "web" | "agent" | "slack" | "mcp" | "terminal" | "job";

export type Tx = Kysely<DB>;

export type ActOptions = {
  callId?: string;
  /** Refused with SQLSTATE KC403 before the first statement of `run` when the actor lacks it. */
  permission?: string;
  /** The transaction can only read, and its end is not waited for: there is nothing to lose. */
  reading?: boolean;
  /** A function call that travels with the commit, such as the audit row; `answer` hears what it says. */
  closing?: () =>
    | {
        call: string;
        values: (string | number | null)[];
        answer?: (value: unknown) => void;
      }
    | undefined;
};

/**
 * Runs `run` in one transaction under the actor's own role and claims: row-level security decides.
 * Begin, role and claims travel together, and so do the closing statement and the commit.
 * Throws what `run` or the database throws, after a rollback.
 */
export async function asActor<T>(
  database: Database,
  actor: Actor,
  run: (tx: Tx) => Promise<T>,
  options: ActOptions = {},
): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    // One write carries begin, role, claims and the first statement of `run`.
    gather(client);
    const acting = client.query(act(actor, options));
    acting.catch(() => {});
    let value: T;
    try {
      value = await run(kyselyOn(client));
    } catch (error) {
      await acting;
      throw error;
    }
    await acting;
    if (options.reading) {
      // Where the connection is asked for again at once, the commit leaves with the next begin.
      gather(client);
      client.query("commit").catch(() => {});
      return value;
    }
    const closing = options.closing?.();
    if (closing) {
      const closed = await client.query(
        `select ${called(closing.call, closing.values)} as answer;commit`,
      );
      // Two statements have two results, which the types of the driver do not know.
      const [first] = closed as unknown as pg.QueryResult<{ answer: unknown }>[];
      closing.answer?.(first?.rows[0]?.answer);
    } else await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Runs one statement in a transaction of its own as the actor. What it locks waits neither for this
 * process nor for the disk: the commit leaves in the same write, and whoever comes next goes on at once,
 * while the answer waits until all up to here is on the disk. Throws as `asActor`.
 */
export async function actOnce<Row>(
  database: Database,
  actor: Actor,
  statement: RawBuilder<Row>,
  options: Pick<ActOptions, "callId" | "permission"> = {},
): Promise<Row[]> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    const { sql, parameters } = statement.compile(kyselyOn(client));
    gather(client);
    const sent = await Promise.allSettled([
      client.query(`${act(actor, options)};set local synchronous_commit to off`),
      client.query<Row & pg.QueryResultRow>(named(client, sql, [...parameters])),
      client.query("commit"),
      client.query(flush),
    ]);
    const failed = sent.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    return sent[1].status === "fulfilled" ? sent[1].value.rows : [];
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A commit that waits for the disk, and with it for all that was written before it. */
const flush = "select pg_logical_emit_message(true, 'koncert', '')";

function act(actor: Actor, options: ActOptions) {
  const claims =
    actor.kind === "member"
      ? {
          kind: "member",
          user_id: actor.userId,
          organization_id: actor.organizationId,
          via: actor.via,
        }
      : {
          kind: actor.kind,
          organization_id: actor.organizationId,
          ...(actor.kind === "job" ? { name: actor.name } : {}),
          ...(actor.kind === "device" ? { device_id: actor.deviceId } : {}),
          via: actor.via,
        };
  const acting = called("koncert.act", [
    JSON.stringify(claims),
    options.callId ?? null,
    options.permission ?? null,
  ]);
  const mode = options.reading ? " read only" : "";
  return `begin${mode};select ${acting};set local role authenticated`;
}

/** A call with its values as literals: several statements in one message take no parameters. */
function called(name: string, values: (string | number | null)[]): string {
  const literals = values.map((value) =>
    value === null ? "null" : pg.escapeLiteral(String(value)),
  );
  return `${name}(${literals.join(",")})`;
}

/** What is sent on this connection until the event loop comes round leaves in one write. */
function gather(client: pg.PoolClient): void {
  const { stream } =
    (client as pg.PoolClient & { connection?: { stream?: Writable } }).connection ?? {};
  stream?.cork();
  setImmediate(() => stream?.uncork());
}

const names = new WeakMap<pg.PoolClient, Map<string, string>>();
const preparedPerClient = 400;

/** Planning a statement under row-level security costs more than running it, so texts that return are prepared. */
function named(client: pg.PoolClient, text: string, values: unknown[]): pg.QueryConfig {
  if (text.length > 8_000) return { text, values };
  const known = names.get(client) ?? new Map<string, string>();
  names.set(client, known);
  let name = known.get(text);
  if (!name && known.size < preparedPerClient) {
    name = `k${createHash("sha1").update(text).digest("base64url")}`;
    known.set(text, name);
  }
  return name ? { name, text, values } : { text, values };
}

const kyselys = new WeakMap<pg.PoolClient, Tx>();

function kyselyOn(client: pg.PoolClient): Tx {
  const known = kyselys.get(client);
  if (known) return known;
  const query = (text: string, values: unknown[]) => client.query(named(client, text, values));
  const only = { query, release() {} };
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: async () => only, end: async () => {} } as never,
    }),
  });
  kyselys.set(client, kysely);
  return kysely;
}
