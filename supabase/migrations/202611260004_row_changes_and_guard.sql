-- What every business table gets: row-level security, an audit trigger, indexes on its foreign keys.

create table row_changes (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  call_id uuid,
  table_name text not null,
  row_id uuid not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb,
  at timestamptz not null default now()
);
create index row_changes_of_a_call on row_changes (organization_id, call_id, id);
create index row_changes_of_a_row on row_changes (row_id, id);

-- Which permission a table's writes need, and whether a call on it can be undone.
create table koncert.guarded_tables (
  table_name text primary key,
  write_permission text not null,
  reversible boolean not null
);
alter table koncert.guarded_tables enable row level security;

create function koncert.record_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_after jsonb;
  v_row jsonb;
begin
  -- The arguments are the columns left out: updated_at, generated columns, secrets.
  if tg_op <> 'INSERT' then v_before := to_jsonb(old) - tg_argv; end if;
  if tg_op <> 'DELETE' then v_after := to_jsonb(new) - tg_argv; end if;
  if v_before = v_after then return null; end if;
  v_row := coalesce(v_after, v_before);
  insert into public.row_changes (organization_id, call_id, table_name, row_id, operation, before, after)
  values (coalesce(v_row ->> 'organization_id', v_row ->> 'id')::uuid,
    nullif(current_setting('koncert.call_id', true), '')::uuid,
    tg_table_name, (v_row ->> 'id')::uuid, lower(tg_op), v_before, v_after);
  return null;
end
$$;
comment on function koncert.record_change() is
  'Keeps the row before and after each change under the current call; writes nothing when only left-out columns changed.';

create function koncert.touch() returns trigger language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create function koncert.create_policy(p_table regclass, p_sentence text, p_command text, p_condition text) returns void
language plpgsql set search_path = '' as $$
declare
  v_name text := upper(left(replace(p_table::text, 'public.', ''), 1)) || replace(substr(replace(p_table::text, 'public.', ''), 2), '_', ' ') || ' ' || p_sentence;
begin
  if length(v_name) > 63 then raise exception 'the policy name % is too long', v_name; end if;
  execute format('create policy %I on %s for %s to authenticated %s %s', v_name, p_table, p_command,
    case when p_command <> 'insert' then 'using (' || p_condition || ')' end,
    case when p_command in ('insert', 'update') then 'with check (' || p_condition || ')' end);
end
$$;
comment on function koncert.create_policy(regclass, text, text, text) is
  'One policy for authenticated, named as a sentence about the table: "Tours are viewable by members with tours:read".';

create function koncert.watch(
  p_table regclass, p_write text, p_reversible boolean default true, p_secret text[] default '{}'
) returns void language plpgsql set search_path = '' as $$
declare
  v_left_out text[] := p_secret || array['updated_at'] || array(
    select attname::text from pg_catalog.pg_attribute where attrelid = p_table and attgenerated <> '');
  v_name text := replace(p_table::text, 'public.', '');
begin
  execute format('create trigger record_change after insert or update or delete on %s for each row execute function koncert.record_change(%s)',
    p_table, (select string_agg(quote_literal(c), ', ') from unnest(v_left_out) c));
  if exists (select from pg_catalog.pg_attribute where attrelid = p_table and attname = 'updated_at') then
    execute format('create trigger touch before update on %s for each row execute function koncert.touch()', p_table);
  end if;
  insert into koncert.guarded_tables values (v_name, p_write, p_reversible);
end
$$;
comment on function koncert.watch(regclass, text, boolean, text[]) is
  'Records the changes of a table and keeps its updated_at. p_secret: columns that never enter an image.';

create function koncert.settle_foreign_keys(p_table regclass) returns void
language plpgsql set search_path = '' as $$
declare
  v_key record;
begin
  for v_key in
    select c.conkey, c.conname, string_agg(quote_ident(a.attname), ', ' order by k.position) as columns,
           replace(p_table::text, 'public.', '') || '_' || max(a.attname) filter (where a.attname <> 'organization_id' and k.position = 2) as name
      from pg_catalog.pg_constraint c
      cross join lateral unnest(c.conkey) with ordinality k (attnum, position)
      join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
     where c.conrelid = p_table and c.contype = 'f' and array_length(c.conkey, 1) >= 2
     group by c.oid, c.conname, c.conkey
  loop
    -- Deferrable, so that an undo may bring a parent back after its children.
    execute format('alter table %s alter constraint %I deferrable initially immediate', p_table, v_key.conname);
    if not exists (
      select from pg_catalog.pg_index i
       where i.indrelid = p_table and i.indpred is null
         and (string_to_array(i.indkey::text, ' ')::smallint[])[1:2] = v_key.conkey[1:2]
    ) then
      execute format('create index %I on %s (%s)', v_key.name, p_table, v_key.columns);
    end if;
  end loop;
end
$$;
comment on function koncert.settle_foreign_keys(regclass) is
  'Makes the composite foreign keys of a table deferrable, and gives each an index (organization_id, x_id) where it has none.';

create function koncert.grant_columns(p_table regclass, p_sealed text[], p_secret text[], p_writes text) returns void
language plpgsql set search_path = '' as $$
declare
  v_all text;
  v_readable text;
  v_writable text;
  v_right text;
