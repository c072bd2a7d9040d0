/** One thing that must hold of every sale, and the rows of which it does not. */
export type HistoryRule = { says: string; broken: string };

const granted = `select organization_id, performance_id, ticket_type_id, quantity, greatest(sold - quantity, 0) as beyond from allotments`;
const onLoan = `select r.ticket_id from resales r join orders o on o.id = r.new_order_id and o.status = 'held' where r.status = 'offered'`;
const kept = `select order_id, sum(amount_cents) as cents from payments where status = 'succeeded' and surplus is null group by 1`;
const returned = `select r.* from refunds r left join payments p on p.id = r.payment_id where p.surplus is null`;

/** Counters are checked against the rows that they count, rows against one another. */
const stock: HistoryRule[] = [
  {
    says: "places held are those of the orders that hold",
    broken: `select t.id, t.held, coalesce(h.n, 0) as counted from ticket_types t
      left join (select i.ticket_type_id, sum(i.quantity) as n from orders o join order_items i on i.order_id = o.id
        where o.status = 'held' group by 1) h on h.ticket_type_id = t.id
      where t.held <> coalesce(h.n, 0)`,
  },
  {
    says: "places sold are the tickets that are good, but for those lent to be resold",
    broken: `select t.id, t.sold, coalesce(k.n, 0) as counted from ticket_types t
      left join (select ticket_type_id, count(*) as n from tickets where status = 'issued' and id not in (${onLoan}) group by 1) k
        on k.ticket_type_id = t.id
      where t.sold <> coalesce(k.n, 0)`,
  },
  {
    says: "allotted places of a type are those granted to platforms",
    broken: `select t.id, t.allotted, coalesce(a.n, 0) as counted from ticket_types t
      left join (select ticket_type_id, sum(quantity) as n from (${granted}) g group by 1) a on a.ticket_type_id = t.id
      where t.allotted <> coalesce(a.n, 0)`,
  },
  {
    says: "allotted places of a date are those granted without a type and those sold beyond a grant",
    broken: `select p.id, coalesce(s.allotted, 0) as counter, coalesce(a.n, 0) as counted from performances p
      left join ticket_series s on s.performance_id = p.id
      left join (select performance_id, sum(case when ticket_type_id is null then quantity else 0 end + beyond) as n from (${granted}) g group by 1) a
        on a.performance_id = p.id
      where coalesce(s.allotted, 0) <> coalesce(a.n, 0)`,
  },
  {
    says: "no type is sold beyond its quota",
    broken: `select t.id, t.quota, u.n from ticket_types t cross join lateral (select
        (select coalesce(sum(i.quantity), 0) from orders o join order_items i on i.order_id = o.id
          where o.performance_id = t.performance_id and i.ticket_type_id = t.id and o.status = 'held')
        + (select count(*) from tickets k where k.ticket_type_id = t.id and k.status = 'issued' and k.id not in (${onLoan}))
        + (select coalesce(sum(a.quantity), 0) from allotments a where a.ticket_type_id = t.id) as n) u
      where u.n > t.quota`,
  },
  {
    says: "no date is sold beyond its capacity, but for what platforms sold beyond their grants",
    broken: `select p.id, p.capacity, u.n from performances p cross join lateral (select
        (select coalesce(sum(i.quantity), 0) from orders o join order_items i on i.order_id = o.id
          where o.performance_id = p.id and o.status = 'held')
        + (select count(*) from tickets k where k.performance_id = p.id and k.status = 'issued' and k.id not in (${onLoan}))
        + (select coalesce(sum(a.quantity), 0) from allotments a where a.performance_id = p.id) as n) u
      where u.n > p.capacity`,
  },
  {
    says: "an access code opens no more orders than its limit",
    broken: `select t.id, t.access_code_limit, count(*) from ticket_types t join order_items i on i.ticket_type_id = t.id
      join orders o on o.id = i.order_id and o.channel = 'online' and o.status not in ('cancelled', 'expired', 'refunded')
      where t.access_code_limit is not null group by t.id having count(*) > t.access_code_limit`,
  },
  {
    says: "a guest list has no more places than its quota, each with a good ticket",
    broken: `select l.id, l.quota, sum(1 + g.plus_ones) as places, sum(k.n) as tickets from guest_lists l
      join guests g on g.guest_list_id = l.id and g.status in ('invited', 'confirmed') and g.order_id is not null
      cross join lateral (select count(*) as n from tickets where order_id = g.order_id and status = 'issued') k
      group by l.id having sum(1 + g.plus_ones) > l.quota or sum(k.n) > sum(1 + g.plus_ones)`,
  },
];

