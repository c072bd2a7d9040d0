import { PGlite } from "@electric-sql/pglite";
import type { Extensions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { vector } from "@electric-sql/pglite-pgvector";
import { layBase, migrate } from "./migrate.ts";
import type { MigrationConnection } from "./migrate.ts";
import { searchPath } from "./supabase-base.ts";

export type Embedded = PGlite;

/**
 * Opens PostgreSQL inside this process on `dataDirectory` (in memory without one), with what a
 * Supabase project has, every migration applied, and koncert_app able to log in.
 */
export async function openEmbedded(
  dataDirectory?: string,
  more: Extensions = {},
): Promise<Embedded> {
  const embedded = await PGlite.create({
    ...(dataDirectory === undefined ? {} : { dataDir: dataDirectory }),
    extensions: { pgcrypto, pg_trgm, unaccent, vector, ...more },
    startParams: [
      ...PGlite.defaultStartParams,
      // The last value of a setting counts. Deeper recursion never comes back from WebAssembly.
      ...[`search_path=${searchPath}`, "max_stack_depth=200kB", "timezone=UTC"].flatMap(
        (setting) => ["-c", setting],
      ),
    ],
  });
  try {
    const connection = overEmbedded(embedded);
    await layBase(connection);
    await migrate(connection);
    await connection.run("alter role koncert_app login");
    return embedded;
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

function overEmbedded(embedded: Embedded): MigrationConnection {
  return {
    run: (sql) => embedded.exec(sql),
    rows: async (sql, values) => (await embedded.query<Record<string, unknown>>(sql, values)).rows,
  };
}
