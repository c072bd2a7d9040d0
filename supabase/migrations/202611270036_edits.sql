-- Undo is offered where it will be accepted.

create function koncert.undo_state(p_call uuid) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_undone boolean;
  v_key record;
  v_found boolean;
begin
  if not koncert.may('organization:read') then return null; end if;
  select undone_by is not null into v_undone from public.tool_calls
   where organization_id = v_organization and id = p_call and status = 'ok' and effect <> 'read';
  if v_undone is null then return null; end if;
  if v_undone then return 'done'; end if;
  if not exists (select from public.row_changes where organization_id = v_organization and call_id = p_call) then
    return 'nothing';
  end if;
  if exists (
    select from public.row_changes c left join koncert.guarded_tables g using (table_name)
     where c.organization_id = v_organization and c.call_id = p_call and not coalesce(g.reversible, false)
  ) then
    return 'irreversible';
  end if;
  if exists (
    select from public.row_changes c join koncert.guarded_tables g using (table_name)
     where c.organization_id = v_organization and c.call_id = p_call and not koncert.may(g.write_permission)
  ) then
    return 'forbidden';
  end if;
  -- Each row must stand as the call left it: so its last image of all says.
  if exists (
    select from (
      select distinct on (c.table_name, c.row_id) c.table_name, c.row_id, c.id, c.after
        from public.row_changes c where c.organization_id = v_organization and c.call_id = p_call
       order by c.table_name, c.row_id, c.id desc
    ) mine
    cross join lateral (
      select l.id, l.after from public.row_changes l
       where l.organization_id = v_organization and l.table_name = mine.table_name and l.row_id = mine.row_id
       order by l.id desc limit 1
    ) latest
    where latest.id <> mine.id
      and ((latest.after is null) <> (mine.after is null)
        or exists (select from jsonb_each(mine.after) k where latest.after -> k.key is distinct from k.value))
  ) then
    return 'changed';
  end if;
  -- What was added must carry nothing that others added since.
  for v_key in
    select distinct k.conrelid::regclass::text as child, quote_ident(a.attname) as pointer, t.table_name
      from (select distinct c.table_name from public.row_changes c
             where c.organization_id = v_organization and c.call_id = p_call and c.operation = 'insert') t
      join pg_catalog.pg_constraint k on k.contype = 'f' and k.confrelid = format('public.%I', t.table_name)::regclass
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attname <> 'organization_id' and a.attnum = any (k.conkey)
     where exists (select from pg_catalog.pg_attribute i where i.attrelid = k.conrelid and i.attname = 'id' and i.atttypid = 'uuid'::regtype)
  loop
    execute format(
      'select exists (select from public.row_changes c join %1$s o on o.organization_id = c.organization_id and o.%2$s = c.row_id
         where c.organization_id = $1 and c.call_id = $2 and c.table_name = $3 and c.operation = ''insert''
           and not exists (select from public.row_changes m where m.organization_id = $1 and m.call_id = $2 and m.row_id = o.id))',
      v_key.child, v_key.pointer) into v_found using v_organization, p_call, v_key.table_name;
    if v_found then return 'changed'; end if;
  end loop;
  return 'possible';
end
$$;
comment on function koncert.undo_state(uuid) is
  'Whether koncert.undo_call would take back a call of this organization: possible, done, nothing, irreversible, forbidden, changed (something later stands on it); null where there is no such call. Locks nothing.';

drop function koncert.record_call(uuid, text, text, jsonb, text, jsonb, integer, uuid, uuid);
create function koncert.record_call(
  p_id uuid, p_tool text, p_effect text, p_input jsonb, p_input_hash text, p_output jsonb,
  p_duration_ms integer, p_run_id uuid default null, p_conversation_id uuid default null
) returns boolean language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_claims constant jsonb := current_setting('request.jwt.claims')::jsonb;
  v_organization constant uuid := koncert.organization_id();
begin
  insert into public.tool_calls (organization_id, id, tool, effect, actor_kind, via, member_id, run_id, conversation_id,
      input, input_hash, output, duration_ms)
    values (v_organization, p_id, p_tool, p_effect, v_claims ->> 'kind', v_claims ->> 'via', koncert.member_id(),
      p_run_id, p_conversation_id, p_input, p_input_hash, p_output, p_duration_ms);
  return (select bool_and(coalesce(g.reversible, false))
    from public.row_changes c left join koncert.guarded_tables g using (table_name)
   where c.organization_id = v_organization and c.call_id = p_id);
end
$$;
comment on function koncert.record_call(uuid, text, text, jsonb, text, jsonb, integer, uuid, uuid) is
  'Keeps a call of the actor; sent with the commit. True where all that it changed can be taken back, null where it changed nothing. A unique violation (23505, tool_calls_pkey) means that the call was made before.';

-- What a list is searched by. Under row-level security « like » uses no trigram index (it is not
-- leakproof): the ids are found as definer, in the actor's own organization, and the caller's rights
-- decide what is read of them.

