-- The door: devices that act for one date, scans that arrive late, the merge rule.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(24);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a;
grant select on story to public;
create temp table answers (name text primary key, answer jsonb);
grant all on answers to public;

create function pg_temp.as_owner() returns void language sql as $$
  select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story
$$;
create function pg_temp.as_device(p_n integer) returns void language sql as $$
  select koncert.act(jsonb_build_object('kind', 'device', 'device_id', format('d0000000-0000-4000-8000-00000000000%s', p_n)::uuid, 'organization_id', a, 'via', 'door'), gen_random_uuid()) from story
$$;

select pg_temp.as_owner();
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity) values
  ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', current_date + 10, 'on_sale', 50),
  ('a0000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000001', current_date + 11, 'on_sale', 50);
insert into ticket_types (id, performance_id, name, price_cents, quota) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500, 40),
  ('a0000000-0000-4000-8000-000000000012', 'a0000000-0000-4000-8000-000000000002', 'Balcon', 2500, 10);
select is(koncert.issue_order('a0000000-0000-4000-8000-000000000002', '{"name": "Léa Martin"}',
  '[{"ticket_type_id": "a0000000-0000-4000-8000-000000000011", "quantity": 4}]', 'door_sale') ->> 'code', 'ok', 'four tickets are sold');

select is(koncert.add_door_device(format('d0000000-0000-4000-8000-00000000000%s', n)::uuid, 'a0000000-0000-4000-8000-000000000002', 'Porte ' || n, null, 'hash' || n) ->> 'code',
  'ok', 'a device is made') from generate_series(1, 2) n;
select throws_ok($$ insert into door_devices (name, token_hash) values ('Autre', 'x') $$, '42501', null, 'and in no other way');
reset role;

select pg_temp.as_device(1);
set local role authenticated;
select is(koncert.check_in_many('[{"performance_id": "a0000000-0000-4000-8000-000000000002", "number": 1, "sequence": 1}]') #>> '{answers,0,code}', 'forbidden',
  'a device that was not opened scans nothing');
select is(koncert.claim_door_device('own1', decode(repeat('11', 32), 'hex'), 'Android') ->> 'code', 'ok', 'it is opened');
select is(koncert.claim_door_device('own2', decode(repeat('22', 32), 'hex'), 'Android') ->> 'code', 'already_claimed', 'once');
select is((select count(*) from tickets), 0::bigint, 'and reads no table');
reset role;
select pg_temp.as_device(2);
set local role authenticated;
select is(koncert.claim_door_device('own3', decode(repeat('33', 32), 'hex'), 'iPhone') ->> 'code', 'ok', 'the other too');
reset role;

create function pg_temp.scan(p_device integer, p_scan jsonb) returns jsonb language plpgsql as $$
declare v_answer jsonb;
begin
  perform pg_temp.as_device(p_device);
  set local role authenticated;
  v_answer := koncert.check_in_many(jsonb_build_array('{"performance_id": "a0000000-0000-4000-8000-000000000002"}' || p_scan)) #> '{answers,0}';
  reset role;
  return v_answer;
end $$;

select is(pg_temp.scan(1, '{"number": 1, "sequence": 1, "gate": "A"}') ->> 'result', 'ok', 'a ticket comes in');
select is(pg_temp.scan(1, '{"number": 1, "sequence": 1, "gate": "A"}') ->> 'result', 'ok', 'the same scan sent again is the same scan');
select is(pg_temp.scan(2, '{"number": 1, "sequence": 1}') #>> '{previous,gate}', 'A', 'the other device refuses it, and says where it came in');
select is(pg_temp.scan(1, '{"number": 9, "sequence": 2}') ->> 'result', 'unknown', 'an unknown number is unknown');
select is(pg_temp.scan(1, '{"sequence": 3}') ->> 'result', 'not_ours', 'what no key of ours signed is not ours');
select is(pg_temp.scan(1, '{"performance_id": "a0000000-0000-4000-8000-000000000003", "number": 1, "sequence": 4}') ->> 'code', 'forbidden', 'at another date it does nothing');

-- Both were cut off; the second says so first.
select pg_temp.scan(2, jsonb_build_object('number', 2, 'sequence', 2, 'late', true, 'said', 'ok', 'gate', 'B', 'at', now() - interval '10 minutes'));
select pg_temp.scan(1, jsonb_build_object('number', 2, 'sequence', 5, 'late', true, 'said', 'ok', 'gate', 'A', 'at', now() - interval '20 minutes'));
select pg_temp.as_owner();
select results_eq($$ select gate, counts from koncert.passages((select a from story), 'a0000000-0000-4000-8000-000000000002') p
    join tickets k on k.id = p.ticket_id where k.number = 2 order by at $$,
  $$ values ('A', true), ('B', false) $$, 'of two entries the earlier counts, whichever was heard of first');
set local role authenticated;
select is(koncert.door_to_see('a0000000-0000-4000-8000-000000000002') #>> '{cases,0,kind}', 'duplicate', 'and the other is shown');
reset role;
select pg_temp.scan(1, jsonb_build_object('undoes', 5, 'sequence', 6, 'late', true, 'said', 'ok', 'at', now()));
select pg_temp.as_owner();
select results_eq($$ select gate, counts from koncert.passages((select a from story), 'a0000000-0000-4000-8000-000000000002') p
    join tickets k on k.id = p.ticket_id where k.number = 2 $$,
  $$ values ('B', true) $$, 'the first taken back, the other is the entry');

select is(pg_temp.scan(2, '{"number": 3, "sequence": 7}') ->> 'result', 'ok', 'a question whose answer is lost');
select is(pg_temp.scan(2, jsonb_build_object('number', 3, 'sequence', 7, 'late', true, 'said', 'interrupted', 'at', now())) ->> 'result', 'interrupted', 'and was settled otherwise');
select is(pg_temp.scan(1, '{"number": 3, "sequence": 8}') ->> 'result', 'ok', 'lets nobody in');

select pg_temp.as_owner();
set local role authenticated;
select is(koncert.door_counts('a0000000-0000-4000-8000-000000000002') #>> '{types,0,inside}', '3', 'three are inside');
select is(koncert.revoke_door_device('d0000000-0000-4000-8000-000000000001') ->> 'code', 'ok', 'a device is revoked');
reset role;
select throws_ok($$ select pg_temp.as_device(1) $$, 'KC403', null, 'and acts no more');

select * from finish();
rollback;
