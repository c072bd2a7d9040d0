-- Every write can be reversed while nothing later stands on it.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(29);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()),
  ('00000000-0000-4000-8000-00000000000b', 'Bao', 'bao@b.test', true, now()),
  ('00000000-0000-4000-8000-00000000000c', 'Cléo', 'cleo@a.test', true, now());
create temp table story as
  select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a,
         koncert.create_organization('00000000-0000-4000-8000-00000000000b', 'Maison B') as b;
grant select on story to public;
insert into members (organization_id, user_id, email, name, role)
  select a, '00000000-0000-4000-8000-00000000000c', 'cleo@a.test', 'Cléo', 'viewer' from story;

-- A call of Ana's, number p_call: acts, runs, keeps the call.
create function pg_temp.call(p_call integer, p_sql text, p_user text default 'a') returns void language plpgsql as $$
declare
  v_call constant uuid := ('ca110000-0000-4000-8000-' || lpad(p_call::text, 12, '0'))::uuid;
begin
  perform koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000' || p_user,
    'organization_id', (select case p_user when 'b' then b else a end from story), 'via', 'agent'), v_call);
  perform set_config('role', 'authenticated', true);
  execute p_sql;
  perform koncert.record_call(v_call, 'story', 'write', '{}', 'hash', '{}', 1);
  perform set_config('role', 'none', true);
end
$$;
create function pg_temp.undo(p_call integer) returns text language sql as $$
  select format('select koncert.undo_call(%L)', 'ca110000-0000-4000-8000-' || lpad(p_call::text, 12, '0'))
$$;

