import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale } from "./testing/sale.ts";
import { hearStatements } from "./testing/plans.ts";
import { plannedTour } from "./testing/tour.ts";
import { openWorld, type World } from "./testing/world.ts";

const many = 10_000;

let world: World;
let statements: ReturnType<typeof hearStatements>;

/** Rows as ten years of work would leave them, of this organization and of another. */
const fill = `
  set session_replication_role = replica;
  insert into contacts (organization_id, kind, display_name, email, phone, city)
    select $1, (array['fan','pro','media'])[1 + n % 3], 'Personne ' || md5(n::text), md5(n::text) || '@exemple.fr',
      '06' || lpad(n::text, 8, '0'), (array['Lyon','Lille','Nantes'])[1 + n % 3] from generate_series(1, $2) n;
  insert into venues (organization_id, name, city, capacity)
    select $1, 'Salle ' || md5(n::text), 'Ville ' || n % 400, 500 from generate_series(1, $2 / 10) n;
  insert into artists (organization_id, name) select $1, 'Artiste ' || md5(n::text) from generate_series(1, 200) n;
  insert into performances (organization_id, artist_id, venue_id, day, status, title)
    select $1, a.id, v.id, date '2017-01-01' + n / 4, 'confirmed', 'Soirée ' || md5(n::text)
      from generate_series(1, $2) n
      join (select id, row_number() over (order by id) as k from artists where organization_id = $1) a on a.k = 1 + n % 200
      join (select id, row_number() over (order by id) as k from venues where organization_id = $1) v on v.k = 1 + n % ($2 / 10);
  insert into documents (organization_id, kind, title, performance_id, total_cents)
    select $1, 'contract', 'Contrat ' || md5(p.id::text), p.id, 100000 from performances p where p.organization_id = $1;
  insert into expenses (organization_id, label, amount_cents, performance_id, incurred_on)
    select $1, 'Dépense ' || md5(p.id::text), 1000, p.id, p.day from performances p where p.organization_id = $1;
  insert into tool_calls (organization_id, id, tool, effect, actor_kind, via, input, output, created_at)
    select $1, gen_random_uuid(), 'tours_update_artist', 'write', 'member', 'web', jsonb_build_object('artist', md5(n::text)),
      jsonb_build_object('id', gen_random_uuid(), 'name', md5(n::text), 'before', 'x', 'genre', null), now() - n * interval '1 minute'
      from generate_series(1, $2) n;
  insert into row_changes (organization_id, call_id, table_name, row_id, operation, before, after)
    select organization_id, id, 'artists', gen_random_uuid(), 'update', '{}', '{}' from tool_calls where organization_id = $1;
  set session_replication_role = origin;
`;

beforeAll(async () => {
  world = await openWorld("server");
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 20000");
  await world.done("ticketing_create_ticket_type", { performances: [dates.Lyon], price: 3_000 });
  const sale = await openSale(world, dates.Lyon);
  await sale.pay(await sale.hold({ "Plein tarif": 1 }));
  for (const [{ id }, rows] of [
    [world.here, many],
    [world.elsewhere, many / 10],
  ] as const) {
    for (const statement of fill.split(";\n").filter((text) => text.trim() !== "")) {
      await world.rows(statement.replaceAll("$1", `'${id}'`).replaceAll("$2", String(rows)));
    }
  }
  // Each row's image and keys would take minutes: they are made by what tests of their own prove.
  await world.rows("set session_replication_role = replica");
  await world.rows(`
    insert into orders (organization_id, performance_id, number, buyer_name, buyer_email, status, total_cents, paid_at, created_at)
      select organization_id, performance_id, 'L' || lpad(n::text, 7, '0'), 'Acheteur ' || md5(n::text), md5(n::text) || '@exemple.fr',
        'paid', 3000, now() - n * interval '1 minute', now() - n * interval '1 minute'
        from orders, generate_series(1, ${many}) n where status = 'paid'`);
  await world.rows("set session_replication_role = origin");
  await world.rows("analyze");
  statements = hearStatements(world, world.database.pool);
}, 300_000);
afterAll(() => world?.close());

/** The digest that ends the name of the first row made here. */
const rare = "c4ca4238a0b923820dcc509a6f75849b";
const last = { limit: 50, offset: many - 50 };

/** Each list, what it can be sorted by, and the most rows that a search for one of them reads. */
const lists = [
  { tool: "ticketing_find_orders", sorts: ["ordered", "buyer", "performance", "total"], found: 50 },
  { tool: "contacts_find_contacts", found: 50 },
  // Sixty dates of one artist, each with what its line shows.
  { tool: "tours_list_performances", input: { from: "2000-01-01" }, found: 1_500 },
  { tool: "documents_list_documents", found: 50 },
  { tool: "business_list_entries", sorts: ["on", "label", "category", "amount"], found: 50 },
  // The log is searched in what was said, which no index holds; venues and artists are few.
  { tool: "organization_list_activity", sorts: ["at"], found: 1.2 * many },
  { tool: "tours_find_venues", found: 1.2 * many },
  { tool: "tours_list_artists", found: 1.2 * many },
] as const;

describe.each(lists)("$tool over ten thousand rows", ({ tool, found, ...list }) => {
  const asked = (more: object) =>
    statements.readBy(() => world.done(tool, { ...("input" in list ? list.input : {}), ...more }));

  it("reads few rows for a word that few have", async () => {
    const { rows, tables } = await asked({ search: rare });
    expect(rows, JSON.stringify(tables)).toBeLessThanOrEqual(found);
  });

  it("reads each row a few times at most for a page, the last one too, in every order", async () => {
    const sorts = "sorts" in list ? list.sorts : [];
    const pages = [{}, last, ...sorts.flatMap((sort) => [{ sort }, { sort, descending: true }])];
    for (const page of pages) {
      const { rows, tables } = await asked(page);
      // Ten thousand of each kind that a line names, and as many again to count and to sort them.
      expect(rows, `${JSON.stringify(page)} ${JSON.stringify(tables)}`).toBeLessThan(6 * many);
    }
  });
});

it("searches find what they found when every row was read", async () => {
  const total = async (tool: string, input: object) =>
    (await world.done<{ total: number }>(tool, input)).value.total;
  expect(await total("ticketing_find_orders", { search: "lyon" })).toBe(many + 1);
  expect(await total("ticketing_find_orders", { search: `${rare}@exemple` })).toBe(1);
  expect(await total("contacts_find_contacts", { search: "  PERSONNE " })).toBe(many);
  expect(await total("business_list_entries", { search: "dépense" })).toBeGreaterThan(many - 1);
  expect(await total("business_list_entries", { search: "rien de tel" })).toBe(0);
  expect(await total("documents_list_documents", { search: "contrat" })).toBeGreaterThan(many - 1);
  expect(
    await total("tours_list_performances", { from: "2000-01-01", search: "silo" }),
  ).toBeGreaterThan(0);
});