begin
  select string_agg(quote_ident(attname), ', '),
         string_agg(quote_ident(attname), ', ') filter (where attname <> all (p_secret)),
         string_agg(quote_ident(attname), ', ') filter (where attname <> all (p_sealed) and attgenerated = '')
    into v_all, v_readable, v_writable
    from pg_catalog.pg_attribute where attrelid = p_table and attnum > 0 and not attisdropped;
  execute format('revoke all on %s from public, anon, authenticated', p_table);
  execute format('grant select (%s) on %s to authenticated', v_readable, p_table);
  if p_secret = '{}' then execute format('grant select on %s to authenticated', p_table); end if;
  foreach v_right in array array['insert', 'update', 'delete'] loop
    if position(v_right in p_writes) = 0 then continue; end if;
    if v_right = 'delete' or p_sealed = '{}' then
      execute format('grant %s on %s to authenticated', v_right, p_table);
    else
      execute format('grant %s (%s) on %s to authenticated', v_right, v_writable, p_table);
    end if;
  end loop;
end
$$;
comment on function koncert.grant_columns(regclass, text[], text[], text) is
  'Grants to authenticated. p_sealed: columns that functions alone write. p_secret: columns that cannot be read. p_writes: insert, update, delete.';

create function koncert.guard(
  p_table regclass, p_read text, p_write text,
  p_sealed text[] default '{}', p_secret text[] default '{}',
  p_writes text default 'insert update delete', p_reversible boolean default true
) returns void language plpgsql set search_path = '' as $$
declare
  v_condition constant text := 'organization_id = (select koncert.organization_id()) and (select koncert.may(%L))';
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  perform koncert.create_policy(p_table, 'are viewable by members with ' || p_read, 'select', format(v_condition, p_read));
  if position('insert' in p_writes) > 0 then
    perform koncert.create_policy(p_table, 'are added by members with ' || p_write, 'insert', format(v_condition, p_write));
  end if;
  if position('update' in p_writes) > 0 then
    perform koncert.create_policy(p_table, 'are changed by members with ' || p_write, 'update', format(v_condition, p_write));
  end if;
  if position('delete' in p_writes) > 0 then
    perform koncert.create_policy(p_table, 'are deleted by members with ' || p_write, 'delete', format(v_condition, p_write));
  end if;
  perform koncert.grant_columns(p_table, p_sealed, p_secret, p_writes);
  perform koncert.watch(p_table, p_write, p_reversible, p_secret);
  perform koncert.settle_foreign_keys(p_table);
end
$$;
comment on function koncert.guard(regclass, text, text, text[], text[], text, boolean) is
  'The usual protection of a business table; see grant_columns and watch for the arguments.';

-- The tables that came before the guard -------------------------------------

alter table row_changes enable row level security;
alter table row_changes force row level security;
select koncert.create_policy('row_changes', 'are viewable by members with organization:audit', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:audit''))');
select koncert.grant_columns('row_changes', '{}', '{}', '');

alter table organizations enable row level security;
alter table organizations force row level security;
select koncert.create_policy('organizations', 'are viewable by their members', 'select',
  'id = (select koncert.organization_id()) and (select koncert.may(''organization:read''))');
select koncert.create_policy('organizations', 'are changed by members with organization:manage', 'update',
  'id = (select koncert.organization_id()) and (select koncert.may(''organization:manage''))');
select koncert.grant_columns('organizations', '{id,created_at}', '{}', 'update');
select koncert.watch('organizations', 'organization:manage');

do $$
declare
  v_table text;
begin
  foreach v_table in array array['roles', 'permissions', 'role_permissions'] loop
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
    perform koncert.create_policy(v_table::regclass, 'are viewable by everyone who is signed in', 'select', 'true');
    perform koncert.grant_columns(v_table::regclass, '{}', '{}', '');
  end loop;
end
$$;

-- Members join through an invitation or by creating an organization, never by a plain insert.
alter table members enable row level security;
alter table members force row level security;
select koncert.create_policy('members', 'are viewable by the members of their organization', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:read''))');
select koncert.create_policy('members', 'are changed by members with organization:manage', 'update',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:manage''))');
select koncert.grant_columns('members', '{id,organization_id,user_id,created_at}', '{}', 'update');
select koncert.watch('members', 'organization:manage');

-- Who invites gives at most their own kind of rights: only a manager of the organization makes an owner.
alter table invitations enable row level security;
alter table invitations force row level security;
select koncert.create_policy('invitations', 'are viewable by members with organization:invite', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:invite''))');
select koncert.create_policy('invitations', 'are added by members with organization:invite', 'insert',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:invite'')) and (role <> ''owner'' or (select koncert.may(''organization:manage'')))');
select koncert.create_policy('invitations', 'are changed by members with organization:invite', 'update',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:invite'')) and (role <> ''owner'' or (select koncert.may(''organization:manage'')))');
select koncert.grant_columns('invitations', '{accepted_at}', '{token_hash}', 'insert update');
select koncert.watch('invitations', 'organization:invite', false, '{token_hash}');
select koncert.settle_foreign_keys('invitations');

create function koncert.keep_an_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The organization's row serialises two owners who demote each other at the same time.
  perform from public.organizations where id = old.organization_id for no key update;
  if not exists (select from public.members
                  where organization_id = old.organization_id and role = 'owner' and status = 'active') then
    raise exception 'koncert:last_owner' using errcode = 'KC409',
      detail = jsonb_build_object('table', 'members', 'row_id', old.id, 'reason', 'last_owner')::text;
  end if;
  return null;
end
$$;
comment on function koncert.keep_an_owner() is 'Locks the organization; raises KC409 where its last active owner would go.';
create trigger keep_an_owner after update or delete on members
  for each row when (old.role = 'owner' and old.status = 'active') execute function koncert.keep_an_owner();
