import type { World } from "./world.ts";

/**
 * What is wrong with the books of every organization, nothing where all is right: counters that are
 * not the tickets, places beyond quota or capacity, money that is not the tickets, gaps in numbers.
 */
export async function wrongBooks(world: World): Promise<string[]> {
  const rows = await world.rows<{ wrong: string }>(`
    with issued as (
      select ticket_type_id, count(*)::int as n from tickets where status = 'issued' group by 1
    ), lent as (
      select k.ticket_type_id, count(*)::int as n from resales r
        join orders o on o.id = r.new_order_id and o.status = 'held' join tickets k on k.id = r.ticket_id
       where r.status = 'offered' group by 1
    ), held as (
      select i.ticket_type_id, sum(i.quantity)::int as n from orders o join order_items i on i.order_id = o.id
       where o.status = 'held' group by 1
    )
    select 'sold of ' || t.name || ' is ' || t.sold || ', tickets are ' || coalesce(i.n, 0) - coalesce(l.n, 0) as wrong
      from ticket_types t left join issued i on i.ticket_type_id = t.id left join lent l on l.ticket_type_id = t.id
     where t.sold <> coalesce(i.n, 0) - coalesce(l.n, 0)
    union all
    select 'held of ' || t.name || ' is ' || t.held || ', holds are ' || coalesce(h.n, 0)
      from ticket_types t left join held h on h.ticket_type_id = t.id where t.held <> coalesce(h.n, 0)
    union all
    select 'more places than the capacity of ' || p.id from performances p
     where koncert.taken_places(p.organization_id, p.id) > p.capacity
    union all
    select 'order ' || o.number || ' has ' || coalesce(m.cents, 0) || ' of ' || o.total_cents
      from orders o left join lateral (select sum(amount_cents) as cents from payments m
        where m.order_id = o.id and m.status = 'succeeded' and m.surplus is null) m on true
     where o.paid_at is not null and coalesce(m.cents, 0) <> o.total_cents
    union all
    select 'order ' || o.number || ' gave back ' || o.refunded_cents || ', refunds are ' || coalesce(r.cents, 0)
      from orders o left join lateral (select sum(r.amount_cents) as cents from refunds r
        left join payments m on m.id = r.payment_id where r.order_id = o.id and m.surplus is null) r on true
     where o.refunded_cents <> coalesce(r.cents, 0)
    union all
    select 'numbers of ' || k.performance_id || ' end at ' || max(k.number) || ' for ' || count(*) || ' tickets'
      from tickets k join ticket_series s on s.performance_id = k.performance_id
     group by k.performance_id, s.last_number having max(k.number) <> count(*) or s.last_number <> count(*)
    union all
    select 'category numbers of ' || k.category_id || ' end at ' || max(k.category_number) || ' for ' || count(*) || ' tickets'
      from tickets k group by k.category_id having max(k.category_number) <> count(*)`);
  return rows.map(({ wrong }) => wrong);
}