const tickets: HistoryRule[] = [
  {
    says: "a paid order has the tickets of its items, each at its price; another has none",
    broken: `select o.id, o.status from orders o
      left join (select order_id, ticket_type_id, quantity, unit_price_cents, vat_rate_bp from order_items) i on i.order_id = o.id
      left join lateral (select count(*) as n, count(*) filter (where k.price_cents = i.unit_price_cents and k.vat_rate_bp = i.vat_rate_bp) as same
        from tickets k where k.order_id = o.id and k.ticket_type_id = i.ticket_type_id) k on true
      where (o.paid_at is null and k.n > 0) or (o.paid_at is not null and (i.order_id is null or k.n <> i.quantity or k.same <> i.quantity))
      union all
      select o.id, 'ticket of a type that was not ordered' from tickets k join orders o on o.id = k.order_id
      where not exists (select from order_items i where i.order_id = k.order_id and i.ticket_type_id = k.ticket_type_id)`,
  },
  {
    says: "an order says what its tickets are worth",
    broken: `select o.id, o.status, o.refunded_cents, k.good from orders o
      join (select order_id, count(*) filter (where status = 'issued') as good from tickets group by 1) k on k.order_id = o.id
      where (o.status in ('paid', 'partially_refunded')) <> (k.good > 0)
         or (o.status = 'partially_refunded' and o.refunded_cents = 0)
         or (o.status = 'paid' and o.refunded_cents > 0) or o.paid_at is null`,
  },
  {
    says: "the tickets of a date are numbered without a gap",
    broken: `select s.performance_id, s.last_number, count(k.id), max(k.number) from ticket_series s
      left join tickets k on k.performance_id = s.performance_id group by s.id
      having count(k.id) <> s.last_number or count(distinct k.number) <> s.last_number or coalesce(max(k.number), 0) <> s.last_number
      union all
      select k.performance_id, null, count(*), max(k.number) from tickets k
      where not exists (select from ticket_series s where s.performance_id = k.performance_id) group by 1`,
  },
  {
    says: "the tickets of a category are numbered without a gap, at its price",
    broken: `select c.id, c.last_number, count(k.id), max(k.category_number) from ticket_categories c
      left join tickets k on k.category_id = c.id group by c.id
      having count(k.id) <> c.last_number or count(distinct k.category_number) <> c.last_number
        or coalesce(max(k.category_number), 0) <> c.last_number
        or bool_or((k.performance_id, k.ticket_type_id, k.price_cents, k.vat_rate_bp)
             is distinct from (c.performance_id, c.ticket_type_id, c.price_cents, c.vat_rate_bp)) and count(k.id) > 0`,
  },
  {
    says: "a ticket ends once",
    broken: `select e.order_id, n.number, count(*) from order_events e cross join lateral unnest(e.numbers) n (number)
      where e.kind in ('tickets_refunded', 'tickets_cancelled', 'exchanged_for', 'resold') group by 1, 2 having count(*) > 1
      union all
      select e.order_id, n.number, 0 from order_events e cross join lateral unnest(e.numbers) n (number)
      join tickets k on k.order_id = e.order_id and k.number = n.number
      where e.kind in ('tickets_refunded', 'tickets_cancelled', 'exchanged_for', 'resold') and k.status = 'issued'`,
  },
  {
    says: "of a resold ticket one of the two is good",
    broken: `select r.id from resales r join tickets k on k.id = r.ticket_id join orders o on o.id = r.new_order_id
      where r.status = 'sold' and (k.status = 'issued' or o.paid_at is null)`,
  },
];

const money: HistoryRule[] = [
  {
    says: "an order costs its items and the fee, to the cent",
    broken: `select o.id, o.total_cents, i.cents, o.fee_cents from orders o
      left join (select order_id, sum(quantity * unit_price_cents) as cents, sum(quantity * unit_fee_cents) as fees from order_items group by 1) i
        on i.order_id = o.id
      where o.total_cents <> coalesce(i.cents, 0) + o.fee_cents
         or (o.fee_cents <> 0 and o.fee_cents <> o.application_fee_cents)
         or (o.application_fee_cents <> 0 and o.application_fee_cents <> i.fees)`,
  },
  {
    says: "money that came in is the tickets and the fee of its order, to the cent",
    broken: `select o.id, o.status, o.total_cents, coalesce(p.cents, 0) as paid from orders o left join (${kept}) p on p.order_id = o.id
      where coalesce(p.cents, 0) <> case when o.paid_at is null then 0 else o.total_cents end`,
  },
  {
    says: "money that goes back is what its order says, and never more than came in",
    broken: `select o.id, o.total_cents, o.refunded_cents, coalesce(r.cents, 0) as refunds from orders o
      left join (select order_id, sum(amount_cents) as cents, sum(fee_cents) as fees from (${returned}) r group by 1) r on r.order_id = o.id
      where o.refunded_cents <> coalesce(r.cents, 0) or o.refunded_cents > o.total_cents or coalesce(r.fees, 0) > o.fee_cents`,
  },
  {
    says: "tickets given back for their price have left their price",
    broken: `select o.id, o.refunded_cents, k.cents from orders o
      join (select order_id, sum(price_cents) as cents from tickets where status = 'refunded' group by 1) k on k.order_id = o.id
      left join (select order_id, sum(amount_cents) as cents from (${returned}) r where kind = 'amount' group by 1) a on a.order_id = o.id
      where o.refunded_cents < k.cents and coalesce(a.cents, 0) = 0
        and not exists (select from order_events e where e.order_id = o.id and e.kind in ('exchanged_for'))`,
  },
  {
    says: "money that no order keeps goes back once, whole",
    broken: `select p.id, p.amount_cents, count(r.id), sum(r.amount_cents) from payments p left join refunds r on r.payment_id = p.id
      where p.surplus is not null group by p.id having count(r.id) <> 1 or sum(r.amount_cents) <> p.amount_cents or p.status <> 'succeeded'`,
  },
  {
    says: "no payment gives back more than it brought",
    broken: `select p.id, p.amount_cents, sum(r.amount_cents) from payments p join refunds r on r.payment_id = p.id and r.status <> 'failed'
      group by p.id having sum(r.amount_cents) > p.amount_cents`,
  },
  {
    says: "what an exchange takes from one order comes into another",
    broken: `select r.id, r.amount_cents, p.amount_cents from refunds r
      full join (select * from payments where provider = 'exchange') p on p.reference = r.id::text
      where (r.provider = 'exchange' or p.id is not null) and (r.amount_cents is distinct from p.amount_cents or r.status <> 'succeeded')`,
  },
  {
    says: "a refund by the provider is asked for",
    broken: `select r.id from refunds r where r.provider = 'stripe' and r.status = 'pending' and r.provider_reference is null
      and not exists (select from outbox b where b.name = 'payment/refund' and b.data ->> 'refund_id' = r.id::text)`,
  },
];

