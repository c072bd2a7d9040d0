-- Tickets: numbered by category too, and what replaces a code or a link.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(12);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a;
grant select on story to public;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz');
insert into performances (id, artist_id, day, status, capacity) values
  ('a0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', '2027-03-12', 'on_sale', 100);
insert into ticket_types (id, performance_id, name, price_cents, position) values
  ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000002', 'Plein tarif', 3500, 1),
  ('a0000000-0000-4000-8000-000000000012', 'a0000000-0000-4000-8000-000000000002', 'Tarif réduit', 2500, 2);
reset role;
insert into orders (id, organization_id, performance_id, status, paid_at, buyer_email)
  select 'a0000000-0000-4000-8000-000000000021', a, 'a0000000-0000-4000-8000-000000000002', 'paid', now(), 'lea@example.org' from story;

create function pg_temp.issue(variadic p_wanted text[]) returns text language plpgsql as $$
declare
  v_issued bigint[];
begin
  v_issued := array(select number from story, koncert.issue_tickets(a, 'a0000000-0000-4000-8000-000000000021', (
    select jsonb_agg(jsonb_build_object('ticket_type_id', 'a0000000-0000-4000-8000-0000000000' || split_part(w, '@', 1),
      'price_cents', split_part(w, '@', 2)::integer, 'vat_rate_bp', 210, 'holder_name', 'Léa') order by n)
      from unnest(p_wanted) with ordinality u (w, n))));
  return (select string_agg(number || '=' || mark || '-' || category_number, ' ' order by number)
    from tickets t join ticket_categories c on c.id = t.category_id where number = any (v_issued));
end
$$;

select is(pg_temp.issue('11@3500', '12@2500', '11@3500'), '1=A-1 2=B-1 3=A-2', 'a ticket has its place on the date and in its category');
select is(pg_temp.issue('12@2500'), '4=B-2', 'and each series goes on');
select is(pg_temp.issue('11@3000', '11@3500'), '5=C-1 6=A-3', 'a price that changed has a series of its own');
select results_eq('select mark, last_number from ticket_categories order by mark', $$ values ('A', 3::bigint), ('B', 2), ('C', 1) $$, 'whose last numbers are known');
select is((select last_number from ticket_series), 6::bigint, 'and so is the date''s');
select is((select string_agg(koncert.category_mark(n), ' ' order by n) from unnest(array[1, 26, 27, 52, 53, 702, 703]) n), 'A Z AA AZ BA ZZ AAA', 'marks go on after Z');

set local role authenticated;
select throws_ok($$ select * from koncert.issue_tickets(koncert.organization_id(), 'a0000000-0000-4000-8000-000000000021', '[]') $$, '42501', null, 'nobody issues by hand');
select throws_ok($$ update tickets set transferred_at = now() $$, '42501', null, 'nor transfers');
select throws_ok($$ update orders set link_version = 3 $$, '42501', null, 'nor replaces a link');
select is((select koncert.replace_link('a0000000-0000-4000-8000-000000000021', 2, 'l@example.org', '{}', '[]', null) ->> 'code'), 'link_replaced', 'a link is replaced one version at a time');
select is((select koncert.transfer_ticket(id, '{"name": "Paul", "email": "paul@example.org"}', '00ff00ff00ff00ff', '[]', null) ->> 'code' from tickets where number = 1), 'ok', 'a ticket is given to another person');
select results_eq('select kind, to_name, replaced_nonce is not null from ticket_changes', $$ values ('transferred', 'Paul', true) $$, 'and a row says so');
reset role;

select * from finish();
rollback;