create function koncert.said_of_contact(p_job_title text, p_notes text, p_city text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select koncert.normalize(coalesce(p_job_title, '') || ' ' || coalesce(p_notes, '') || ' ' || coalesce(p_city, ''))
$$;
create index contacts_by_said_trigrams on contacts
  using gin (koncert.said_of_contact(job_title, notes, city) extensions.gin_trgm_ops) with (fastupdate = off);
create index performances_by_title_trigrams on performances
  using gin (koncert.normalize(title) extensions.gin_trgm_ops) with (fastupdate = off) where title is not null;
create index expenses_by_label_trigrams on expenses
  using gin (koncert.normalize(label) extensions.gin_trgm_ops) with (fastupdate = off);
create index incomes_by_label_trigrams on incomes
  using gin (koncert.normalize(label) extensions.gin_trgm_ops) with (fastupdate = off);

create function koncert.rows_with(p_words text, p_kind text) returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, extensions
set pg_trgm.word_similarity_threshold = 0.6
set enable_seqscan = off
as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_q constant text := koncert.normalize(p_words);
  -- Of its own signs « like » meets none: normalize has made spaces of them.
  v_like constant text := '%' || v_q || '%';
begin
  if v_organization is null
    or not (p_kind = any (koncert.readable_kinds()) or p_kind = 'entry' and koncert.may('business:read')) then
    return '{}';
  end if;
  return case p_kind
    when 'contact' then array(
      select c.id from public.contacts c
       where c.organization_id is not distinct from v_organization
         and (c.search_text like v_like or koncert.said_of_contact(c.job_title, c.notes, c.city) like v_like or v_q <% c.search_text))
    when 'order' then array(
      select o.id from public.orders o
       where o.organization_id is not distinct from v_organization and o.search_text like v_like
      union
      select o.id from public.venues v
        join public.performances p on p.organization_id = v_organization and p.venue_id = v.id
        join public.orders o on o.organization_id = v_organization and o.performance_id = p.id
       where v.organization_id = v_organization and v.search_city like v_like)
    when 'document' then array(
      select d.id from public.documents d
       where d.organization_id is not distinct from v_organization and d.search_name like v_like)
    when 'entry' then (
      with places (venues, tours, contacts) as (select
        array(select v.id from public.venues v where v.organization_id = v_organization and v.search_city like v_like),
        array(select t.id from public.tours t where t.organization_id is not distinct from v_organization and t.search_name like v_like),
        array(select c.id from public.contacts c where c.organization_id is not distinct from v_organization and c.search_name like v_like)),
      dates (ids) as (select array(
        select p.id from public.performances p, places where p.organization_id = v_organization and p.venue_id = any (places.venues)
        union
        select p.id from public.performances p, places where p.organization_id = v_organization and p.tour_id = any (places.tours)))
      select array(
        select e.id from public.expenses e
         where e.organization_id is not distinct from v_organization and koncert.normalize(e.label) like v_like
        union
        select e.id from public.incomes e
         where e.organization_id is not distinct from v_organization and koncert.normalize(e.label) like v_like
        union
        select e.id from public.expenses e where e.organization_id = v_organization and e.performance_id = any (dates.ids)
        union
        select e.id from public.incomes e where e.organization_id = v_organization and e.performance_id = any (dates.ids)
        union
        select e.id from public.expenses e where e.organization_id = v_organization and e.tour_id = any (places.tours)
        union
        select e.id from public.incomes e where e.organization_id = v_organization and e.tour_id = any (places.tours)
        union
        select e.id from public.expenses e where e.organization_id = v_organization and e.contact_id = any (places.contacts)
        union
        select e.id from public.incomes e where e.organization_id = v_organization and e.contact_id = any (places.contacts))
        from places, dates)
    when 'performance' then array(
      select p.id from public.performances p
       where p.organization_id is not distinct from v_organization and p.title is not null and koncert.normalize(p.title) like v_like
      union
      select p.id from public.venues v join public.performances p on p.organization_id = v_organization and p.venue_id = v.id
       where v.organization_id is not distinct from v_organization and v.search_text like v_like
      union
      select p.id from public.artists a join public.performances p on p.organization_id = v_organization and p.artist_id = a.id
       where a.organization_id is not distinct from v_organization and a.search_name like v_like
      union
      select p.id from public.tours t join public.performances p on p.organization_id = v_organization and p.tour_id = t.id
       where t.organization_id is not distinct from v_organization and t.search_name like v_like)
    end;
end
$$;
comment on function koncert.rows_with(text, text) is
  'Ids of the contacts, orders, documents, entries of the books or performances of the actor''s organization in whose words a text stands, if the actor may read that kind.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.undo_state(uuid), koncert.rows_with(text, text), koncert.said_of_contact(text, text, text), koncert.record_call(uuid, text, text, jsonb, text, jsonb, integer, uuid, uuid)
to authenticated;