select pg_temp.call(1, $$ insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz') $$);
select is((select operation from row_changes where row_id = 'a0000000-0000-4000-8000-000000000001'), 'insert', 'an insert is kept');
select is((select before from row_changes where row_id = 'a0000000-0000-4000-8000-000000000001'), null, 'with nothing before');
select ok(not (select after ? 'search_name' or after ? 'updated_at' from row_changes where row_id = 'a0000000-0000-4000-8000-000000000001'),
  'and without what is derived');

-- An update and its undo.
select pg_temp.call(2, $$ update artists set name = 'Zaz et amis', genre = 'chanson' $$);
select pg_temp.call(3, $$ update artists set name = name $$);
select is((select count(*) from row_changes where call_id = 'ca110000-0000-4000-8000-000000000003'), 0::bigint, 'a change of nothing is not kept');
select pg_temp.call(4, pg_temp.undo(2));
select is((select name || coalesce(genre, '') from artists), 'Zaz', 'an undone update gives back what was there');
select is((select search_name from artists), 'zaz', 'with what is derived from it');
select is((select undone_by::text from tool_calls where id = 'ca110000-0000-4000-8000-000000000002'), 'ca110000-0000-4000-8000-000000000004',
  'the call knows which one undid it');
select throws_ok(format('select pg_temp.call(5, %L)', pg_temp.undo(2)), 'KC410', null, 'a call is undone once');
reset role;

-- The undo of the undo.
select pg_temp.call(6, pg_temp.undo(4));
select is((select name from artists), 'Zaz et amis', 'an undo can be undone');
select pg_temp.call(7, pg_temp.undo(2));
select is((select name from artists), 'Zaz', 'and the first call undone again');

-- Several tables, parents and children.
select pg_temp.call(8, $$
  insert into tours (id, artist_id, name) values ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', 'Organique');
  insert into performances (id, artist_id, tour_id, day, status, hold_rank)
    values ('a0000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000002', '2027-02-12', 'option', 1);
  insert into schedule_items (performance_id, kind, starts_at) values ('a0000000-0000-4000-8000-000000000003', 'doors', '2027-02-12 19:00+01') $$);
select pg_temp.call(9, $$ delete from performances $$);
select is((select count(*) from schedule_items), 0::bigint, 'deleting a date takes its schedule');
select pg_temp.call(10, pg_temp.undo(9));
select is((select count(*) from performances join schedule_items s on s.performance_id = performances.id), 1::bigint, 'undoing brings both back');
select is((select starts_at from schedule_items), '2027-02-12 18:00+00'::timestamptz, 'at the same time of day');
set local timezone = 'Asia/Tokyo';
select pg_temp.call(11, pg_temp.undo(10));
select pg_temp.call(12, pg_temp.undo(11));
select is((select starts_at from schedule_items), '2027-02-12 18:00+00'::timestamptz, 'whatever the time zone of the session');
set local timezone = 'UTC';

-- Refusals: nothing changes.
select pg_temp.call(13, $$ update performances set status = 'confirmed', hold_rank = null $$);
select pg_temp.call(14, $$ update performances set notes = 'plus tard' $$);
select throws_ok(format('select pg_temp.call(15, %L)', pg_temp.undo(13)), 'KC409', 'koncert:conflict performances a0000000-0000-4000-8000-000000000003: changed_later',
  'a call on which a later change stands is not undone, and the message says which row');
reset role;
select is((select status from performances), 'confirmed', 'and nothing has changed');
select pg_temp.call(16, pg_temp.undo(14));
select lives_ok(format('select pg_temp.call(17, %L)', pg_temp.undo(13)), 'once the later change is undone, the earlier one can be');
select is((select hold_rank from performances), 1::smallint, 'and the option is back');

select pg_temp.call(20, $$ insert into venues (id, name, city) values ('a0000000-0000-4000-8000-000000000004', 'Le Silo', 'Marseille') $$);
select pg_temp.call(21, $$ update performances set venue_id = 'a0000000-0000-4000-8000-000000000004' $$);
select throws_ok(format('select pg_temp.call(22, %L)', pg_temp.undo(20)), 'KC409', 'koncert:conflict venues a0000000-0000-4000-8000-000000000004: needed_elsewhere',
  'a row that another one needs is not taken away');
reset role;
select pg_temp.call(23, $$ insert into stages (id, venue_id, name) values ('a0000000-0000-4000-8000-000000000005', 'a0000000-0000-4000-8000-000000000004', 'Club') $$);
select pg_temp.call(24, pg_temp.undo(21));
select throws_ok(format('select pg_temp.call(25, %L)', pg_temp.undo(20)), 'KC409', 'koncert:conflict stages a0000000-0000-4000-8000-000000000005: added_later',
  'nor is one whose children came later, though they would go with it');
reset role;
select is((select count(*) from stages), 1::bigint, 'they are still there');

select pg_temp.call(30, $$ delete from stages; delete from venues $$);
select pg_temp.call(31, $$ insert into venues (name, city) values ('Le Silo', 'Marseille') $$);
select throws_ok(format('select pg_temp.call(32, %L)', pg_temp.undo(30)), 'KC409', 'koncert:conflict venues a0000000-0000-4000-8000-000000000004: taken_meanwhile',
  'a deleted row whose name was taken does not come back');
reset role;

-- Who may.
select throws_ok(format('select pg_temp.call(40, %L, ''c'')', pg_temp.undo(31)), 'KC403', null, 'undoing needs the right to write');
reset role;
select throws_ok(format('select pg_temp.call(41, %L, ''b'')', pg_temp.undo(31)), 'KC404', null, 'another organization''s call does not exist');
reset role;
select throws_ok(format('select pg_temp.call(42, %L)', pg_temp.undo(99)), 'KC404', null, 'nor does one that was never made');
reset role;
select throws_ok(format('select pg_temp.call(43, %L)', pg_temp.undo(3)), 'KC404', null, 'a call that changed nothing has nothing to undo');
reset role;
select pg_temp.call(44, $$ insert into contacts (id, display_name) values ('a0000000-0000-4000-8000-000000000006', 'Léa') $$);
select pg_temp.call(45, $$ insert into consents (contact_id, channel, status, source) values ('a0000000-0000-4000-8000-000000000006', 'email', 'granted', 'guichet') $$);
select throws_like(format('select pg_temp.call(46, %L)', pg_temp.undo(45)), '%irreversible', 'a consent is withdrawn, not undone');
reset role;
select throws_ok($$ select pg_temp.call(2, 'select 1') $$, '23505', null, 'a call id serves once');
reset role;
select is((select count(*) from tool_calls where undone_by is not null), 6::bigint, 'the log keeps what was undone');

select * from finish();
rollback;
