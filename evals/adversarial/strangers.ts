import pg from "pg";
import { readCatalogue, type Table } from "#supabase/tenancy/catalogue.ts";
import { isShared, type Row, RowFactory } from "#supabase/tenancy/row-factory.ts";
import type { Organization, World } from "#tools/testing/world.ts";

/** A word that stands in every text of the other company and nowhere else. */
export const canary = "qanaryzvx";

export type Strangers = {
  tables: Table[];
  /** Ids of the other company's rows, by table. */
  ids: Map<string, string[]>;
  /** What of the other company stands in a text; what was asked with does not count. */
  leaked(told: string, asked: string): string[];
};

/** Gives the other company a row in every table, marks its texts, and knows every id that is its own. */
export async function markStrangers(world: World, theirs: Organization): Promise<Strangers> {
  const admin = new pg.Client({ connectionString: world.adminUrl });
  await admin.connect();
  try {
    await admin.query("set search_path = public, extensions");
    const tables = await readCatalogue(admin);
    await fill(admin, tables, theirs.id);
    for (const table of tables.filter(({ name }) => !isShared(name)))
      await mark(admin, table, theirs);
    const ids = new Map<string, string[]>();
    for (const { name, columns } of tables) {
      if (isShared(name) || !columns.some((column) => column.name === "id")) continue;
      const owner = name === "organizations" ? "id" : "organization_id";
      const { rows } = await admin.query<{ id: string }>(
        `select id::text from ${name} where ${owner} = $1 limit 40`,
        [theirs.id],
      );
      ids.set(
        name,
        rows.map(({ id }) => id),
      );
    }
    const known = new Set([...ids.values()].flat().filter((id) => id.length === 36));
    const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
    return {
      tables,
      ids,
      leaked(told, asked) {
        const found = (told.match(uuid) ?? []).filter((id) => known.has(id) && !asked.includes(id));
        return told.includes(canary) && !asked.includes(canary) ? [...found, canary] : found;
      },
    };
  } finally {
    await admin.end();
  }
}

/** A row in each table where the house has none. */
async function fill(admin: pg.Client, tables: Table[], organization: string): Promise<void> {
  const factory = new RowFactory(admin, tables);
  for (const { name } of tables.filter((table) => !isShared(table.name))) {
    const owner = name === "organizations" ? "id" : "organization_id";
    const { rows } = await admin.query<Row>(`select * from ${name} where ${owner} = $1 limit 1`, [
      organization,
    ]);
    if (rows[0]) factory.adopt(name, organization, rows[0]);
  }
  await factory.rowOf("ticket_series", organization);
  for (const { name } of tables) if (!isShared(name)) await factory.rowOf(name, organization);
}

/** A column whose values a check limits keeps them. */
async function mark(admin: pg.Client, { name, columns }: Table, { id }: Organization) {
  const owner = name === "organizations" ? "id" : "organization_id";
  for (const column of columns) {
    if (
      column.type !== "text" ||
      column.allowed.length > 0 ||
      /hash|key|slug|token/.test(column.name)
    )
      continue;
    await admin
      .query(
        `update ${name} set "${column.name}" = left("${column.name}", 60) || ' ${canary}' where ${owner} = $1 and "${column.name}" is not null`,
        [id],
      )
      .catch(() => {});
  }
}
