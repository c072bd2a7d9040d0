import type { World } from "#tools/testing/world.ts";

/** Tables that say what was asked, not what was done. */
const logs = new Set([
  "approvals",
  "audit_log",
  "conversations",
  "messages",
  "rate_limits",
  "runs",
  "tool_calls",
]);

export type Fingerprint = Record<string, string>;

/** Hashes every row that an organization owns, a table at a time: equal hashes, equal rows. */
export async function fingerprintReader(
  world: World,
): Promise<(organization: string) => Promise<Fingerprint>> {
  const tables = await world.rows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organization_id'
      order by 1`,
  );
  const sums = [
    ...tables.filter(({ name }) => !logs.has(name)).map(({ name }) => [name, "organization_id"]),
    ["organizations", "id"],
  ].map(
    ([name, owner]) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum
         from public.${name} t where ${owner} = $1`,
  );
  const query = sums.join(" union all ");
  return async (organization) => {
    const rows = await world.rows<{ name: string; sum: string }>(query, [organization]);
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  };
}

/** Tables whose rows are not what they were. */
export const moved = (before: Fingerprint, after: Fingerprint): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
