-- Holding thousands a second: what a hold writes is written once, and each index that it feeds earns its place.

-- Keys -----------------------------------------------------------------------------
-- A plan made while a table is empty takes the smallest index whose first column it knows, and reads all rows
-- of the organization by it ever after. So what tells rows apart comes first, and the one key that begins with
-- the organization is larger than the primary key.

do $$
declare
  v_pointers text[];
  v_command text;
begin
  -- The keys that point at a primary key come back when it has its new shape.
  select array_agg(format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)))
    into v_pointers from pg_constraint
   where contype = 'f' and confrelid = 'orders'::regclass and conrelid <> 'order_items'::regclass;
  for v_command in
    select format('alter table %s drop constraint %I', conrelid::regclass, conname)
      from pg_constraint where contype = 'f' and confrelid = 'orders'::regclass
  loop
    execute v_command;
  end loop;

  drop index orders_contact_id, orders_by_date, orders_by_performance, orders_held_of_a_date, orders_by_text_trigrams;
  alter table orders
    drop constraint orders_organization_id_performance_id_fkey,
    drop constraint orders_organization_id_number_key,
    drop constraint orders_organization_id_id_key,
    drop constraint orders_pkey;
  -- An order names its contact when it is paid.
  create index orders_contact_id on orders (organization_id, contact_id) where contact_id is not null;
  create index orders_by_date on orders (organization_id, created_at desc, id);
  create index orders_by_performance on orders (performance_id, organization_id, created_at desc);
  create index orders_held_of_a_date on orders (performance_id, hold_expires_at) where status = 'held';
  -- Words of new orders wait on a list: to sort them in is the work of the vacuum, not of a hold.
  create index orders_by_text_trigrams on orders using gin (search_text extensions.gin_trgm_ops) with (gin_pending_list_limit = 16384);
  -- The newest of two that cost the same is taken: the primary key comes last.
  alter table orders add unique (number, organization_id);
  alter table orders add primary key (id, organization_id);
  alter table orders add foreign key (performance_id, organization_id) references performances (id, organization_id) deferrable;

  -- An item is told apart by its order and its type.
  drop index order_items_ticket_type_id;
  alter table order_items
    drop constraint order_items_organization_id_ticket_type_id_fkey,
    drop constraint order_items_organization_id_order_id_ticket_type_id_key,
    drop constraint order_items_organization_id_id_key,
    drop constraint order_items_pkey;
  create index order_items_ticket_type_id on order_items (ticket_type_id, organization_id);
  alter table order_items
    add primary key (order_id, organization_id, ticket_type_id),
    add foreign key (order_id, organization_id) references orders (id, organization_id) deferrable,
    add foreign key (ticket_type_id, organization_id) references ticket_types (id, organization_id) deferrable;

  foreach v_command in array v_pointers loop
    execute v_command;
  end loop;
end
$$;

drop index tool_calls_latest;
alter table tool_calls drop constraint tool_calls_pkey;
create index tool_calls_latest on tool_calls (organization_id, created_at desc, id);
alter table tool_calls add primary key (id, organization_id);

create or replace function koncert.order_number() returns text language sql volatile as $$
  -- One expression, so that it is inlined. The signs that are mistaken for others make way.
  select translate(upper(encode(substr(uuid_send(gen_random_uuid()), 1, 6), 'base64')), 'OI01+/', 'ABC234')
$$;
comment on function koncert.order_number() is 'Eight random characters to read out on the phone, none mistaken for another.';

-- Holding --------------------------------------------------------------------------

drop function koncert.hold_many(text, jsonb, timestamptz);

drop type koncert.hold_request;
create type koncert.hold_request as (
  n integer, key text, locale text, place uuid, call jsonb, types uuid[], quantities integer[], unit_prices integer[], unit_fees integer[],
  vat_rates integer[], currency text, places integer, cents integer, fees integer, answer jsonb
);

