import type { Database } from "./pool.ts";

/** What every role of the product may do: titles are `{ fr, en }`, roles strongest first. */
export type RoleMatrix = {
  roles: { name: string; title: { fr: string; en: string } }[];
  permissions: { name: string; title: { fr: string; en: string }; roles: string[] }[];
};

/** The permission matrix as policies read it. It belongs to the installation, to no organization. */
export async function readRoleMatrix(database: Database): Promise<RoleMatrix> {
  const client = await database.pool.connect();
  try {
    await client.query("begin read only; set local role authenticated");
    const { rows } = await client.query<{ matrix: RoleMatrix }>(`
      select jsonb_build_object(
        'roles', (
          select jsonb_agg(
            jsonb_build_object('name', name, 'title', jsonb_build_object('fr', title_fr, 'en', title_en))
            order by position)
          from roles where name <> 'job'),
        'permissions', (
          select jsonb_agg(
            jsonb_build_object('name', name, 'title', jsonb_build_object('fr', title_fr, 'en', title_en),
              'roles', (select coalesce(jsonb_agg(role), '[]') from role_permissions where permission = p.name))
            order by name)
          from permissions p
          where exists (select from role_permissions where permission = p.name and role <> 'job'))) as matrix`);
    return rows[0]!.matrix;
  } finally {
    await client.query("rollback").catch(() => {});
    client.release();
  }
}

/** Answers when the database does; throws what kept it from answering. */
export async function askDatabase(database: Database): Promise<void> {
  await database.pool.query("select 1");
}
