import type { World } from "#tools/testing/world.ts";

export type EndState = {
  /** Rows as lists of values, seen past every policy: `select city from dates` and the like. */
  read(sql: string): Promise<unknown[][]>;
  /** How many rows of each table calls have changed since `mark`, a number that `changes` gave. */
  changes(since?: number): Promise<{ mark: number; tables: Record<string, number> }>;
};

const company = "organization_id = nullif(current_setting('evals.organization', true), '')::uuid";
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/** What a manager would look at, one company at a time, in the words of the trade. */
const views: Record<string, string> = {
  dates: `select p.id, ${day("p.day")} as day, v.city, v.name as venue, p.status, p.hold_rank, ${day("p.hold_expires_on")} as hold_expires_on,
      p.capacity, p.title, p.notes, p.cancel_reason, a.name as artist, o.title as production, t.name as tour,
      c.display_name as promoter, v.latitude, v.longitude, v.country
    from public.performances p join public.artists a on a.id = p.artist_id
      left join public.venues v on v.id = p.venue_id left join public.productions o on o.id = p.production_id
      left join public.tours t on t.id = p.tour_id left join public.contacts c on c.id = p.promoter_contact_id
    where p.${company}`,
  times: `select v.city, ${day("p.day")} as day, s.kind, to_char(s.starts_at at time zone v.time_zone, 'HH24:MI') as at,
      ${day("(s.starts_at at time zone v.time_zone)")} as on_day
    from public.schedule_items s join public.performances p on p.id = s.performance_id join public.venues v on v.id = p.venue_id
    where s.${company}`,
  prices: `select v.city, ${day("p.day")} as day, y.name, y.kind, y.price_cents as price, y.quota, y.sold, y.hidden, y.max_per_order, y.vat_rate_bp
    from public.ticket_types y join public.performances p on p.id = y.performance_id join public.venues v on v.id = p.venue_id
    where y.${company}`,
  orders: `select v.city, o.buyer_name as buyer, o.buyer_email as email, o.status, o.channel, o.total_cents as total, o.refunded_cents as refunded,
      (select count(*) from public.tickets k where k.order_id = o.id and k.status = 'issued') as tickets
    from public.orders o join public.performances p on p.id = o.performance_id join public.venues v on v.id = p.venue_id
    where o.${company}`,
  guests: `select v.city, g.name, g.plus_ones, g.status, l.name as list
    from public.guests g join public.guest_lists l on l.id = g.guest_list_id
      join public.performances p on p.id = g.performance_id join public.venues v on v.id = p.venue_id
    where g.${company}`,
  entries: `select e.*, v.city, t.name as tour from (
      select 'expense' as way, organization_id, performance_id, tour_id, category, label, amount_cents as amount, vat_rate_bp, ${day("incurred_on")} as on_day from public.expenses
      union all select 'income', organization_id, performance_id, tour_id, category, label, amount_cents, vat_rate_bp, ${day("incurred_on")} from public.incomes) e
      left join public.performances p on p.id = e.performance_id left join public.venues v on v.id = p.venue_id left join public.tours t on t.id = e.tour_id
    where e.${company}`,
  papers: `select d.id, d.kind, v.city, d.title, d.status, d.language, d.total_cents as total, d.current_version as version
    from public.documents d left join public.performances p on p.id = d.performance_id left join public.venues v on v.id = p.venue_id
    where d.${company}`,
  deals: `select v.city, d.kind, d.guarantee_cents as guarantee, d.percentage_bp, d.deposit_cents as deposit
    from public.deals d join public.performances p on p.id = d.performance_id join public.venues v on v.id = p.venue_id
    where d.${company}`,
  crew: `select v.city, t.name as tour, c.display_name as name, m.role
    from public.team_members m join public.contacts c on c.id = m.contact_id
      left join public.performances p on p.id = m.performance_id left join public.venues v on v.id = p.venue_id left join public.tours t on t.id = m.tour_id
    where m.${company}`,
  rides: `select v.city, r.* from public.transports r left join public.performances p on p.id = r.performance_id left join public.venues v on v.id = p.venue_id where r.${company}`,
  nights: `select v.city as date_city, r.* from public.accommodations r left join public.performances p on p.id = r.performance_id left join public.venues v on v.id = p.venue_id where r.${company}`,
  preparation: `select v.city, i.topic, i.status, ${day("i.due_on")} as due_on
    from public.advancing_items i join public.performances p on p.id = i.performance_id join public.venues v on v.id = p.venue_id
    where i.${company}`,
  days: `select ${day("d.day")} as day, d.kind, d.note, t.name as tour from public.tour_days d join public.tours t on t.id = d.tour_id where d.${company}`,
  waiting: `select tool, status from public.approvals where ${company}`,
  ...Object.fromEntries(
    [
      "artists",
      "productions",
      "tours",
      "venues",
      "contacts",
      "consents",
      "members",
      "invitations",
    ].map((table) => [table, `select * from public.${table} where ${company}`]),
  ),
  company: `select * from public.organizations where id = nullif(current_setting('evals.organization', true), '')::uuid`,
};

export async function createViews(world: World): Promise<void> {
  await world.rows("create schema evals");
  for (const [name, select] of Object.entries(views))
    await world.rows(`create view evals.${name} as ${select}`);
}

export function endStateOf(world: World, organizationId: string): EndState {
  return {
    async read(sql) {
      await world.rows("begin");
      try {
        await world.rows(
          "select set_config('evals.organization', $1, true), set_config('search_path', 'evals, public, extensions', true)",
          [organizationId],
        );
        return (await world.rows(sql)).map((row) => Object.values(row));
      } finally {
        await world.rows("rollback");
      }
    },
    async changes(since = 0) {
      const rows = await world.rows<{ table: string; count: number; mark: number }>(
        `select table_name as table, count(*)::int as count, max(id)::int as mark from row_changes where organization_id = $1 and id > $2 group by 1`,
        [organizationId, since],
      );
      return {
        mark: Math.max(since, ...rows.map(({ mark }) => mark)),
        tables: Object.fromEntries(rows.map(({ table, count }) => [table, count])),
      };
    },
  };
}
