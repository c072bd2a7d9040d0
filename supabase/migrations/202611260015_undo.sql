-- Undo: a call's row changes in reverse, while nothing later stands on them.

create function koncert.undo_conflict(p_table text, p_row uuid, p_reason text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception 'koncert:conflict % %: %', p_table, p_row, p_reason using errcode = 'KC409',
    detail = jsonb_build_object('table', p_table, 'row_id', p_row, 'reason', p_reason)::text;
end
$$;

create function koncert.undo_change(p_change row_changes) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_table constant text := format('public.%I', p_change.table_name);
  v_columns text;
  v_now jsonb;
  v_then jsonb;
  v_gone boolean;
begin
  execute format('select to_jsonb(t) from %s t where id = $1 for update', v_table) into v_now using p_change.row_id;
  v_gone := v_now is null;
  if p_change.operation <> 'delete' then
    -- Its parent may have taken it along a moment ago, in this same undo.
    if v_gone and p_change.operation = 'insert' then
      select before into v_now from public.row_changes
       where organization_id = p_change.organization_id and call_id = koncert.call_id()
         and table_name = p_change.table_name and row_id = p_change.row_id and operation = 'delete'
       order by id desc limit 1;
    end if;
    if v_now is null then
      perform koncert.undo_conflict(p_change.table_name, p_change.row_id, 'deleted_later');
    end if;
    -- Through the row type, so that both images are written in this session's formats.
    execute format('select to_jsonb(jsonb_populate_record(null::%s, $1)), to_jsonb(jsonb_populate_record(null::%s, $2))', v_table, v_table)
      into v_then, v_now using p_change.after, v_now;
    if exists (select from jsonb_object_keys(p_change.after) k where v_now -> k is distinct from v_then -> k) then
      perform koncert.undo_conflict(p_change.table_name, p_change.row_id, 'changed_later');
    end if;
  end if;

  if p_change.operation = 'insert' then
    if v_gone then return; end if;
    execute format('delete from %s where id = $1', v_table) using p_change.row_id;
  elsif p_change.operation = 'update' then
    select string_agg(quote_ident(k), ', ') into v_columns from jsonb_object_keys(p_change.before) k
     where p_change.before -> k is distinct from p_change.after -> k;
    execute format('update %s set (%s) = (select %s from jsonb_populate_record(null::%s, $1)) where id = $2',
      v_table, v_columns, v_columns, v_table) using p_change.before, p_change.row_id;
  else
    select string_agg(quote_ident(k), ', ') into v_columns from jsonb_object_keys(p_change.before) k;
    execute format('insert into %s (%s) select %s from jsonb_populate_record(null::%s, $1)',
      v_table, v_columns, v_columns, v_table) using p_change.before;
  end if;
exception
  when foreign_key_violation or restrict_violation then
    perform koncert.undo_conflict(p_change.table_name, p_change.row_id, 'needed_elsewhere');
  when unique_violation then
    perform koncert.undo_conflict(p_change.table_name, p_change.row_id, 'taken_meanwhile');
  when check_violation or not_null_violation or exclusion_violation then
    perform koncert.undo_conflict(p_change.table_name, p_change.row_id, 'no_longer_possible');
end
$$;

-- Checks the foreign keys that wait since a run of restored rows began.
create function koncert.undo_settle(p_change row_changes) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_table text;
begin
  set constraints all immediate;
exception when foreign_key_violation then
  get stacked diagnostics v_table = table_name;
  perform koncert.undo_conflict(v_table, p_change.row_id, 'needed_elsewhere');
end
$$;

create function koncert.undo_call(p_call_id uuid) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_call public.tool_calls;
  v_change public.row_changes;
  v_restored public.row_changes;
  v_touched record;
  v_mark bigint;
  v_rows jsonb := '[]';
begin
  if v_organization is null or koncert.call_id() is null then
    raise exception 'koncert:forbidden' using errcode = 'KC403';
  end if;
  select * into v_call from public.tool_calls where organization_id = v_organization and id = p_call_id for update;
  if not found or v_call.status <> 'ok' then
    raise exception 'koncert:not_found tool_calls %', p_call_id using errcode = 'KC404';
  end if;
  if v_call.undone_by is not null then
    raise exception 'koncert:undone tool_calls %', p_call_id using errcode = 'KC410';
  end if;

  for v_touched in
    select c.table_name, min(c.row_id::text)::uuid as row_id, g.write_permission, coalesce(g.reversible, false) as reversible
      from public.row_changes c left join koncert.guarded_tables g using (table_name)
     where c.organization_id = v_organization and c.call_id = p_call_id
     group by c.table_name, g.write_permission, g.reversible
  loop
    if not v_touched.reversible then
      perform koncert.undo_conflict(v_touched.table_name, v_touched.row_id, 'irreversible');
    elsif not koncert.may(v_touched.write_permission) then
      raise exception 'koncert:forbidden %', v_touched.table_name using errcode = 'KC403';
    end if;
  end loop;

  select coalesce(max(id), 0) into v_mark from public.row_changes
   where organization_id = v_organization and call_id = koncert.call_id();
  for v_change in
    select * from public.row_changes where organization_id = v_organization and call_id = p_call_id order by id desc
  loop
    -- A cascade records the parent before its children: rows deleted together come back in any order.
    if v_change.operation = 'delete' then
      set constraints all deferred;
      v_restored := coalesce(v_restored, v_change);
    elsif v_restored.id is not null then
      perform koncert.undo_settle(v_restored);
      v_restored := null;
    end if;
    perform koncert.undo_change(v_change);
    v_rows := v_rows || jsonb_build_object('table', v_change.table_name, 'row_id', v_change.row_id, 'operation', v_change.operation);
  end loop;
  perform koncert.undo_settle(v_restored);
  if v_rows = '[]' then
    raise exception 'koncert:nothing_to_undo tool_calls %', p_call_id using errcode = 'KC404';
  end if;

  -- A cascade may have taken rows that others added since: then something later stood on it.
  select u.table_name, u.row_id into v_touched from public.row_changes u
   where u.organization_id = v_organization and u.call_id = koncert.call_id() and u.id > v_mark
     and not exists (select from public.row_changes c
                      where c.organization_id = v_organization and c.call_id = p_call_id
                        and c.table_name = u.table_name and c.row_id = u.row_id)
   limit 1;
  if found then
    perform koncert.undo_conflict(v_touched.table_name, v_touched.row_id, 'added_later');
  end if;

  update public.tool_calls set undone_by = koncert.call_id() where organization_id = v_organization and id = p_call_id;
  -- Undoing an undo brings the first call back to life: it can be undone again.
  update public.tool_calls set undone_by = null where organization_id = v_organization and undone_by = p_call_id;
  return jsonb_build_object('call_id', p_call_id, 'tool', v_call.tool, 'changes', jsonb_array_length(v_rows), 'rows', v_rows);
end
$$;
comment on function koncert.undo_call(uuid) is
  'Reverses the row changes of a call of this organization, newest first, under the current call, whose own changes can be undone in turn. Locks the call and each row. Raises KC403 (no write permission on a table it touched), KC404 (no such call, or nothing to undo), KC409 with detail {table, row_id, reason: changed_later, deleted_later, added_later, needed_elsewhere, taken_meanwhile, no_longer_possible, irreversible}, KC410 (already undone).';
create index tool_calls_undone on tool_calls (organization_id, undone_by) where undone_by is not null;
