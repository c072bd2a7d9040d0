import { sql } from "kysely";
import { asActor, type Tx } from "#database/as-actor.ts";
import type { Context } from "./context.ts";

export type Desk = {
  /** What the caller may do now, such as `tours:write`; what a surface offers, not what the door checks. */
  permissions: Set<string>;
  /** Approvals that wait for a decision of the caller's. */
  waiting: number;
};

/** What a surface needs to know of its caller before it draws itself. One query. */
export function readDesk(context: Context): Promise<Desk> {
  const read = async (tx: Tx): Promise<Desk> => {
    const { rows } = await sql<{ names: string[]; waiting: number }>`
      select (select coalesce(array_agg(name), '{}') from permissions where koncert.may(name)) as names,
        case when koncert.may('organization:approve') then
          (select count(*)::int from approvals where status = 'pending' and expires_at > now())
        else 0 end as waiting`.execute(tx);
    return { permissions: new Set(rows[0]?.names), waiting: rows[0]?.waiting ?? 0 };
  };
  return asActor(context.database, context.actor, read, { reading: true });
}
