-- Tickets: counted, never oversold, numbered without a gap.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(33);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()),
  ('00000000-0000-4000-8000-00000000000b', 'Bao', 'bao@b.test', true, now());
create temp table story as
  select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a,
         koncert.create_organization('00000000-0000-4000-8000-00000000000b', 'Maison B') as b;
grant select on story to public;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity) values
  ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2027-03-12', 'on_sale', 10),
  ('a0000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000001', '2027-03-13', 'on_sale', null);
insert into ticket_types (id, performance_id, name, price_cents, quota, max_per_order, position) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500, 6, 4, 1),
  ('a0000000-0000-4000-8000-000000000012', 'a0000000-0000-4000-8000-000000000002', 'Tarif réduit', 2500, null, 10, 2),
  ('a0000000-0000-4000-8000-000000000013', 'a0000000-0000-4000-8000-000000000002', 'Invitation', 0, 8, 10, 3);

create function pg_temp.issue(p_name text, p_items text, p_channel text default 'door_sale', p_key text default null) returns text language sql as $$
  insert into answers select p_name, koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa Martin", "email": "lea@example.org"}', 
    (select jsonb_agg(jsonb_build_object('ticket_type_id', 'a0000000-0000-4000-8000-0000000000' || split_part(i, '×', 1), 'quantity', split_part(i, '×', 2)::int))
       from unnest(string_to_array(p_items, ' ')) i), p_channel, p_client_key => p_key)
  returning answer ->> 'code'
$$;

select is(pg_temp.issue('first', '11×2 12×1', p_key => 'one'), 'ok', 'an order is issued');
select is((select answer -> 'total_cents' from answers where name = 'first'), '9500', 'for the price of its tickets');
select results_eq('select number from tickets order by number', array[1, 2, 3]::bigint[], 'numbered from one');
select is((select string_agg(distinct holder_name, ',') from tickets), 'Léa Martin', 'in the buyer''s name');
select results_eq('select name, sold from ticket_types order by position', $$ values ('Plein tarif', 2), ('Tarif réduit', 1), ('Invitation', 0) $$, 'and counted by type');
select is((select sum(amount_cents) from payments), 9500::bigint, 'with its payment');
select is(pg_temp.issue('again', '11×2 12×1', p_key => 'one'), 'replayed', 'the same key is the same order');
select is((select answer ->> 'order_id' from answers where name = 'again'), (select answer ->> 'order_id' from answers where name = 'first'), 'with the same tickets');
select is((select count(*) from tickets), 3::bigint, 'and no more of them');

select is(pg_temp.issue('many', '11×5', 'online'), 'too_many', 'online, an order keeps to its limit');
select is(pg_temp.issue('sold out', '11×5'), 'sold_out', 'a quota is not exceeded');
select is((select answer -> 'remaining' from answers where name = 'sold out'), '4', 'and says what is left');
select is(pg_temp.issue('capacity', '12×8'), 'capacity_reached', 'nor is the capacity of the date');
select is((select answer -> 'remaining' from answers where name = 'capacity'), '7', 'with what is left of it');
select is(pg_temp.issue('unknown', '99×1'), 'unknown_type', 'an unknown type is refused');
select is(pg_temp.issue('none', '11×0'), 'bad_quantity', 'and so is an order for nobody');
select is(pg_temp.issue('minus', '11×-2'), 'bad_quantity', 'or for fewer than nobody');
select is(koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{}', '[]') ->> 'code', 'empty', 'an empty order is none');
select is(koncert.issue_order('a0000000-0000-4000-8000-000000000009', '{}', '[{"quantity": 1}]') ->> 'code', 'unknown_performance', 'an unknown date has no tickets');
select is((select last_number from ticket_series), 3::bigint, 'refusals use no number');

select is(pg_temp.issue('comps', '13×2'), 'ok', 'an invitation is a ticket');
select is((select array_agg(number order by number) from tickets where price_cents = 0), array[4, 5]::bigint[], 'with its number');
select is((select count(*) from payments), 1::bigint, 'and no payment');
select is(pg_temp.issue('last', '12×5'), 'ok', 'the last places are sold');
select is((select max(number) - count(*) from tickets), 0::bigint, 'and the numbers have no gap');

select throws_ok($$ update performances set capacity = 9 where id = 'a0000000-0000-4000-8000-000000000002' $$, '23514', 'koncert:capacity_below_sold',
  'the capacity does not fall below what is sold');
select throws_ok($$ update ticket_types set quota = 1 where name = 'Plein tarif' $$, '23514', null, 'nor a quota');
select throws_ok($$ update ticket_types set sold = 0 $$, '42501', null, 'counters are not written by hand');
select throws_ok($$ update tickets set number = 1 $$, '42501', null, 'nor numbers');
select throws_ok($$ delete from tickets $$, '42501', null, 'a ticket is never deleted');
select lives_ok($$ update tickets set holder_name = 'Paul' where number = 1 $$, 'a ticket may change its name');
update performances set status = 'cancelled', cancelled_at = now() where id = 'a0000000-0000-4000-8000-000000000002';
select is(pg_temp.issue('late', '12×1'), 'performance_cancelled', 'a cancelled date sells nothing');
reset role;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000b', 'organization_id', b, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
select is(pg_temp.issue('stranger', '12×1'), 'unknown_performance', 'another organization''s date does not exist');
reset role;

select * from finish();
rollback;