create function koncert.hold_many(p_slug text, p_requests jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set koncert.keeps_images = 'off'
-- Planning it anew at each call costs more than running it.
set plan_cache_mode = force_generic_plan as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_expires constant timestamptz := p_now + make_interval(mins => koncert.hold_minutes());
  v_expires_iso constant text := koncert.iso(v_expires);
  v_performance public.performances;
  v_date_refusal jsonb;
  v_queue_on boolean;
  v_buyer_pays boolean;
  v_asked uuid[];
  v_ids uuid[];
  v_left integer[];
  v_code_left integer[];
  v_taken integer[];
  v_room integer;
  v_types jsonb;
  v_requests koncert.hold_request[];
  v_request koncert.hold_request;
  v_granted koncert.hold_request[];
  v_keys text[];
  v_used uuid[];
  v_answers jsonb;
  v_at integer;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;
  -- The call says who held what and when; a hold without one has an image.
  perform set_config('koncert.keeps_images', case when jsonb_path_exists(p_requests, '$[0].call') then 'on' else 'off' end, true);

  -- Whoever comes too late in a rush waits for no lock.
  v_asked := array(select distinct (i ->> 'ticket_type_id')::uuid from (select jsonb_path_query(p_requests, '$[*].items[*]') as i) items);
  if exists (select from public.orders o where o.performance_id = v_performance.id
    and o.status = 'held' and o.hold_expires_at <= p_now)
  then
    perform koncert.lock_date(v_organization, v_performance.id);
    perform koncert.return_ended_holds(v_organization, v_performance.id, p_now);
  elsif koncert.taken_places(v_organization, v_performance.id) < v_performance.capacity is not false
    and exists (select from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id
      and t.id = any (v_asked) and (t.held + t.sold + t.allotted < t.quota) is not false)
  then
    perform from public.ticket_types t
      where t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = any (v_asked)
      order by t.id for no key update;
    perform koncert.lock_series(v_organization, v_performance.id);
  end if;

  -- Locked, then read in new statements: what is counted below is what is committed.
  select * into v_performance from public.performances where organization_id = v_organization and id = v_performance.id;
  v_date_refusal := case when v_performance.status = 'cancelled' then '{"code": "performance_cancelled"}'::jsonb
    when v_performance.status <> 'on_sale' or p_now >= koncert.sale_closes_at(v_performance) then '{"code": "not_on_sale"}' end;
  v_buyer_pays := (select fee_payer = 'buyer' from public.organizations where id = v_organization);
  select coalesce(bool_or(q.is_on), false) or (
      (select sum(t.held) from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id)
        >= coalesce(max(q.buyers_at_once), 1000)
      and koncert.buyers_now(v_organization, v_performance.id, p_now) >= coalesce(max(q.buyers_at_once), 1000))
    into v_queue_on from public.sale_queues q where q.organization_id = v_organization and q.performance_id = v_performance.id;

  for attempt in 1 .. 3 loop
    v_room := v_performance.capacity - koncert.taken_places(v_organization, v_performance.id);
    select array_agg(t.id order by t.id), array_agg(t.quota - t.held - t.sold - t.allotted order by t.id),
        array_agg(case when t.access_code is not null then t.access_code_limit - koncert.code_uses(t) end order by t.id),
        array_agg(0 order by t.id),
        jsonb_object_agg(t.id, jsonb_build_object('name', t.name, 'price_cents', t.price_cents, 'currency', t.currency))
      into v_ids, v_left, v_code_left, v_taken, v_types
      from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = any (v_asked);

    with offered as materialized (
      select t as type, koncert.fee_cents(v_organization, t.price_cents) as fee from public.ticket_types t
       where t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = any (v_asked)
    ), asked as materialized (
      select r.n::integer, r.request ->> 'key' as key, r.request
        from jsonb_array_elements(p_requests) with ordinality r (request, n)
    ), lines as (
      select l.n, l.access_code, (l.item ->> 'ticket_type_id')::uuid as id, sum((l.item ->> 'quantity')::integer)::integer as quantity,
          min((l.item ->> 'quantity')::integer) as smallest
        from (select a.n, a.request ->> 'access_code' as access_code, jsonb_array_elements(a.request -> 'items') as item from asked a) l
       group by 1, 2, 3
    ), judged as (
      select w.n, array_agg(w.id order by w.id) as types, array_agg(w.quantity order by w.id) as quantities,
          array_agg((o.type).price_cents order by w.id) as unit_prices, array_agg(o.fee order by w.id) as unit_fees,
          array_agg((o.type).vat_rate_bp order by w.id) as vat_rates, min((o.type).currency) as currency,
          sum(w.quantity)::integer as places, sum(w.quantity * (o.type).price_cents)::integer as cents, sum(w.quantity * o.fee)::integer as fees,
          (array_agg(r.refusal order by w.id) filter (where r.refusal is not null))[1] as refusal
        from lines w
        left join offered o on (o.type).id = w.id and koncert.sells_online(o.type, w.access_code)
        cross join lateral (select koncert.refuse_hold(o.type, w.quantity, w.smallest, p_now) as refusal) r
       group by 1
    )
    select array_agg(row(a.n, a.key, a.request ->> 'locale', q.id, a.request -> 'call', j.types, j.quantities, j.unit_prices, j.unit_fees,
          j.vat_rates, j.currency, j.places, j.cents, j.fees, case
          when o.id is not null and c.input_hash <> a.request #>> '{call,input_hash}' then '{"code": "other_key"}'
          when o.id is not null then koncert.held_before(o, v_performance.id)
          when v_date_refusal is not null then v_date_refusal
          when j.n is null then '{"code": "empty"}'
          when j.refusal is not null then j.refusal
          when v_queue_on and q.id is null then '{"code": "queue"}' end)::koncert.hold_request order by a.n)
      into v_requests
      from asked a
      left join judged j on j.n = a.n
        -- By this one index whatever the planner believes of tables that were empty a moment ago.
      left join lateral (select * from public.orders where client_key = a.key and organization_id is not distinct from v_organization offset 0) o on true
      left join lateral (select input_hash from public.tool_calls
        where organization_id = v_organization and id = koncert.call_id_of(o.client_key) offset 0) c on true
      left join lateral (select p.id from public.queue_places p
        where p.organization_id = v_organization and p.performance_id = v_performance.id and p.visitor = a.request ->> 'visitor'
          and p.status = 'called' and p.call_ends_at > p_now
          and not exists (select from public.orders h where h.organization_id = v_organization and h.id = p.order_id and h.status <> 'cancelled')
        offset 0) q on true;

    -- First come, first served: whoever fits is granted, a larger request that does not fit holds nobody up.
    v_granted := '{}';
    v_keys := '{}';
    v_used := '{}';
    v_answers := '{}';
    foreach v_request in array v_requests loop
      if v_request.answer is null and v_request.key = any (v_keys) then
        continue;
      elsif v_request.answer is null and v_request.place = any (v_used) then
        v_request.answer := '{"code": "queue"}';
      elsif v_request.answer is null then
        for i in 1 .. cardinality(v_request.types) loop
          v_at := array_position(v_ids, v_request.types[i]);
          if v_request.quantities[i] > v_left[v_at] - v_taken[v_at] then
            v_request.answer := jsonb_build_object('code', 'sold_out', 'ticket_type_id', v_request.types[i], 'remaining', v_left[v_at] - v_taken[v_at]);
          elsif v_code_left[v_at] < 1 then
            v_request.answer := '{"code": "code_used_up"}';
          end if;
          exit when v_request.answer is not null;
        end loop;
        if v_request.answer is null and v_request.places > v_room then
          v_request.answer := jsonb_build_object('code', 'capacity_reached', 'remaining', greatest(v_room, 0));
        end if;
      end if;
      if v_request.answer is not null then
        v_answers := v_answers || jsonb_build_object(v_request.n, v_request.answer);
        continue;
      end if;
      for i in 1 .. cardinality(v_request.types) loop
        v_at := array_position(v_ids, v_request.types[i]);
        v_taken[v_at] := v_taken[v_at] + v_request.quantities[i];
        v_code_left[v_at] := v_code_left[v_at] - 1;
      end loop;
      v_room := v_room - v_request.places;
      v_keys := v_keys || v_request.key;
      if v_request.place is not null then v_used := v_used || v_request.place; end if;
      v_granted := v_granted || v_request;
    end loop;
    exit when v_granted = '{}';

    begin
      with granted as materialized (
        select g.*, case when v_buyer_pays then g.fees else 0 end as buyer_fees, gen_random_uuid() as id, koncert.order_number() as number
          from unnest(v_granted) g
      ), placed as (
        insert into public.orders (id, organization_id, performance_id, status, channel, locale, currency, total_cents, fee_cents,
            application_fee_cents, client_key, hold_expires_at, created_at, number)
          select g.id, v_organization, v_performance.id, 'held', 'online', g.locale, g.currency, g.cents + g.buyer_fees, g.buyer_fees,
              g.fees, g.key, v_expires, p_now, g.number
            from granted g
      ), bought as (
        insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, unit_fee_cents, vat_rate_bp)
          select v_organization, g.id, unnest(g.types), unnest(g.quantities), unnest(g.unit_prices), unnest(g.unit_fees), unnest(g.vat_rates)
            from granted g
      ), counted as (
        update public.ticket_types t set held = t.held + u.places from unnest(v_ids, v_taken) u (id, places)
         where t.id = any (v_ids) and t.id = u.id and u.places > 0
      ), called as (
        update public.queue_places q set order_id = g.id, call_ends_at = v_expires
          from granted g where q.id = any (v_used) and q.id = g.place and q.status = 'called'
      ), answered as (
        select g.*, jsonb_build_object('code', 'ok', 'order_id', g.id, 'number', g.number, 'total_cents', g.cents + g.buyer_fees,
            'fee_cents', g.buyer_fees, 'expires_at', v_expires_iso) as said
          from granted g
      ), recorded as (
        insert into public.tool_calls (organization_id, id, tool, effect, actor_kind, via, member_id, input, input_hash, output, duration_ms)
          select v_organization, a.key::uuid, a.call ->> 'tool', 'write', koncert.claim('kind'), koncert.claim('via'), koncert.member_id(),
              a.call -> 'input', a.call ->> 'input_hash', a.said,
              extract(milliseconds from clock_timestamp() - statement_timestamp())::integer
            from answered a where a.call is not null
      )
      select v_answers || coalesce(jsonb_object_agg(n, said), '{}') into v_answers from answered;
      exit;
    exception when unique_violation then
      -- Another date took a key at the same moment: judged again, it is seen.
      if attempt = 3 then raise; end if;
    end;
  end loop;

  -- The same key twice among the requests is answered by what it left.
  return jsonb_build_object('code', 'ok', 'types', coalesce(v_types, '{}'), 'answers', (
    select coalesce(jsonb_agg(coalesce(v_answers -> r.n::text, koncert.held_before(o, v_performance.id), '{"code": "other_key"}') order by r.n), '[]')
      from unnest(v_requests) r
      left join lateral (select * from public.orders where not jsonb_exists(v_answers, r.n::text)
        and client_key = r.key and organization_id is not distinct from v_organization offset 0) o on true));
end
$$;
comment on function koncert.hold_many(text, jsonb, timestamptz) is
  'Holds places of one date for many buyers, each for koncert.hold_minutes(). p_requests: [{key, items: [{ticket_type_id, quantity}], locale, access_code?, visitor?, call?: {tool, input, input_hash}}]; with call the log of calls is written too, and begins the history of the order; without, an image does. Answers {code, types, answers} with one answer for each request, in their order. Locks the ticket types by id (all of the date where ended holds go back), the series of the date, then orders and places of the queue; nothing where all is sold. Codes: ok, forbidden, unknown_sale; of an answer: ok, replayed, other_key, performance_cancelled, not_on_sale, empty, unknown_type, bad_quantity, too_many, too_few, queue, code_used_up, sold_out, capacity_reached.';
revoke execute on function koncert.hold_many(text, jsonb, timestamptz) from public;
grant execute on function koncert.hold_many(text, jsonb, timestamptz) to authenticated;
