-- A payment is started, then succeeds or fails, in whatever order its news come: each piece once.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(47);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()),
  ('00000000-0000-4000-8000-00000000000b', 'Bob', 'bob@b.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a,
  koncert.create_organization('00000000-0000-4000-8000-00000000000b', 'Maison B') as b;
grant select on story to public;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;

create function pg_temp.as_owner() returns void language plpgsql as $$ begin
  reset role; perform koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
  set local role authenticated; end $$;
create function pg_temp.as_buyer() returns void language plpgsql as $$ begin
  reset role; perform koncert.act(jsonb_build_object('kind', 'buyer', 'organization_id', a, 'via', 'sale'), gen_random_uuid()) from story;
  set local role authenticated; end $$;
create function pg_temp.as_job(p_of text) returns void language plpgsql as $$ begin
  reset role; perform koncert.act(jsonb_build_object('kind', 'job', 'organization_id', case p_of when 'a' then a else b end, 'name', 'payments', 'via', 'job'), gen_random_uuid()) from story;
  set local role authenticated; end $$;

select pg_temp.as_owner();
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity, published_at) values ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2127-03-12', 'on_sale', 3, now());
insert into ticket_types (id, performance_id, name, price_cents) values ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500);
select is(koncert.settle_payment('{}') ->> 'code', 'forbidden', 'no member speaks for the provider');
select throws_ok($$ update payments set status = 'succeeded' $$, '42501', null, 'nor writes a payment by hand');
select is(koncert.keep_payment_account('{"provider": "stripe", "account": "acct_a", "test": true, "charges_enabled": true, "payouts_enabled": true, "details_submitted": true, "due": []}') ->> 'code',
  'ok', 'whoever manages the organization connects its account');

create function pg_temp.hold(p_name text, p_quantity integer) returns text language plpgsql as $$ declare v_answer jsonb; begin
  select koncert.hold_tickets(slug, jsonb_build_array(jsonb_build_object('ticket_type_id', 'a0000000-0000-4000-8000-000000000011', 'quantity', p_quantity)), p_name, 'fr')
    into v_answer from pg_temp.slugs;
  insert into answers values (p_name, v_answer); return v_answer ->> 'code'; end $$;
reset role;
create temp table slugs as select slug from performances where id = 'a0000000-0000-4000-8000-000000000002';
grant select on slugs to public;
create function pg_temp.id(p_name text) returns uuid language sql as $$ select (answer ->> 'order_id')::uuid from answers where name = p_name $$;
create function pg_temp.start(p_name text) returns jsonb language sql as $$
  select koncert.start_payment(pg_temp.id(p_name), '{"name": "Léa", "email": "lea@exemple.fr", "locale": "fr"}', '{"provider": "stripe", "test": true}') $$;
create function pg_temp.news(p_event text, p_name text, p_more jsonb) returns jsonb language sql as $$
  select koncert.settle_payment(jsonb_build_object('event', p_event, 'type', 'told', 'fact', jsonb_build_object('kind', 'payment', 'provider', 'stripe',
    'account', 'acct_a', 'payment', (select answer -> 'payment' ->> 'id' from answers where name = p_name || ' payment'), 'reference', 'pi_' || p_name,
    'amount_cents', 3500, 'currency', 'EUR') || p_more), '{"to": "lea@exemple.fr"}') $$;

select pg_temp.as_buyer();
select is(pg_temp.hold('one', 1), 'ok', 'a place is held');
insert into answers select 'one payment', pg_temp.start('one');
select is((select answer ->> 'code' from answers where name = 'one payment'), 'ok', 'its payment starts');
select is(pg_temp.start('one') -> 'payment' -> 'id', (select answer -> 'payment' -> 'id' from answers where name = 'one payment'), 'and started again it is the same');
select is(koncert.settle_payment('{}') ->> 'code', 'forbidden', 'no buyer speaks for the provider');
select throws_ok($$ select koncert.pay_order(pg_temp.id('one'), '{"name": "Léa"}', '{"provider": "stripe", "test": true}') $$, 'KC403', null, 'or pays with a word');

select pg_temp.as_job('b');
select is(pg_temp.news('evt_other', 'one', '{"status": "succeeded"}') ->> 'problem', 'unknown_order', 'another organization''s news confirm nothing');
select pg_temp.as_job('a');
select is(pg_temp.news('evt_0', 'one', '{"status": "succeeded", "account": "acct_x"}') ->> 'problem', 'other_account', 'nor those of another account');
select is(pg_temp.news('evt_1', 'one', '{"status": "failed", "failure": "expired"}') ->> 'outcome', 'applied', 'a failure is kept');
select is((select status from payments), 'failed', 'on the payment');
select is((select status from orders where id = pg_temp.id('one')), 'held', 'and the places stay held');
select is(pg_temp.news('evt_2', 'one', '{"status": "succeeded"}') ->> 'outcome', 'applied', 'success outlives a failure');
select is((select status from orders where id = pg_temp.id('one')), 'paid', 'the order is paid');
select is((select count(*) from tickets), 1::bigint, 'with its ticket');
select is((select count(*) from outbox where name = 'mail/order'), 1::bigint, 'and its letter');
select is(pg_temp.news('evt_2', 'one', '{"status": "succeeded"}') ->> 'code', 'replayed', 'the same news once more is no news');
select is(pg_temp.news('evt_3', 'one', '{"status": "succeeded"}') ->> 'outcome', 'ignored', 'the same told otherwise changes nothing');
select is(pg_temp.news('evt_4', 'one', '{"status": "failed"}') ->> 'outcome', 'ignored', 'nor does a failure that comes after');
select is((select array[held, sold] from ticket_types), array[0, 1], 'one place is sold');

