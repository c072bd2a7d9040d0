-- Joining, what an invitation gives, and who decides.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(29);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt")
  select ('00000000-0000-4000-8000-00000000000' || k)::uuid, initcap(k), k || '@a.test', true, now() from unnest('{a,b,c,d}'::text[]) k;
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Les Productions de l’Été') as a;
grant select on story to public;
create function pg_temp.act(p_user text, p_via text default 'web') returns void language sql as $$
  select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000' || p_user, 'organization_id', (select a from story), 'via', p_via), gen_random_uuid())
$$;

select is((select slug from organizations where id = (select a from story)), 'les-productions-de-l-ete', 'an organization has an address from its name');
select isnt((select slug from organizations where id = koncert.create_organization('00000000-0000-4000-8000-00000000000b', 'Les productions de l''été')), 'les-productions-de-l-ete', 'which is never shared');
select throws_ok($$ select koncert.create_organization('00000000-0000-4000-8000-000000000009', 'Personne') $$, 'KC404', null, 'nobody creates nothing');
select results_eq($$ select role from koncert.memberships('00000000-0000-4000-8000-00000000000a') $$, array['owner'], 'who creates owns');

select pg_temp.act('a');
set local role authenticated;
insert into invitations (email, role, token_hash) values ('b@a.test', 'manager', 'hb'), ('c@a.test', 'viewer', 'hc'), ('d@a.test', 'owner', 'hd');
insert into invitations (email, role, token_hash, expires_at) values ('d@a.test', 'viewer', 'old', now() - interval '1 day');
select throws_ok($$ insert into invitations (email, role, token_hash) values ('x@a.test', 'job', 'hx') $$, '23514', null, 'nobody is invited as a job');
update invitations set revoked_at = now() where email = 'd@a.test' and role = 'owner';
reset role;

select is(koncert.invitation('hb') ->> 'status', 'open', 'an open invitation says so');
select is(koncert.invitation('nothing'), null, 'an unknown one says nothing');
select is(koncert.accept_invitation('hb', '00000000-0000-4000-8000-00000000000c') ->> 'code', 'other_email', 'an invitation is for its address');
select is(koncert.accept_invitation('hb', '00000000-0000-4000-8000-00000000000b') ->> 'code', 'ok', 'who is invited joins');
select is(koncert.accept_invitation('hb', '00000000-0000-4000-8000-00000000000b') ->> 'code', 'replayed', 'once');
select is(koncert.accept_invitation('hc', '00000000-0000-4000-8000-00000000000c') ->> 'code', 'ok', 'in the role of the invitation');
select is(koncert.accept_invitation('hd', '00000000-0000-4000-8000-00000000000d') ->> 'code', 'revoked', 'not when it was taken back');
select is(koncert.accept_invitation('old', '00000000-0000-4000-8000-00000000000d') ->> 'code', 'expired', 'nor when it is too old');
select is((select count(*) from audit_log where action = 'invitation_accepted'), 2::bigint, 'and the log keeps it');

select pg_temp.act('b');
set local role authenticated;
select lives_ok($$ insert into invitations (email, role, token_hash) values ('e@a.test', 'accountant', 'he') $$, 'a manager invites');
select throws_ok($$ insert into invitations (email, role, token_hash) values ('f@a.test', 'owner', 'hf') $$, '42501', null, 'but makes no owner');
update members set role = 'owner' where email = 'b@a.test';
select is((select role from members where email = 'b@a.test'), 'manager', 'and does not make themselves one');

-- Approvals.
select lives_ok($$ insert into approvals (id, tool, input, input_hash, preview, requested_via) values
  ('a0000000-0000-4000-8000-000000000001', 'refund', '{}', 'h', '{}', 'agent'), ('a0000000-0000-4000-8000-000000000002', 'refund', '{}', 'h', '{}', 'agent') $$, 'a manager asks for an approval');
select throws_ok($$ insert into approvals (tool, input, input_hash, preview, requested_via, status, decided_at) values ('refund', '{}', 'h', '{}', 'agent', 'accepted', now()) $$, '42501', null, 'which is not decided at birth');
select throws_ok($$ update approvals set input_hash = 'other' $$, '42501', null, 'nor changed');
reset role;
select pg_temp.act('b', 'agent');
set local role authenticated;
select throws_ok($$ update approvals set status = 'accepted', decided_by = koncert.member_id(), decided_at = now() $$, '42501', null, 'the agent accepts nothing');
reset role;
select pg_temp.act('c');
set local role authenticated;
select is((select count(*) from approvals), 0::bigint, 'a viewer does not see what others asked');
reset role;
select pg_temp.act('a');
set local role authenticated;
select lives_ok($$ update approvals set status = 'accepted', decided_by = koncert.member_id(), decided_at = now() where id = 'a0000000-0000-4000-8000-000000000001' $$, 'an owner accepts');
select throws_ok($$ update approvals set status = 'refused' where id = 'a0000000-0000-4000-8000-000000000001' $$, 'KC409', null, 'once');
select lives_ok($$ update approvals set result = '{"ok": true}' where id = 'a0000000-0000-4000-8000-000000000001' $$, 'the result comes later');

-- Conversations.
insert into conversations (id, title) values ('a0000000-0000-4000-8000-000000000003', 'Tournée');
insert into messages (conversation_id, position, role, parts) values ('a0000000-0000-4000-8000-000000000003', 0, 'user', '[]');
insert into runs (conversation_id, provider, model) values ('a0000000-0000-4000-8000-000000000003', 'anthropic', 'claude');
reset role;
select pg_temp.act('b');
set local role authenticated;
select is((select count(*) from conversations) + (select count(*) from messages), 0::bigint, 'a conversation is its member''s alone');
select is((select count(*) from runs), 1::bigint, 'its cost is not');
select throws_ok($$ insert into messages (conversation_id, position, role, parts) values ('a0000000-0000-4000-8000-000000000003', 1, 'user', '[]') $$, '23503', null, 'nobody writes in another one''s');
select throws_ok($$ update tool_calls set undone_by = id $$, '42501', null, 'the log is not rewritten');
reset role;

select * from finish();
rollback;
