-- Refunds, unbroken paper numbers, guest quotas: nothing is paid twice, nothing is lost.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(36);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()),
  ('00000000-0000-4000-8000-00000000000d', 'Dan', 'dan@a.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a;
grant select on story to public;
insert into members (organization_id, user_id, email, name, role) select a, '00000000-0000-4000-8000-00000000000d', 'dan@a.test', 'Dan', 'door_staff' from story;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity) values ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2027-03-12', 'on_sale', 100);
insert into ticket_types (id, performance_id, name, price_cents) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500),
  ('a0000000-0000-4000-8000-000000000012', 'a0000000-0000-4000-8000-000000000002', 'Invitation', 0);
insert into answers select 'paid', koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa"}', '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000011", "quantity": 2}]');
insert into answers select 'free', koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa"}', '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000012", "quantity": 1}]');
insert into answers select 'stripe', koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa"}', '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000011", "quantity": 1}]',
  'online', p_payment => '{"provider": "stripe", "reference": "pi_1"}');

create function pg_temp.refund(p_name text, p_amount integer, p_key text) returns jsonb language sql as $$
  select koncert.refund_order((select (answer ->> 'order_id')::uuid from answers where name = p_name), p_amount, p_key, 'demande du public')
$$;

insert into answers select 'part', pg_temp.refund('paid', 2000, 'k1');
select is((select answer ->> 'code' from answers where name = 'part'), 'ok', 'part of an order is refunded');
select is((select answer -> 'remaining_cents' from answers where name = 'part'), '5000', 'with what remains');
select is((select status from orders where total_cents = 7000), 'partially_refunded', 'the order says so');
select is((select count(*) from tickets where status = 'issued'), 4::bigint, 'the tickets stay good');
select is(pg_temp.refund('paid', 2000, 'k1') ->> 'code', 'replayed', 'the same key pays once');
select is((select refunded_cents from orders where total_cents = 7000), 2000, 'and not twice');
select is(pg_temp.refund('stripe', 100, 'k1') ->> 'code', 'key_of_another_order', 'a key belongs to one order');
select is(pg_temp.refund('paid', 5001, 'k2') ->> 'code', 'too_much', 'more than was paid is refused');
select is(pg_temp.refund('paid', 0, 'k3') ->> 'code', 'bad_amount', 'and so is nothing');
select is(pg_temp.refund('paid', -500, 'k4') ->> 'code', 'bad_amount', 'or less');
select is(pg_temp.refund('paid', 100, '') ->> 'code', 'key_missing', 'a refund needs its key');
select is(pg_temp.refund('free', null, 'k5') ->> 'code', 'nothing_to_refund', 'a free ticket has nothing to give back');
select is(pg_temp.refund('nobody', null, 'k6') ->> 'code', 'unknown_order', 'an unknown order is refused');

do $$ begin perform koncert.check_in('a0000000-0000-4000-8000-000000000002', jsonb_build_object('ticket_id', id)) from tickets where number = 1; end $$;
insert into answers select 'whole', pg_temp.refund('paid', null, 'k7');
select is((select answer -> 'amount_cents' from answers where name = 'whole'), '5000', 'without an amount, the rest is refunded');
select is((select answer -> 'tickets' from answers where name = 'whole'), '2', 'its tickets are worth nothing any more');
select is((select answer -> 'checked_in' from answers where name = 'whole'), '1', 'and it says who had come in already');
select is((select sold from ticket_types where name = 'Plein tarif'), 1, 'the places are for sale again');
select is((select array_agg(number order by number) from tickets where status = 'refunded'), array[1, 2]::bigint[], 'the numbers stay theirs');
select is(pg_temp.refund('paid', null, 'k8') ->> 'code', 'already_refunded', 'once');
select is((select sum(amount_cents) from refunds), 7000::bigint, 'and the refunds add up');
select is((select distinct status || ' ' || provider from refunds), 'pending cash', 'money given back by hand waits');
select is(koncert.pay_out_refund((select id from refunds where key = 'k1')) ->> 'code', 'ok', 'until somebody says that it was given');
select is(koncert.pay_out_refund((select id from refunds where key = 'k1')) ->> 'code', 'paid_out', 'once');
select is(pg_temp.refund('stripe', null, 'k9') ->> 'code', 'ok', 'a card is refunded by its provider');
select is((select status from refunds where key = 'k9'), 'pending', 'who has to confirm');
select is((select count(*) from outbox where name = 'payment/refund'), 1::bigint, 'and is asked to');
select throws_ok($$ insert into refunds (order_id, key, amount_cents) select id, 'x', 1 from orders limit 1 $$, '42501', null, 'no refund is written by hand');

-- Numbers of papers.
select results_eq($$ select koncert.next_number('invoice') from generate_series(1, 3) $$, array[1, 2, 3]::bigint[], 'invoices are numbered one by one');
savepoint before;
do $$ begin perform koncert.next_number('invoice'); end $$;
rollback to before;
select is(koncert.next_number('invoice'), 4::bigint, 'a number that was not used is given again');
select is(koncert.next_number('quote'), 1::bigint, 'each kind of paper has its series');
insert into documents (id, kind, title, number, status) values ('a0000000-0000-4000-8000-000000000021', 'invoice', 'Cession Olympia', 'F-2027-0004', 'issued');
select throws_ok($$ delete from documents $$, 'KC409', null, 'a numbered invoice is never deleted');
select throws_ok($$ update documents set number = 'F-1' $$, 'KC409', null, 'nor numbered anew');

-- Guest lists.
insert into guest_lists (id, performance_id, name, quota) values ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000002', 'Artiste', 3);
insert into guests (guest_list_id, performance_id, name, plus_ones) values ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000002', 'Paul', 1);
select throws_ok($$ insert into guests (guest_list_id, performance_id, name, plus_ones) values ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000002', 'Zoé', 1) $$,
  '23514', 'koncert:guest_list_full', 'a guest list keeps its quota, plus-ones included');
update guests set status = 'declined';
select lives_ok($$ insert into guests (guest_list_id, performance_id, name, plus_ones) values ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000002', 'Zoé', 1) $$,
  'who declines leaves room');
reset role;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000d', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
select is(pg_temp.refund('stripe', null, 'k10') ->> 'code', 'forbidden', 'door staff refund nothing');
select throws_ok($$ select koncert.next_number('invoice') $$, 'KC403', null, 'and take no number');
reset role;

select * from finish();
rollback;