select pg_temp.as_buyer();
select is(pg_temp.hold('wrong', 1), 'ok', 'another place is held');
insert into answers select 'wrong payment', pg_temp.start('wrong');
select pg_temp.as_job('a');
select is(pg_temp.news('evt_5', 'wrong', '{"status": "succeeded", "amount_cents": 1}') ->> 'problem', 'other_amount', 'another amount confirms nothing');
select is((select status from payments where order_id = pg_temp.id('wrong')), 'to_check', 'and waits for a person');
select is((select count(*) from payment_events where outcome = 'to_check' and seen_at is null), 2::bigint, 'as the organization sees');
select pg_temp.as_owner();
select is(koncert.see_payment_event((select id from payment_events where problem = 'other_amount'), 'vu') ->> 'code', 'ok', 'who has a look');
select is((select count(*) from payment_events where outcome = 'to_check' and seen_at is null), 1::bigint, 'and closes it');

select pg_temp.as_buyer();
do $$ begin perform koncert.release_hold(pg_temp.id('wrong')); end $$;
select is(pg_temp.hold('late', 2), 'ok', 'the last two places are held');
insert into answers select 'late payment', pg_temp.start('late');
reset role;
update orders set hold_expires_at = now() - interval '1 minute' where id = pg_temp.id('late');
select is(koncert.end_holds(), 1, 'the hold ends');
select pg_temp.as_buyer();
select is(pg_temp.hold('winner', 1), 'ok', 'and one of its places is another''s');
select pg_temp.as_job('a');
select is(pg_temp.news('evt_6', 'late', '{"status": "succeeded", "amount_cents": 7000}') ->> 'surplus', 'late', 'money that comes then is not for the order');
select is((select status from orders where id = pg_temp.id('late')), 'expired', 'which stays ended');
select is((select array[status, reason] from refunds), array['pending', 'late'], 'and the money goes back');
select is((select count(*) from outbox where name in ('payment/refund', 'mail/payment-returned')), 2::bigint, 'by itself, and the buyer is told');
select is((select sum(held + sold) from ticket_types), 2::bigint, 'nobody lost a place');
select is(koncert.settle_payment(jsonb_build_object('event', 'evt_7', 'type', 'told', 'fact', jsonb_build_object('kind', 'refund', 'provider', 'stripe',
  'status', 'succeeded', 'refund', (select id from refunds), 'attempt', 0, 'refund_reference', 're_1', 'amount_cents', 7000))) ->> 'outcome', 'applied', 'the provider gave it back');
select is((select status from refunds), 'succeeded', 'as the refund says');
select is(koncert.settle_payment(jsonb_build_object('event', 'evt_8', 'type', 'told', 'fact', jsonb_build_object('kind', 'refund', 'provider', 'stripe',
  'status', 'pending', 'refund', (select id from refunds), 'attempt', 0, 'refund_reference', 're_1', 'amount_cents', 7000))) ->> 'outcome', 'ignored', 'older news come too late');
select is(koncert.settle_payment(jsonb_build_object('event', 'evt_9', 'type', 'told', 'fact', jsonb_build_object('kind', 'refund', 'provider', 'stripe',
  'status', 'failed', 'failure', 'closed_card', 'refund', (select id from refunds), 'attempt', 0, 'refund_reference', 're_1', 'amount_cents', 7000))) ->> 'problem', 'refund_failed', 'a bank may send it back');
select is((select array[status, failure] from refunds), array['failed', 'closed_card'], 'and then it has failed');
select pg_temp.as_owner();
select is(koncert.retry_refund((select id from refunds)) ->> 'code', 'ok', 'it is tried again');
select is((select array[status, attempts::text] from refunds), array['pending', '1'], 'as another attempt');
select is(koncert.retry_refund((select id from refunds)) ->> 'code', 'not_failed', 'once');
select pg_temp.as_job('a');
select is(koncert.settle_payment(jsonb_build_object('event', 'evt_10', 'type', 'told', 'fact', jsonb_build_object('kind', 'refund', 'provider', 'stripe',
  'status', 'failed', 'failure', 'closed_card', 'refund', (select id from refunds), 'attempt', 0, 'refund_reference', 're_1', 'amount_cents', 7000))) ->> 'outcome', 'ignored', 'news of the first attempt do not touch the second');
select is((select status from refunds), 'pending', 'which goes on');

select is(koncert.settle_payment('{"event": "evt_11", "type": "told", "fact": {"kind": "refund", "provider": "stripe", "status": "succeeded", "refund_reference": "re_2", "reference": "pi_not_yet", "amount_cents": 500}}') ->> 'outcome',
  'waiting', 'a refund that comes before its payment waits for it');
reset role;
select is(has_function_privilege('authenticated', 'koncert.apply_payment(uuid, jsonb, jsonb, timestamptz)', 'execute'), false, 'what is inside stays inside');
select * from finish();
rollback;
