import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "./context.ts";

/** The permissions that the caller holds now, such as `tours:write`; what a surface offers, not what the door checks. */
export function readPermissions(context: Context): Promise<Set<string>> {
  return asActor(context.database, context.actor, async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select name from permissions where koncert.may(name)`.execute(tx);
    return new Set(rows.map((row) => row.name));
  });
}