const walk = `select c.row_id, c.id, c.before ->> 'status' as was, c.after ->> 'status' as became, c.operation from row_changes c where c.table_name = 'orders'`;
const history: HistoryRule[] = [
  {
    says: "every order, payment, refund and ticket has its beginning in the history, once",
    broken: `${["payments", "refunds", "tickets"]
      .map(
        (table) => `select '${table}' as of, x.id, count(c.id) from ${table} x
          left join row_changes c on c.row_id = x.id and c.table_name = '${table}' and c.operation = 'insert' group by x.id having count(c.id) <> 1`,
      )
      .join(" union all ")}
      union all
      select 'orders', o.id, n.images + n.calls from orders o cross join lateral (select
          (select count(*) from row_changes c where c.row_id = o.id and c.table_name = 'orders' and c.operation = 'insert') as images,
          (select count(*) from tool_calls t where t.id = koncert.call_id_of(o.client_key) and t.organization_id = o.organization_id
            and t.output ->> 'order_id' = o.id::text) as calls) n
        where n.images + n.calls <> 1`,
  },
  {
    says: "nothing that the history began is gone",
    broken: ["orders", "payments", "refunds", "tickets", "check_ins"]
      .map(
        (
          table,
        ) => `select '${table}' as of, c.row_id from row_changes c left join ${table} x on x.id = c.row_id
          where c.table_name = '${table}' and x.id is null`,
      )
      .join(" union all "),
  },
  {
    says: "each change of a counter starts from where the last one ended",
    broken: `select row_id, id, was, before from (select row_id, id, lag(after) over (partition by row_id order by id) as was, before, operation
        from row_changes where table_name in ('ticket_types', 'tickets', 'refunds', 'payments')) c
      where operation = 'update' and was is not null and was <> before`,
  },
  {
    says: "an order only walks where orders walk",
    broken: `select * from (${walk}) w where w.operation = 'update' and w.was <> w.became and (w.was, w.became) not in (
        ('held', 'paid'), ('held', 'expired'), ('held', 'cancelled'), ('expired', 'held'), ('expired', 'paid'), ('expired', 'cancelled'),
        ('paid', 'partially_refunded'), ('paid', 'refunded'), ('paid', 'cancelled'),
        ('partially_refunded', 'refunded'), ('partially_refunded', 'cancelled'),
        ('cancelled', 'refunded'))`,
  },
  {
    says: "an order stands where its history left it",
    broken: `select o.id, o.status, c.became from orders o
      join (select distinct on (row_id) row_id, became from (${walk}) w order by row_id, id desc) c on c.row_id = o.id
      where c.became <> o.status`,
  },
  {
    says: "a call that holds places is one order, and that order is its own",
    broken: `select c.id, o.id from tool_calls c left join orders o on o.organization_id = c.organization_id and o.client_key = c.id::text
      where c.tool = 'ticketing_hold_tickets' and c.status = 'ok' and (o.id is null or c.output ->> 'number' is distinct from o.number)`,
  },
];

const door: HistoryRule[] = [
  {
    says: "at a door that hears us nobody comes in twice",
    broken: `select ticket_id, id from (select c.ticket_id, c.id, c.direction, lag(c.direction, 1, 'out') over (partition by c.ticket_id order by c.at, c.id) as before
        from check_ins c where c.result = 'accepted' and not c.late and c.ticket_id is not null and koncert.stands(c)) s
      where direction = before and not exists (select from check_ins l where l.ticket_id = s.ticket_id and l.late)`,
  },
];

export const historyRules: HistoryRule[] = [...stock, ...tickets, ...money, ...history, ...door];
