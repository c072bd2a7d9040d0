-- Holds of many buyers in one statement: one stock with what other platforms were granted, one answer each.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(46);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()),
  ('00000000-0000-4000-8000-00000000000b', 'Bao', 'bao@b.test', true, now());
create temp table story as
  select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a,
         koncert.create_organization('00000000-0000-4000-8000-00000000000b', 'Maison B') as b;
grant select on story to public;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;

create function pg_temp.become(p_kind text) returns void language sql as $$
  select koncert.act(jsonb_build_object('kind', p_kind, 'organization_id', a, 'via', case p_kind when 'member' then 'web' else 'sale' end)
    || case p_kind when 'member' then '{"user_id": "00000000-0000-4000-8000-00000000000a"}'::jsonb else '{}' end, gen_random_uuid()) from story
$$;
select pg_temp.become('member');
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity, published_at) values
  ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2127-03-12', 'on_sale', 20, now());
insert into ticket_types (id, performance_id, name, kind, price_cents, quota, min_per_order, max_per_order, access_code, access_code_limit, position) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 'full', 3500, 10, 1, 4, null, null, 1),
  ('a0000000-0000-4000-8000-000000000012', 'a0000000-0000-4000-8000-000000000002', 'Groupe', 'group', 2500, null, 3, 10, null, null, 2),
  ('a0000000-0000-4000-8000-000000000013', 'a0000000-0000-4000-8000-000000000002', 'Comité', 'reduced', 2000, null, 1, 10, 'DUPONT', 2, 3),
  ('a0000000-0000-4000-8000-000000000014', 'a0000000-0000-4000-8000-000000000002', 'Invitation', 'comp', 0, null, 1, 10, null, null, 4);

create function pg_temp.said(p_name text, p_at integer, p_field text) returns text language sql stable as
$$ select answer -> 'answers' -> p_at ->> p_field from answers where name = p_name $$;
create function pg_temp.held(p_type integer) returns integer language sql stable as
$$ select held from ticket_types where id = ('a0000000-0000-4000-8000-0000000000' || p_type)::uuid $$;
set local role none;
create temp table slug as select slug from performances;
grant select on slug to public;
-- « one:11×2+12×3,two:11×1 » is two requests, each with the key that stands before it.
create function pg_temp.hold(p_name text, p_requests text, p_code text default null, p_now timestamptz default now()) returns text language sql as $$
  insert into answers select p_name, koncert.hold_many((select slug from slug), (
    select jsonb_agg(jsonb_build_object('key', split_part(r, ':', 1), 'locale', 'fr', 'access_code', p_code, 'items', (
        select jsonb_agg(jsonb_build_object('ticket_type_id', 'a0000000-0000-4000-8000-0000000000' || split_part(i, '×', 1), 'quantity', split_part(i, '×', 2)::int))
          from unnest(string_to_array(split_part(r, ':', 2), '+')) i)) order by n)
      from unnest(string_to_array(p_requests, ',')) with ordinality u (r, n)), p_now)
  returning coalesce((select string_agg(x ->> 'code', ' ' order by n) from jsonb_array_elements(answer -> 'answers') with ordinality y (x, n)), answer ->> 'code')
$$;
grant execute on all functions in schema pg_temp to public;

-- Who may ---------------------------------------------------------------------------
select pg_temp.become('member');
set local role authenticated;
select is(pg_temp.hold('member', 'k0:11×1'), 'forbidden', 'a member holds nothing as a buyer');
set local role none;
select koncert.act(jsonb_build_object('kind', 'buyer', 'organization_id', b, 'via', 'sale'), gen_random_uuid()) from story;
set local role authenticated;
select is(pg_temp.hold('other', 'k0:11×1'), 'unknown_sale', 'nor does a buyer of another organization');
set local role none;
select pg_temp.become('buyer');
set local role authenticated;

-- One answer each -------------------------------------------------------------------
select is(pg_temp.hold('two', 'k1:11×2+12×3,k2:11×1'), 'ok ok', 'two buyers hold in one statement');
select is((pg_temp.said('two', 0, 'total_cents'))::int, 2 * 3500 + 3 * 2500, 'each for the price of what they took');
select is((pg_temp.said('two', 1, 'fee_cents'))::int, 0, 'the price is what is shown: the fee comes from the promoter''s share');
select is(pg_temp.hold('wrong', 'k3:11×5,k4:12×2,k5:14×1,k6:99×1,k7:11×0'), 'too_many too_few unknown_type unknown_type bad_quantity', 'each refusal is its request''s own');
select is(pg_temp.said('wrong', 0, 'max_per_order'), '4', 'and says the most that may be had');
select is(pg_temp.said('wrong', 1, 'min_per_order'), '3', 'or the least');
select is(pg_temp.hold('again', 'k1:11×2+12×3'), 'replayed', 'the same key is the same hold');
select is(pg_temp.said('again', 0, 'order_id'), pg_temp.said('two', 0, 'order_id'), 'with the same order');
select is(pg_temp.hold('twins', 'k8:11×1,k8:11×1'), 'ok replayed', 'also twice in one statement');
select is(pg_temp.said('twins', 0, 'order_id'), pg_temp.said('twins', 1, 'order_id'), 'which is one order');

