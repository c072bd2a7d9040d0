-- What a buyer holds: tickets numbered by date and by category, codes that can be replaced, keys that
-- can be turned, changes of name and of holder. Lock order as everywhere: ticket types by id, the
-- ticket series of the date, then orders, then tickets.

-- Numbers -------------------------------------------------------------------------

-- A line of the box-office statement: a ticket type at one price and one rate. Its series begins at one
-- and has no gap (CGI, annexe IV, 50 sexies B and H); a price that changes opens the next series.
create table ticket_categories (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  ticket_type_id uuid not null,
  price_cents integer not null check (price_cents >= 0),
  vat_rate_bp integer not null check (vat_rate_bp between 0 and 10000),
  -- A, B, C … in the order of the first sales: what stands before the number on a ticket.
  mark text not null check (mark ~ '^[A-Z]{1,3}$'),
  last_number bigint not null default 0 check (last_number >= 0),
  created_at timestamptz not null default now(),
  unique (id, organization_id),
  unique (organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp),
  unique (organization_id, performance_id, mark),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id)
);
select koncert.guard('ticket_categories', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

create function koncert.category_mark(p_rank bigint) returns text
language sql immutable set search_path = '' as $$
  -- A to Z, then AA to ZZ, then AAA.
  with recursive letters (rest, text) as (
    select p_rank, '' union all
    select (rest - 1) / 26, chr(65 + ((rest - 1) % 26)::integer) || text from letters where rest > 0
  )
  select text from letters where rest = 0
$$;
comment on function koncert.category_mark(bigint) is 'The mark of the first category of a date is A, of the 27th AA.';

alter table tickets
  add column category_id uuid,
  add column category_number bigint check (category_number > 0),
  -- The key begins with what tells rows apart: see orders in the migration of the stock.
  add foreign key (category_id, organization_id) references ticket_categories (id, organization_id),
  add unique (category_id, organization_id, category_number);
select koncert.settle_foreign_keys('tickets');

-- Tickets issued before categories had a series get their place in it, in the order of their numbers.
insert into ticket_categories (organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp, mark, last_number)
  select organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp,
      koncert.category_mark(row_number() over (partition by organization_id, performance_id order by min(number))), count(*)
    from tickets group by organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp;
update tickets t set category_id = p.category_id, category_number = p.place
  from (select k.id, c.id as category_id, row_number() over (partition by c.id order by k.number) as place
    from tickets k join ticket_categories c using (organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp)) p
 where p.id = t.id;
alter table tickets alter column category_id set not null, alter column category_number set not null;

create function koncert.wanted_tickets(p_organization uuid, p_order uuid, p_buyer jsonb) returns jsonb
language sql stable set search_path = '' set enable_seqscan = off as $$
  select coalesce(jsonb_agg(jsonb_build_object('ticket_type_id', w.ticket_type_id, 'price_cents', w.unit_price_cents,
      'vat_rate_bp', w.vat_rate_bp,
      'holder_name', coalesce(nullif(btrim(p_buyer -> 'holder_names' ->> (w.n::integer - 1)), ''), p_buyer ->> 'name'),
      'holder_email', nullif(btrim(p_buyer -> 'holder_emails' ->> (w.n::integer - 1)), '')) order by w.n), '[]')
    from (select i.ticket_type_id, i.unit_price_cents, i.vat_rate_bp,
        row_number() over (order by t.position, t.name, t.id, s.n) as n
      from public.order_items i
      join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
      cross join lateral generate_series(1, i.quantity) s (n)
     where i.organization_id = p_organization and i.order_id = p_order) w
$$;
comment on function koncert.wanted_tickets(uuid, uuid, jsonb) is
  'The tickets of an order''s items for koncert.issue_tickets, one entry each. p_buyer: {name, holder_names?, holder_emails?}, in the order of the items.';

create function koncert.issue_tickets(p_organization uuid, p_order uuid, p_wanted jsonb, p_at timestamptz default now())
returns setof tickets language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_performance constant uuid := (select performance_id from public.orders where organization_id = p_organization and id = p_order);
  v_last constant bigint := koncert.lock_series(p_organization, v_performance);
begin
  insert into public.ticket_categories (organization_id, performance_id, ticket_type_id, price_cents, vat_rate_bp, mark)
    select p_organization, v_performance, w.ticket_type_id, w.price_cents, w.vat_rate_bp,
        koncert.category_mark(row_number() over (order by min(w.n)) + (select count(*) from public.ticket_categories c
          where c.organization_id = p_organization and c.performance_id = v_performance))
      from rows from (jsonb_to_recordset(p_wanted) as (ticket_type_id uuid, price_cents integer, vat_rate_bp integer))
        with ordinality w (ticket_type_id, price_cents, vat_rate_bp, n)
     where not exists (select from public.ticket_categories c
       where c.organization_id = p_organization and c.performance_id = v_performance and c.ticket_type_id = w.ticket_type_id
         and c.price_cents = w.price_cents and c.vat_rate_bp = w.vat_rate_bp)
     group by w.ticket_type_id, w.price_cents, w.vat_rate_bp;

  return query
  with wanted as (
    select w.*, c.id as category_id, c.last_number + row_number() over (partition by c.id order by w.n) as category_number
      from rows from (jsonb_to_recordset(p_wanted) as (ticket_type_id uuid, price_cents integer, vat_rate_bp integer,
          holder_name text, holder_email text, seat text))
        with ordinality w (ticket_type_id, price_cents, vat_rate_bp, holder_name, holder_email, seat, n)
      join public.ticket_categories c on c.organization_id = p_organization and c.performance_id = v_performance
        and c.ticket_type_id = w.ticket_type_id and c.price_cents = w.price_cents and c.vat_rate_bp = w.vat_rate_bp
  ), counted as (
    update public.ticket_categories c set last_number = m.last_number
      from (select category_id, max(category_number) as last_number from wanted group by category_id) m
     where c.organization_id = p_organization and c.id = m.category_id
  ), numbered as (
    update public.ticket_series set last_number = v_last + (select count(*) from wanted)
     where organization_id = p_organization and performance_id = v_performance
  )
  insert into public.tickets (organization_id, performance_id, ticket_type_id, order_id, number, category_id, category_number,
      holder_name, holder_email, seat, price_cents, vat_rate_bp, created_at)
    select p_organization, v_performance, w.ticket_type_id, p_order, v_last + w.n, w.category_id, w.category_number,
        w.holder_name, w.holder_email, w.seat, w.price_cents, w.vat_rate_bp, p_at
      from wanted w order by w.n
  returning *;
end
$$;
comment on function koncert.issue_tickets(uuid, uuid, jsonb, timestamptz) is
  'Issues the tickets of an order, numbered without a gap in the series of its date and in those of their categories. p_wanted: [{ticket_type_id, price_cents, vat_rate_bp, holder_name?, holder_email?, seat?}], one entry a ticket. The caller has checked and counted the places and holds the locks of the ticket types; this locks the series of the date. Inner: whoever issues calls it, nobody else may.';

-- What may change, and until when ---------------------------------------------------

-- One row for the organization (performance_id null), one for a date that differs from it.
create table ticket_rules (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  transfers boolean not null default true,
  renames boolean not null default true,
  -- Before the doors; the devices at the door learn of a change in the meantime.
  hours_before_doors integer not null default 2 check (hours_before_doors between 0 and 2160),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  constraint ticket_rules_one_a_date unique nulls not distinct (organization_id, performance_id),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
select koncert.guard('ticket_rules', 'ticketing:read', 'ticketing:write');

create function koncert.ticket_rules_of(p_performance performances) returns jsonb
language sql stable security definer set search_path = '' as $$
  with rules as (
    select transfers, renames, hours_before_doors from (
      select r.transfers, r.renames, r.hours_before_doors, r.performance_id is null as is_general from public.ticket_rules r
       where r.organization_id = p_performance.organization_id and (r.performance_id = p_performance.id or r.performance_id is null)
      union all select true, true, 2, null) known
    order by is_general nulls last limit 1
  )
  select jsonb_build_object('transfers', r.transfers, 'renames', r.renames, 'hours', r.hours_before_doors,
      'until', koncert.iso(coalesce(
        (select min(i.starts_at) from public.schedule_items i where i.organization_id = p_performance.organization_id
           and i.performance_id = p_performance.id and i.kind in ('doors', 'set_time')),
        (select p_performance.day::timestamp at time zone coalesce(v.time_zone, g.time_zone)
           from public.organizations g left join public.venues v on v.organization_id = g.id and v.id = p_performance.venue_id
          where g.id = p_performance.organization_id)) - make_interval(hours => r.hours_before_doors)))
    from rules r where p_performance.organization_id = koncert.organization_id()
$$;
comment on function koncert.ticket_rules_of(performances) is
  'What buyers may change on the tickets of a date, and until when: the date''s own rule, the organization''s, else until two hours before the doors.';

-- Links and codes -------------------------------------------------------------------

-- Part of the secret of an order's link: a new number makes every link given before worthless.
alter table orders add column link_version smallint not null default 0 check (link_version >= 0);
-- Null while the ticket is the buyer's own; from then on its code is with whoever received it.
alter table tickets add column transferred_at timestamptz;

create table ticket_changes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  ticket_id uuid not null,
  kind text not null check (kind in ('renamed', 'transferred', 'reissued')),
  from_name text,
  from_email text,
  to_name text,
  to_email text,
  -- What the code said before: it opens no door any more.
  replaced_nonce text,
  -- Null where whoever holds the link did it.
  member_id uuid default koncert.member_id(),
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  check ((replaced_nonce is null) = (kind = 'renamed')),
  foreign key (organization_id, ticket_id) references tickets (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
select koncert.guard('ticket_changes', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

create function koncert.ticket_organization(p_ticket uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from public.tickets where id = p_ticket
$$;
comment on function koncert.ticket_organization(uuid) is
  'Whose ticket it is, null for an unknown one. For the server, before an actor is chosen.';

create function koncert.link_facts(p_kind text, p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when not (koncert.may('sale:buy') or koncert.may('ticketing:read')) then null
    when p_kind = 'order' then (select jsonb_build_object('order_id', id, 'version', link_version)
      from public.orders where organization_id = koncert.organization_id() and id = p_id)
    when p_kind = 'ticket' then (select jsonb_build_object('order_id', order_id, 'nonce', nonce)
      from public.tickets where organization_id = koncert.organization_id() and id = p_id) end
$$;
comment on function koncert.link_facts(text, uuid) is
  'What a secret link must agree with: the version of an order''s, the nonce of a ticket''s. Null for an unknown one.';

-- Changing tickets --------------------------------------------------------------------

create function koncert.refuse_ticket_change(
  p_ticket tickets, p_order orders, p_act text, p_link jsonb, p_now timestamptz
) returns text language plpgsql stable set search_path = '' as $$
declare
  v_performance public.performances;
  v_rules jsonb;
begin
  -- A ticket sent to whoever will show it stays the buyer's; one that was given away is its holder's alone.
  if p_link is not null and ((p_link ->> 'nonce' = p_ticket.nonce and p_ticket.transferred_at is not null)
    or (p_link ->> 'order_id' = p_ticket.order_id::text and p_ticket.transferred_at is null)) is not true then return 'not_yours'; end if;
  select * into v_performance from public.performances
   where organization_id = p_ticket.organization_id and id = p_ticket.performance_id;
  if p_ticket.status <> 'issued' or p_order.status not in ('paid', 'partially_refunded') or v_performance.status = 'cancelled' then
    return 'no_ticket';
  end if;
  if exists (select from public.check_ins c where c.organization_id = p_ticket.organization_id and c.ticket_id = p_ticket.id
    and c.result = 'accepted') then return 'checked_in'; end if;
  -- Whoever organises is not bound by the rule for buyers.
  if p_link is null then return null; end if;
  v_rules := koncert.ticket_rules_of(v_performance);
  if p_act = 'transfer' and not (v_rules ->> 'transfers')::boolean then return 'transfers_closed'; end if;
  if p_act = 'rename' and not (v_rules ->> 'renames')::boolean then return 'renames_closed'; end if;
  if p_now >= (v_rules ->> 'until')::timestamptz then return 'changes_over'; end if;
  return null;
end
$$;
comment on function koncert.refuse_ticket_change(tickets, orders, text, jsonb, timestamptz) is
  'Why a ticket may not be renamed or transferred now, null where it may. p_link: {order_id} or {nonce} of the link that a buyer holds, null for a member.';

create function koncert.may_change_tickets(p_link jsonb) returns boolean
language sql stable set search_path = '' as $$
  select case when p_link is null then koncert.may('ticketing:write') else koncert.may('sale:buy') end
$$;

create function koncert.rename_ticket(p_ticket uuid, p_name text, p_link jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_ticket public.tickets;
  v_order public.orders;
  v_refusal text;
begin
  if v_organization is null or not koncert.may_change_tickets(p_link) then return '{"code": "forbidden"}'; end if;
  select o.* into v_order from public.orders o
    join public.tickets t on t.organization_id = o.organization_id and t.order_id = o.id
   where t.organization_id = v_organization and t.id = p_ticket for no key update of o;
  if not found then return '{"code": "unknown_ticket"}'; end if;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = p_ticket for no key update;
  v_refusal := koncert.refuse_ticket_change(v_ticket, v_order, 'rename', p_link, p_now);
  if v_refusal is not null then return jsonb_build_object('code', v_refusal); end if;
  if v_ticket.holder_name = p_name then return '{"code": "ok"}'; end if;
  update public.tickets set holder_name = p_name where organization_id = v_organization and id = p_ticket;
  insert into public.ticket_changes (organization_id, ticket_id, kind, from_name, from_email, to_name, to_email, at)
    values (v_organization, p_ticket, 'renamed', v_ticket.holder_name, v_ticket.holder_email, p_name, v_ticket.holder_email, p_now);
  return '{"code": "ok"}';
end
$$;
comment on function koncert.rename_ticket(uuid, text, jsonb, timestamptz) is
  'Writes another name on a ticket; its code stays. p_link: see refuse_ticket_change. Locks the order, then the ticket. Codes: ok, forbidden, unknown_ticket, not_yours, no_ticket, checked_in, renames_closed, changes_over.';

create function koncert.transfer_ticket(
  p_ticket uuid, p_to jsonb, p_nonce text, p_letters jsonb, p_link jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_ticket public.tickets;
  v_order public.orders;
  v_refusal text;
begin
  if v_organization is null or not koncert.may_change_tickets(p_link) then return '{"code": "forbidden"}'; end if;
  select o.* into v_order from public.orders o
    join public.tickets t on t.organization_id = o.organization_id and t.order_id = o.id
   where t.organization_id = v_organization and t.id = p_ticket for no key update of o;
  if not found then return '{"code": "unknown_ticket"}'; end if;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = p_ticket for no key update;
  v_refusal := koncert.refuse_ticket_change(v_ticket, v_order, 'transfer', p_link, p_now);
  if v_refusal is not null then return jsonb_build_object('code', v_refusal); end if;
  update public.tickets set holder_name = p_to ->> 'name', holder_email = p_to ->> 'email', nonce = p_nonce,
      -- Given back to the buyer, it is one of the order's own again.
      transferred_at = case when lower(p_to ->> 'email') is distinct from lower(v_order.buyer_email) then p_now end
   where organization_id = v_organization and id = p_ticket;
  insert into public.ticket_changes (organization_id, ticket_id, kind, from_name, from_email, to_name, to_email, replaced_nonce, at)
    values (v_organization, p_ticket, 'transferred', v_ticket.holder_name,
      case when v_ticket.transferred_at is null then v_order.buyer_email else v_ticket.holder_email end,
      p_to ->> 'name', p_to ->> 'email', v_ticket.nonce, p_now);
  insert into public.outbox (organization_id, name, data)
    select v_organization, l ->> 'name', l -> 'data' from jsonb_array_elements(p_letters) l;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.transfer_ticket(uuid, jsonb, text, jsonb, jsonb, timestamptz) is
  'Gives a ticket to another person, p_to {name, email}: the code becomes p_nonce''s, the one before opens no door. p_letters: [{name, data}] for the outbox. p_link: see refuse_ticket_change. Locks the order, then the ticket. Codes: ok, forbidden, unknown_ticket, not_yours, no_ticket, checked_in, transfers_closed, changes_over.';

create function koncert.replace_link(
  p_order uuid, p_version integer, p_email text, p_nonces jsonb, p_letters jsonb, p_link jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
begin
  if v_organization is null or not koncert.may_change_tickets(p_link) then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  if not found or (p_link is not null and p_link ->> 'order_id' is distinct from p_order::text) then return '{"code": "unknown_order"}'; end if;
  if v_order.link_version + 1 <> p_version then return '{"code": "link_replaced"}'; end if;
  if v_order.status not in ('paid', 'partially_refunded') then return '{"code": "no_ticket"}'; end if;
  -- A ticket that was given away or has passed the door keeps its code.
  with renewed as (
    update public.tickets t set nonce = p_nonces ->> t.id::text
     where t.organization_id = v_organization and t.order_id = p_order and t.status = 'issued' and t.transferred_at is null
       and jsonb_exists(p_nonces, t.id::text)
       and not exists (select from public.check_ins c where c.organization_id = v_organization and c.ticket_id = t.id and c.result = 'accepted')
    returning t.id, t.holder_name, t.holder_email
  )
  insert into public.ticket_changes (organization_id, ticket_id, kind, from_name, from_email, to_name, to_email, replaced_nonce, at)
    select v_organization, r.id, 'reissued', r.holder_name, v_order.buyer_email, r.holder_name, p_email, k.nonce, p_now
      from renewed r join public.tickets k on k.organization_id = v_organization and k.id = r.id;
  update public.orders set link_version = p_version, buyer_email = p_email where organization_id = v_organization and id = p_order;
  insert into public.outbox (organization_id, name, data)
    select v_organization, l ->> 'name', l -> 'data' from jsonb_array_elements(p_letters) l;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.replace_link(uuid, integer, text, jsonb, jsonb, jsonb, timestamptz) is
  'Sends an order to another address, or again after a theft: links given before open nothing any more and the codes of its tickets become those of p_nonces {ticket id: nonce}. p_version is the link''s next version. Locks the order, then its tickets. Codes: ok, forbidden, unknown_order, link_replaced, no_ticket.';

create function koncert.mail_order(p_order uuid, p_emails jsonb, p_letters jsonb, p_link jsonb) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.may_change_tickets(p_link) then return '{"code": "forbidden"}'; end if;
  if p_link is not null and p_link ->> 'order_id' is distinct from p_order::text then return '{"code": "unknown_order"}'; end if;
  perform from public.orders where organization_id = v_organization and id = p_order
    and status in ('paid', 'partially_refunded') for no key update;
  if not found then return '{"code": "no_ticket"}'; end if;
  update public.tickets t set holder_email = p_emails ->> t.id::text
   where t.organization_id = v_organization and t.order_id = p_order and t.transferred_at is null and t.status = 'issued'
     and jsonb_exists(p_emails, t.id::text);
  insert into public.outbox (organization_id, name, data)
    select v_organization, l ->> 'name', l -> 'data' from jsonb_array_elements(p_letters) l;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.mail_order(uuid, jsonb, jsonb, jsonb) is
  'Mails the tickets of an order, keeping the addresses of their holders: p_emails {ticket id: address}. Codes are unchanged. p_link: see refuse_ticket_change. Locks the order, then its tickets. Codes: ok, forbidden, unknown_order, no_ticket.';

-- The keys that sign -------------------------------------------------------------------

-- A retired key signs nothing new and its codes stay good; those of a revoked key are worthless.
alter table signing_keys add column revoked_at timestamptz,
  add check (revoked_at is null or retired_at is not null);
grant select (revoked_at) on signing_keys to authenticated;

create function koncert.rotate_signing_key(p_id uuid, p_public bytea, p_private bytea, p_key_id text, p_now timestamptz default now())
returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  if not koncert.may('organization:manage') then return '{"code": "forbidden"}'; end if;
  update public.signing_keys set retired_at = p_now where organization_id = koncert.organization_id() and retired_at is null;
  insert into public.signing_keys (id, organization_id, public_key, private_key, key_id)
    values (p_id, koncert.organization_id(), p_public, p_private, p_key_id);
  return '{"code": "ok"}';
end
$$;
comment on function koncert.rotate_signing_key(uuid, bytea, bytea, text, timestamptz) is
  'Retires the key in use and takes a new one; codes signed before stay good. Two at once: the unique key in use refuses the second. Codes: ok, forbidden.';

create function koncert.revoke_signing_keys(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_keys integer;
begin
  if not koncert.may('organization:manage') then return '{"code": "forbidden"}'; end if;
  update public.signing_keys set revoked_at = p_now
   where organization_id = koncert.organization_id() and retired_at is not null and revoked_at is null;
  get diagnostics v_keys = row_count;
  return jsonb_build_object('code', 'ok', 'keys', v_keys);
end
$$;
comment on function koncert.revoke_signing_keys(timestamptz) is
  'Revokes the retired keys: what they signed opens no door. Codes: ok, forbidden.';

-- What the holder of a link sees ---------------------------------------------------------

create or replace function koncert.order_facts(p_order uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_performance public.performances;
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:read')) then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_order.performance_id;
  return jsonb_build_object('code', 'ok', 'id', v_order.id, 'number', v_order.number, 'test', v_order.test, 'currency', v_order.currency,
    'status', case when v_order.status = 'held' and v_order.hold_expires_at <= p_now then 'expired' else v_order.status end,
    'secondsLeft', case when v_order.status = 'held' then greatest(0, floor(extract(epoch from v_order.hold_expires_at - p_now)))::integer end,
    'expiresAt', case when v_order.status = 'held' then koncert.iso(v_order.hold_expires_at) end,
    'totalCents', v_order.total_cents, 'feeCents', v_order.fee_cents, 'refundedCents', v_order.refunded_cents,
    'paidAt', koncert.iso(v_order.paid_at), 'locale', v_order.locale, 'linkVersion', v_order.link_version,
    'buyer', jsonb_build_object('name', v_order.buyer_name, 'email', v_order.buyer_email, 'phone', v_order.buyer_phone),
    'items', (select jsonb_agg(jsonb_build_object('ticketTypeId', t.id, 'name', t.name, 'quantity', i.quantity,
        'unitPriceCents', i.unit_price_cents, 'unitFeeCents', i.unit_fee_cents, 'vatRateBp', i.vat_rate_bp) order by t.position, t.name, t.id)
      from public.order_items i join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
     where i.organization_id = v_organization and i.order_id = p_order),
    'tickets', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number, 'type', t.name, 'kind', t.kind,
        'category', c.mark, 'categoryNumber', k.category_number, 'holder', k.holder_name, 'holderEmail', k.holder_email,
        'priceCents', k.price_cents, 'vatRateBp', k.vat_rate_bp, 'status', k.status, 'nonce', k.nonce, 'seat', k.seat,
        'transferredAt', koncert.iso(k.transferred_at),
        'checkedIn', exists (select from public.check_ins s where s.organization_id = v_organization and s.ticket_id = k.id
          and s.result = 'accepted' and s.undoes is null)) order by k.number)
      from public.tickets k
      join public.ticket_types t on t.organization_id = k.organization_id and t.id = k.ticket_type_id
      join public.ticket_categories c on c.organization_id = k.organization_id and c.id = k.category_id
     where k.organization_id = v_organization and k.order_id = p_order), '[]'),
    'changes', koncert.ticket_rules_of(v_performance),
    'performanceId', v_order.performance_id,
    'performance', koncert.public_date(v_performance),
    'organizer', koncert.public_organizer(v_organization));
end
$$;

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.link_facts(text, uuid), koncert.ticket_rules_of(performances),
  koncert.rename_ticket(uuid, text, jsonb, timestamptz),
  koncert.transfer_ticket(uuid, jsonb, text, jsonb, jsonb, timestamptz),
  koncert.replace_link(uuid, integer, text, jsonb, jsonb, jsonb, timestamptz),
  koncert.mail_order(uuid, jsonb, jsonb, jsonb),
  koncert.rotate_signing_key(uuid, bytea, bytea, text, timestamptz), koncert.revoke_signing_keys(timestamptz)
to authenticated;
grant execute on function koncert.ticket_organization(uuid) to koncert_app;
