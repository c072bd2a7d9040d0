import { PostgresDialect } from "kysely";
import type { Database } from "#database/pool.ts";

const become = "select set_config('role', 'koncert_accounts', true)";

/**
 * Runs better-auth's statements as `koncert_accounts`, each in a transaction that takes the role and
 * gives it back. Begin, role, statement and commit travel together, and nothing is left on the
 * connection, so a transaction pooler may stand in between.
 */
export function accountsDialect(database: Database): PostgresDialect {
  const connect = async () => {
    const client = await database.pool.connect();
    let inTransaction = false;
    let broken: Error | undefined;

    const together = async (texts: [string, ...string[]], kept: number, values?: unknown[]) => {
      const sent = texts.map((text, at) =>
        at === kept && values ? client.query(text, values) : client.query(text),
      );
      const settled = await Promise.allSettled(sent);
      const failed = settled.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
      return sent[kept];
    };

    return {
      async query(text: string, values: unknown[]) {
        if (/^(begin|start transaction)\b/.test(text)) {
          inTransaction = true;
          return together([text, become], 0);
        }
        if (!inTransaction) return together(["begin", become, text, "commit"], 2, values);
        if (text === "commit" || text === "rollback") inTransaction = false;
        return client.query(text, values).catch((error: Error) => {
          if (!inTransaction) broken = error;
          throw error;
        });
      },
      release: () => client.release(broken),
    };
  };
  return new PostgresDialect({ pool: { connect, end: async () => {} } as never });
}
