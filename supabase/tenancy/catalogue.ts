import type { Client } from "pg";

export type Column = {
  name: string;
  type: string;
  required: boolean;
  /** The values of a check such as `kind in ('fan', 'pro')`. */
  allowed: string[];
  /** Whether authenticated may read it, and write it. */
  readable: boolean;
  insertable: boolean;
  updatable: boolean;
};
export type ForeignKey = { columns: string[]; parent: string; parentColumns: string[] };
export type Table = {
  name: string;
  columns: Column[];
  foreignKeys: ForeignKey[];
  policies: number;
};

/** Every table of the public schema, as the database describes it. */
export async function readCatalogue(admin: Client): Promise<Table[]> {
  const { rows } = await admin.query<Table>(`
    select c.relname as name,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      (select json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'required', a.attnotnull and not a.atthasdef and a.attidentity = '',
          'allowed', coalesce((select json_agg(v[1]) from pg_constraint k,
              regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') v
            where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
              and pg_get_constraintdef(k.oid) ~ '= ANY'), '[]'),
          'readable', has_column_privilege('authenticated', c.oid, a.attnum, 'select'),
          'insertable', has_column_privilege('authenticated', c.oid, a.attnum, 'insert'),
          'updatable', a.attgenerated = '' and has_column_privilege('authenticated', c.oid, a.attnum, 'update'))
        order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(json_build_object('parent', p.relname,
          'columns', (select json_agg(a.attname order by n) from unnest(k.conkey) with ordinality u (attnum, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum),
          'parentColumns', (select json_agg(a.attname order by n) from unnest(k.confkey) with ordinality u (attnum, n)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum)))
        from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and p.relnamespace = 'public'::regnamespace), '[]') as "foreignKeys"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`);
  return rows;
}
