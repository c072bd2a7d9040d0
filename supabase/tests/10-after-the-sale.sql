-- After the sale: tickets end one by one, a date is refunded once, a lent place never lets two people in.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(20);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a;
grant select on story to public;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;
create function pg_temp.keep(p_name text, p_answer jsonb) returns text language sql as $$
  insert into answers values (p_name, p_answer) on conflict (name) do update set answer = excluded.answer returning answer ->> 'code'
$$;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity, published_at, resale_opened_at) values
  ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2099-03-12', 'on_sale', 3, now(), now());
insert into ticket_types (id, performance_id, name, price_cents) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500);
select pg_temp.keep('first', koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa", "email": "lea@a.test"}',
  '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000011", "quantity": 3}]', p_payment => '{"provider": "test"}'));
create function pg_temp.ticket(p_number bigint) returns uuid language sql stable as $$
  select id from tickets where number = p_number
$$;
create function pg_temp.the_order() returns uuid language sql stable as $$
  select (answer ->> 'order_id')::uuid from answers where name = 'first'
$$;

select is(pg_temp.keep('one', koncert.refund_order(pg_temp.the_order(), null, 'k1', 'malade', jsonb_build_array(pg_temp.ticket(2)))), 'ok', 'one ticket of an order is refunded');
select is((select answer -> 'amount_cents' from answers where name = 'one'), '3500', 'at its price');
select is((select array_agg(status order by number) from tickets), array['issued', 'refunded', 'issued'], 'it alone ends, with its number');
select is(koncert.refund_order(pg_temp.the_order(), null, 'k2', null, jsonb_build_array(pg_temp.ticket(2))) ->> 'code', 'ticket_ended', 'once');
select is((select sold from ticket_types), 2, 'its place is free');
select is(pg_temp.keep('again', koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Zoé"}',
  '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000011", "quantity": 1}]', p_payment => '{"provider": "test"}')), 'ok', 'and sold again');
select is((select number from tickets order by number desc limit 1), 4::bigint, 'under the next number');

-- Resale: the waiting list of a full date.
select is(koncert.offer_ticket(pg_temp.the_order(), pg_temp.ticket(1)) ->> 'code', 'ok', 'a ticket is offered');
reset role;
select koncert.act(jsonb_build_object('kind', 'buyer', 'organization_id', a, 'via', 'sale'), gen_random_uuid()) from story;
set local role authenticated;
select is(pg_temp.keep('wait', koncert.join_waiting_list('a0000000-0000-4000-8000-000000000031',
  'zaz-2099-03-12', null, 'Marc', 'marc@a.test', 'fr', '{}')), 'ok', 'somebody waits');
reset role;
select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
select is(jsonb_array_length(koncert.match_resales('a0000000-0000-4000-8000-000000000002') -> 'offers'), 1, 'and is offered it');
reset role;
select koncert.act(jsonb_build_object('kind', 'buyer', 'organization_id', a, 'via', 'sale'), gen_random_uuid()) from story;
set local role authenticated;
select is(pg_temp.keep('taken', koncert.take_offer('a0000000-0000-4000-8000-000000000031', 'c1', 'fr')), 'ok', 'takes it');
select is(koncert.take_offer('a0000000-0000-4000-8000-000000000031', 'c2', 'fr') ->> 'order_id',
  (select answer ->> 'order_id' from answers where name = 'taken'), 'once');
reset role;
select is((select held + sold from ticket_types), 3, 'the place is lent, not doubled');
update orders set status = 'paid', paid_at = now() where id = (select (answer ->> 'order_id')::uuid from answers where name = 'taken');
update ticket_types set held = held - 1, sold = sold + 1;
set constraints all immediate;
select is((select status from tickets where number = 1), 'refunded', 'paid for, the first ticket ends');
select is((select amount_cents from refunds where kind = 'resale'), 3500, 'and its buyer has all back');
set constraints all deferred;

-- A date that falls through is refunded once, order by order.
select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
select is(koncert.start_mass_refund('a0000000-0000-4000-8000-000000000002', false, null) ->> 'code', 'not_cancelled', 'a date that stands is not refunded at large');
update performances set status = 'cancelled', cancelled_at = now();
select is(pg_temp.keep('run', koncert.start_mass_refund('a0000000-0000-4000-8000-000000000002', false, 'travaux')), 'ok', 'a cancelled one is');
select is(koncert.start_mass_refund('a0000000-0000-4000-8000-000000000002', false, null) ->> 'code', 'running', 'by one run at a time');
do $$ begin perform koncert.refund_batch((select (answer ->> 'id')::uuid from answers where name = 'run'), 10); end $$;
select is((select array_agg(distinct status) from tickets), array['refunded'], 'nobody keeps a ticket');
select is((select sum(amount_cents) from refunds), (select sum(total_cents) from orders where id in (select order_id from refunds)), 'and everybody has all back');
reset role;

select * from finish();
rollback;
