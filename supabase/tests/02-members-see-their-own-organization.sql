-- Two organizations, the same tables: neither sees, changes or points at what is the other's.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(25);

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

create function pg_temp.act(p_user text, p_organization uuid) returns void language sql as $$
  select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000' || p_user,
    'organization_id', p_organization, 'via', 'web'), gen_random_uuid())
$$;

-- Bao has an artist and a venue.
select pg_temp.act('b', b) from story;
set local role authenticated;
insert into artists (id, name) values ('b0000000-0000-4000-8000-000000000001', 'Bashung');
insert into venues (id, name, city) values ('b0000000-0000-4000-8000-000000000002', 'Le Bataclan', 'Paris');
select is((select count(*) from artists), 1::bigint, 'an owner sees what they added');
reset role;

-- Ana is somewhere else.
select pg_temp.act('a', a) from story;
set local role authenticated;
select is((select count(*) from artists), 0::bigint, 'another organization''s artists are not there');
select is((select count(*) from organizations), 1::bigint, 'a member sees one organization, their own');
select is((select count(*) from members), 2::bigint, 'and its members alone');
select lives_ok($$ insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Bashung') $$,
  'a name taken elsewhere is free here');
select is((select organization_id from artists), (select a from story), 'a new row falls into the actor''s organization');
select throws_ok($$ insert into artists (organization_id, name) select b, 'Intrus' from story $$, '42501', null,
  'a row cannot be put into another organization');
select throws_ok($$ insert into tours (artist_id, name) values ('b0000000-0000-4000-8000-000000000001', 'Vol') $$, '23503', null,
  'a row cannot point at another organization''s row');
update artists set name = 'Volé' where id = 'b0000000-0000-4000-8000-000000000001';
select is((select count(*) from artists where name = 'Volé'), 0::bigint, 'an update does not reach another organization');
select throws_ok($$ update artists set organization_id = (select b from story) where id = 'a0000000-0000-4000-8000-000000000001' $$, '42501', null,
  'a row cannot be given away');
delete from venues;
select is((select count(*) from koncert.find('bataclan')), 0::bigint, 'search finds nothing of another organization');
select is((select count(*) from koncert.names_in('au Bataclan avec Bashung') where kind = 'venue'), 0::bigint, 'nor do sentences');
select is((select koncert.may('organization:manage')), true, 'an owner may manage');
select is((select koncert.may('organization')), false, 'half a permission is no permission');
select throws_ok($$ select * from accounts."user" $$, '42501', null, 'members cannot read accounts');
select throws_ok($$ select koncert.act('{"kind": "job"}') $$, '42501', null, 'an actor cannot become another one');
reset role;

select is((select count(*) from venues), 1::bigint, 'what was deleted elsewhere still stands');

-- Cléo looks, and no more.
select pg_temp.act('c', a) from story;
set local role authenticated;
select is((select count(*) from artists), 1::bigint, 'a viewer sees the artists');
select throws_ok($$ insert into artists (name) values ('Interdit') $$, '42501', null, 'a viewer adds nothing');
select is((select count(*) from expenses), 0::bigint, 'a viewer sees no accounts');
reset role;
select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000c', 'organization_id', a,
  'role', 'owner', 'zz', '{"role": "owner"}')) from story;
select is(koncert.claim('role'), 'viewer', 'an actor''s role is read, never said');

select throws_ok($$ select pg_temp.act('c', b) from story $$, 'KC403', 'koncert:forbidden', 'a stranger cannot act here');
update members set status = 'suspended' where email = 'cleo@a.test';
select throws_ok($$ select pg_temp.act('c', a) from story $$, 'KC403', 'koncert:forbidden', 'a suspended member cannot act');
select throws_ok($$ select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a), null, 'nothing:real') from story $$,
  'KC403', 'koncert:forbidden', 'acting with a permission that one lacks is refused at once');
select throws_ok($$ update members set role = 'viewer' where email = 'ana@a.test' $$, 'KC409', 'koncert:last_owner',
  'an organization keeps an owner');

select * from finish();
rollback;
