-- What holds for every table and function, read from the catalogue: a new one that forgets a rule fails here.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(19);

create temp view business as
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');

select cmp_ok((select count(*) from business), '>', 50::bigint, 'the whole domain is there');
select is_empty($$ select relname from business where not relrowsecurity or not relforcerowsecurity $$,
  'row-level security is on and forced for every table');
select is_empty($$ select relname from business b where not exists (select from pg_policy p where p.polrelid = b.oid) $$,
  'every table has a policy');
select is_empty($$ select polname from pg_policy p join business b on b.oid = p.polrelid
    where p.polroles <> array['authenticated'::regrole::oid] $$,
  'policies speak of authenticated and of nobody else');
select is_empty($$ select relname from business where has_any_column_privilege('anon', oid, 'select, insert, update, references')
    or has_table_privilege('anon', oid, 'delete, truncate, trigger') $$,
  'anon has no right on any table');
select is_empty($$ select relname from business where has_table_privilege('authenticated', oid, 'truncate, trigger')
    or has_any_column_privilege('authenticated', oid, 'references') $$,
  'authenticated can neither truncate nor refer to a table');
select is_empty($$ select polname from pg_policy p join business b on b.oid = p.polrelid
    where regexp_replace(concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)),
      'SELECT koncert\.\w+\(|koncert\.may\(permission\)', '', 'g') ~ 'koncert\.' $$,
  'functions in policies stand in a sub-select, so that they run once a query');
select is_empty($$ select polname from pg_policy where polname !~ '^[A-Z][a-z ]+ (are|is) [a-z: ]+$' $$,
  'policies are named as sentences');

select is_empty($$ select relname from business b
    where relname not in ('row_changes', 'tool_calls', 'audit_log', 'feed', 'outbox', 'organizations', 'roles', 'permissions', 'role_permissions', 'rate_limits')
      and not exists (select from pg_constraint k where k.conrelid = b.oid and k.contype = 'f'
        and (select attnum from pg_attribute where attrelid = b.oid and attname = 'organization_id') = any (k.conkey)) $$,
  'every business row belongs to an organization that exists');
select is_empty($$ select k.conname from pg_constraint k join business b on b.oid = k.conrelid
    where k.contype = 'f' and k.confrelid in (select oid from business)
      and k.confrelid not in ('organizations'::regclass, 'roles'::regclass, 'permissions'::regclass)
      and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'organization_id' and a.attnum = any (k.conkey)) $$,
  'a row can never point into another organization');
select is_empty($$ select k.conname from pg_constraint k join business b on b.oid = k.conrelid
    where k.contype = 'f' and array_length(k.conkey, 1) >= 2
      and not exists (select from pg_index i where i.indrelid = k.conrelid
        and (string_to_array(i.indkey::text, ' ')::smallint[])[1:2] = k.conkey[1:2]
        -- A key that is null points nowhere.
        and coalesce(pg_get_expr(i.indpred, i.indrelid) = (select format('(%I IS NOT NULL)', a.attname) from pg_attribute a
          where a.attrelid = k.conrelid and a.attnum = any (k.conkey[1:2]) and a.attname <> 'organization_id'), true)) $$,
  'every foreign key has its index');

select is_empty($$ select b.relname from business b join pg_attribute a on a.attrelid = b.oid and a.attname = 'updated_at'
    where not exists (select from pg_trigger t where t.tgrelid = b.oid and t.tgname = 'touch') $$,
  'updated_at is kept by a trigger');
select is_empty($$ select g.table_name from koncert.guarded_tables g
    where not exists (select from pg_trigger t where t.tgrelid = to_regclass('public.' || g.table_name) and t.tgname = 'record_change') $$,
  'what can be undone is recorded');
select is_empty($$ select b.relname, a.attname from business b join pg_attribute a on a.attrelid = b.oid
    join pg_trigger t on t.tgrelid = b.oid and t.tgname = 'record_change'
    where a.attnum > 0 and not has_column_privilege('authenticated', b.oid, a.attnum, 'select')
      and position(a.attname in encode(t.tgargs, 'escape')) = 0 $$,
  'a column that nobody may read enters no image');
select set_eq($$ select format('%s.%s', b.relname, a.attname) from business b join pg_attribute a on a.attrelid = b.oid
    where a.attnum > 0 and not a.attisdropped and b.relname not in ('rate_limits', 'slack_links', 'slack_events')
      and not has_column_privilege('authenticated', b.oid, a.attnum, 'select') $$,
  array['door_devices.token_hash', 'integrations.secret', 'invitations.token_hash', 'signing_keys.private_key', 'slack_teams.secret'],
  'secrets can be written and never read');

select is_empty($$ select proname from pg_proc where pronamespace = 'koncert'::regnamespace and prosecdef
    and not exists (select from unnest(proconfig) c where c like 'search_path=%') $$,
  'a function that runs with its owner''s rights pins its search path');
select is_empty($$ select proname from pg_proc where pronamespace = 'koncert'::regnamespace and has_function_privilege('anon', oid, 'execute') $$,
  'anon may call no function of ours');
select is_empty($$ select format('%s', c.oid::regclass) from pg_class c where c.relnamespace = 'accounts'::regnamespace and c.relkind = 'r'
    and (not c.relrowsecurity or has_any_column_privilege('authenticated', c.oid, 'select, insert, update, references')
      or has_any_column_privilege('anon', c.oid, 'select, insert, update, references')) $$,
  'accounts are out of reach of members');
select ok(not (select rolinherit or rolsuper or rolbypassrls from pg_roles where rolname = 'koncert_app')
    and not exists (select from pg_class where relowner = 'koncert_app'::regrole)
    and not has_any_column_privilege('koncert_app', 'public.tours', 'select'),
  'the application''s role owns nothing and has no right outside an actor''s transaction');

select * from finish();
rollback;
