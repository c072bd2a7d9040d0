import { type RawBuilder, sql } from "kysely";

/** A timestamp column as an ISO string in UTC, where rows are read as JSON. */
export const instant = (column: string): RawBuilder<string | null> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