set local role none;
select is(pg_temp.held(11), 4, 'the counter says what is held');
select is((select sum(quantity)::int from order_items where ticket_type_id = 'a0000000-0000-4000-8000-000000000011'), 4, 'and so do the orders');
select is((select count(*)::int from row_changes where table_name = 'orders' and operation = 'insert'), 3, 'each new order has its image');
select is((select application_fee_cents from orders where client_key = 'k1'), 2 * (49 + 35) + 3 * (49 + 25), 'what the platform takes is settled with the hold');
select is((select array_agg(unit_fee_cents order by unit_fee_cents) from order_items i join orders o on o.id = i.order_id where client_key = 'k1'), array[74, 84], 'ticket by ticket');

-- One stock -------------------------------------------------------------------------
select pg_temp.become('member');
set local role authenticated;
insert into allotments (id, performance_id, ticket_type_id, platform, quantity)
  values ('a0000000-0000-4000-8000-000000000021', 'a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000011', 'weezevent', 3);
select is((select allotted from ticket_types where position = 1), 3, 'what another platform may sell is taken from the quota');
select throws_ok($$ update allotments set quantity = 7 $$, '23514', 'koncert:allotment_above_quota', 'and never more than is left of it');
insert into allotments (id, performance_id, platform, quantity)
  values ('a0000000-0000-4000-8000-000000000022', 'a0000000-0000-4000-8000-000000000002', 'shotgun', 2);
select throws_ok($$ update allotments set quantity = 12 where platform = 'shotgun' $$, '23514', 'koncert:allotment_above_capacity', 'nor than is left of the capacity');
select throws_ok($$ update ticket_types set quota = 6 where position = 1 $$, '23514', null, 'a quota does not go below what is held, sold and granted');
select throws_ok($$ update performances set capacity = 11 $$, '23514', 'koncert:capacity_below_sold', 'nor does the capacity');
set local role none;
select pg_temp.become('buyer');
set local role authenticated;
select is(pg_temp.hold('stock', 'k9:11×4,k10:11×3,k11:11×1'), 'sold_out ok sold_out', 'what fits is held, what does not holds nobody up');
select is(pg_temp.said('stock', 0, 'remaining'), '3', 'and says what was left');
select is(pg_temp.hold('capacity', 'k12:12×6,k13:12×5'), 'capacity_reached ok', 'the capacity of the date counts all of it');
select is(pg_temp.said('capacity', 0, 'remaining'), '5', 'with what was left');
select is(pg_temp.hold('full', 'k14:12×3,k15:11×1'), 'capacity_reached sold_out', 'whoever comes too late waits for no lock');
set local role none;
select pg_temp.become('member');
set local role authenticated;
select lives_ok($$ update allotments set sold = 5 where platform = 'shotgun' $$, 'what a platform sold beyond its share is a fact');
select is((select allotted from ticket_series), 5, 'and counts');
delete from allotments;
select is((select sum(t.allotted) + s.allotted from ticket_types t, ticket_series s group by s.allotted), 0::bigint, 'what is taken back from a platform is free again');
set local role none;

-- Codes -----------------------------------------------------------------------------
select pg_temp.become('buyer');
set local role authenticated;
select is(pg_temp.hold('no code', 'k16:13×1'), 'unknown_type', 'without its code a type is not there');
select is(pg_temp.hold('code', 'k17:13×1,k18:13×1,k19:13×1', 'dupont'), 'ok ok code_used_up', 'a code opens as many orders as it may');

-- Holds that end ----------------------------------------------------------------------
select is(pg_temp.hold('late', 'k20:11×4', null, now() + interval '11 minutes'), 'ok', 'places go back when the time is over, to the next buyer at once');
set local role none;
select is((select count(*)::int from orders where status = 'held'), 1, 'and their orders are over');
select is((select count(*)::int from row_changes where table_name = 'orders' and operation = 'update'), 7, 'each with its image');
select is((select sum(held)::int from ticket_types), 4, 'and the counters follow');
select koncert.extend_hold(organization_id, id, now() + interval '20 minutes') from orders where status = 'held';
select is((select hold_expires_at - created_at from orders where status = 'held'), interval '24 minutes', 'a hold is longer while its buyer pays');
select koncert.extend_hold(organization_id, id, now() + interval '30 minutes') from orders where status = 'held';
select is((select hold_expires_at - created_at from orders where status = 'held'), interval '30 minutes', 'thirty minutes in all');

-- The fee -----------------------------------------------------------------------------
select is(koncert.fee_cents(a, 0), 0, 'nothing is taken on a free ticket') from story;
select is(koncert.fee_cents(a, 30), 30, 'and never more than the price') from story;
select is(koncert.fee_cents(a, 2050), 49 + 21, 'a cent is rounded once') from story;
select pg_temp.become('member');
set local role authenticated;
select throws_ok($$ update organizations set fee_bp = 0 $$, '42501', null, 'the rule of the fee is the operator''s');
update organizations set fee_payer = 'buyer';
set local role none;
select pg_temp.become('buyer');
set local role authenticated;
select is(pg_temp.hold('buyer pays', 'k21:11×2', null, now() + interval '12 minutes'), 'ok', 'where the buyer bears the fee');
select is(pg_temp.said('buyer pays', 0, 'total_cents'), (2 * (3500 + 84))::text, 'it is in the total');
select is(pg_temp.said('buyer pays', 0, 'fee_cents'), '168', 'and said beside it');
set local role none;
select is((select application_fee_cents from orders where client_key = 'k21'), 168, 'the platform takes the same');

select * from finish();
rollback;
