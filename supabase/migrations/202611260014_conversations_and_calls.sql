-- The conversation, what the agent did in it, what waits for a person, and what was done when.

create table conversations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  member_id uuid not null default koncert.member_id(),
  title text,
  channel text not null default 'web' check (channel in ('web', 'terminal', 'slack', 'mcp', 'job')),
  -- The thread of the other side: a Slack thread, an MCP session.
  external_key text,
  -- What compaction keeps: decisions, ids, open approvals; and the rows last spoken of.
  summary jsonb,
  focus jsonb not null default '[]',
  last_message_at timestamptz not null default now(),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, id, member_id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index conversations_latest on conversations (organization_id, member_id, last_message_at desc);
create unique index conversations_external_key on conversations (organization_id, channel, external_key) where external_key is not null;

create table runs (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  conversation_id uuid,
  -- Null for a job.
  member_id uuid default koncert.member_id(),
  via text,
  provider text not null,
  model text not null,
  status text not null default 'running' check (status in ('running', 'done', 'stopped', 'failed')),
  input_tokens integer not null default 0 check (input_tokens >= 0),
  cached_tokens integer not null default 0 check (cached_tokens >= 0),
  output_tokens integer not null default 0 check (output_tokens >= 0),
  -- Millionths of a cent: a short run costs less than one.
  cost_microcents bigint not null default 0 check (cost_microcents >= 0),
  duration_ms integer check (duration_ms >= 0),
  tool_calls integer not null default 0 check (tool_calls >= 0),
  error text,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, conversation_id, member_id) references conversations (organization_id, id, member_id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index runs_of_a_month on runs (organization_id, created_at);

create table messages (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  conversation_id uuid not null,
  member_id uuid not null default koncert.member_id(),
  run_id uuid,
  position integer not null check (position >= 0),
  role text not null check (role in ('user', 'assistant', 'system', 'tool')),
  parts jsonb not null,
  body text,
  score smallint check (score in (-1, 1)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, conversation_id, position),
  foreign key (organization_id, conversation_id, member_id)
    references conversations (organization_id, id, member_id) on delete cascade,
  foreign key (organization_id, run_id) references runs (organization_id, id)
);

-- One row a call, the id being the caller's: a second call with the same id is a replay.
create table tool_calls (
  organization_id uuid not null,
  id uuid not null,
  tool text not null,
  effect text not null check (effect in ('read', 'write', 'irreversible')),
  actor_kind text not null,
  via text,
  member_id uuid,
  run_id uuid,
  conversation_id uuid,
  input jsonb,
  input_hash text,
  output jsonb,
  status text not null default 'ok' check (status in ('ok', 'error')),
  error_code text,
  duration_ms integer,
  undone_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create index tool_calls_latest on tool_calls (organization_id, created_at desc);
create index tool_calls_of_a_conversation on tool_calls (organization_id, conversation_id, created_at) where conversation_id is not null;
create index tool_calls_of_a_run on tool_calls (organization_id, run_id) where run_id is not null;

create table approvals (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  tool text not null,
  input jsonb not null,
  input_hash text not null,
  preview jsonb not null,
  -- Null for a job.
  requested_by uuid default koncert.member_id(),
  requested_via text not null,
  conversation_id uuid,
  run_id uuid,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'refused', 'expired')),
  decided_by uuid,
  decided_at timestamptz,
  call_id uuid,
  result jsonb,
  expires_at timestamptz not null default now() + interval '72 hours',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check ((status in ('accepted', 'refused')) = (decided_at is not null)),
  foreign key (organization_id, requested_by) references members (organization_id, id),
  foreign key (organization_id, decided_by) references members (organization_id, id)
);
create index approvals_pending on approvals (organization_id, status, created_at desc);

create table audit_log (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  user_id uuid,
  action text not null,
  subject_kind text,
  subject_id uuid,
  detail jsonb not null default '{}',
  via text,
  call_id uuid
);
create index audit_log_latest on audit_log (organization_id, at desc);

-- What pages listen to. `permission` says who may see the event, null everybody in the organization.
create table feed (
  id bigint generated always as identity primary key,
  organization_id uuid not null default koncert.organization_id(),
  topic text not null,
  permission text,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index feed_latest on feed (organization_id, id);

-- Events that leave after the commit of what caused them.
create table outbox (
  id bigint generated always as identity primary key,
  organization_id uuid not null default koncert.organization_id(),
  name text not null,
  data jsonb not null default '{}',
  attempts integer not null default 0,
  claimed_at timestamptz,
  sent_at timestamptz,
  error text,
  created_at timestamptz not null default now()
);
create index outbox_waiting on outbox (id) where sent_at is null;

create table rate_limits (
  key text not null,
  window_starts_at timestamptz not null,
  count integer not null default 0,
  primary key (key, window_starts_at)
);

create table integrations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  provider text not null,
  status text not null default 'untested' check (status in ('untested', 'working', 'failing', 'disabled')),
  settings jsonb not null default '{}',
  -- Ciphertext; the key is with the application, under key_id.
  secret bytea,
  key_id text,
  tested_at timestamptz,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, provider),
  check ((secret is null) = (key_id is null))
);
select koncert.guard('integrations', 'organization:read', 'organization:manage', p_secret => '{secret}', p_reversible => false);

-- Policies of their own ------------------------------------------------------

do $$
declare
  v_table text;
begin
  foreach v_table in array array['conversations', 'runs', 'messages', 'tool_calls', 'approvals', 'audit_log', 'feed', 'outbox', 'rate_limits'] loop
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
  end loop;

  foreach v_table in array array['conversations', 'messages'] loop
    perform koncert.create_policy(v_table::regclass, 'are private to their member', 'all',
      'organization_id = (select koncert.organization_id()) and member_id = (select koncert.member_id()) and (select koncert.may(''agent:use''))');
    perform koncert.grant_columns(v_table::regclass, '{}', '{}', 'insert update delete');
    execute format('create trigger touch before update on %I for each row execute function koncert.touch()', v_table);
    perform koncert.settle_foreign_keys(v_table::regclass);
  end loop;
end
$$;

-- A run is its member's; its figures are for whoever watches the spending.
select koncert.create_policy('runs', 'are viewable by their member and by organization:audit', 'select',
  'organization_id = (select koncert.organization_id()) and (member_id = (select koncert.member_id()) or (select koncert.may(''organization:audit'')))');
select koncert.create_policy('runs', 'are added by who runs them', 'insert',
  'organization_id = (select koncert.organization_id()) and member_id is not distinct from (select koncert.member_id()) and (select koncert.may(''agent:use''))');
select koncert.create_policy('runs', 'are changed by who runs them', 'update',
  'organization_id = (select koncert.organization_id()) and member_id is not distinct from (select koncert.member_id()) and (select koncert.may(''agent:use''))');
select koncert.grant_columns('runs', '{}', '{}', 'insert update');
create trigger touch before update on runs for each row execute function koncert.touch();
select koncert.settle_foreign_keys('runs');

select koncert.create_policy('tool_calls', 'are viewable by their member and by auditors', 'select',
  'organization_id = (select koncert.organization_id()) and (member_id = (select koncert.member_id()) or (select koncert.may(''organization:audit'')))');
select koncert.grant_columns('tool_calls', '{}', '{}', '');

-- Whoever asked may see and withdraw; only a person with organization:approve accepts, never the agent.
select koncert.create_policy('approvals', 'are viewable by who asked and who decides', 'select',
  'organization_id = (select koncert.organization_id()) and (requested_by = (select koncert.member_id()) or (select koncert.may(''organization:approve'')) or (select koncert.may(''organization:audit'')))');
select koncert.create_policy('approvals', 'are added by who asks', 'insert',
  'organization_id = (select koncert.organization_id()) and requested_by is not distinct from (select koncert.member_id()) and status = ''pending'' and decided_by is null and (select koncert.may(''agent:use''))');
create policy "Approvals are decided by members with organization:approve" on approvals for update to authenticated
  using (organization_id = (select koncert.organization_id())
    and (requested_by = (select koncert.member_id()) or (select koncert.may('organization:approve'))))
  with check (organization_id = (select koncert.organization_id())
    and (status in ('refused', 'expired')
      or ((select koncert.may('organization:approve')) and (select koncert.claim('via')) is distinct from 'agent')));
select koncert.grant_columns('approvals', '{}', '{}', 'insert');
grant update (status, decided_by, decided_at, call_id, result) on approvals to authenticated;
select koncert.settle_foreign_keys('approvals');

create function koncert.decide_once() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.status <> 'pending' and (new.status, new.decided_by, new.decided_at, new.call_id)
      is distinct from (old.status, old.decided_by, old.decided_at, old.call_id) then
    raise exception 'koncert:decided approvals %', old.id using errcode = 'KC409',
      detail = jsonb_build_object('table', 'approvals', 'row_id', old.id, 'reason', 'decided')::text;
  end if;
  return new;
end
$$;
comment on function koncert.decide_once() is 'Raises KC409: an approval is decided once; only its result is added later.';
create trigger decide_once before update on approvals for each row execute function koncert.decide_once();
create trigger touch before update on approvals for each row execute function koncert.touch();

select koncert.create_policy('audit_log', 'is viewable by members with organization:audit', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:audit''))');
select koncert.grant_columns('audit_log', '{}', '{}', '');

select koncert.create_policy('feed', 'is viewable by who may see the event', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:read'')) and (permission is null or koncert.may(permission))');
select koncert.create_policy('feed', 'is added to by members', 'insert',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:read''))');
select koncert.grant_columns('feed', '{id,created_at}', '{}', 'insert');

select koncert.create_policy('outbox', 'is viewable by members with organization:audit', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:audit''))');
select koncert.create_policy('outbox', 'is added to by members', 'insert',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''organization:read''))');
select koncert.grant_columns('outbox', '{id,attempts,claimed_at,sent_at,error,created_at}', '{}', 'insert');

select koncert.create_policy('rate_limits', 'are counted by the server alone', 'select', 'false');
select koncert.grant_columns('rate_limits', '{}', '{}', '');
revoke select on rate_limits from authenticated;

-- Functions of the door --------------------------------------------------------

create function koncert.record_call(
  p_id uuid, p_tool text, p_effect text, p_input jsonb, p_input_hash text, p_output jsonb,
  p_duration_ms integer, p_run_id uuid default null, p_conversation_id uuid default null
) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_claims constant jsonb := current_setting('request.jwt.claims')::jsonb;
begin
  insert into public.tool_calls (organization_id, id, tool, effect, actor_kind, via, member_id, run_id, conversation_id,
      input, input_hash, output, duration_ms)
    values (koncert.organization_id(), p_id, p_tool, p_effect, v_claims ->> 'kind', v_claims ->> 'via', koncert.member_id(),
      p_run_id, p_conversation_id, p_input, p_input_hash, p_output, p_duration_ms);
end
$$;
comment on function koncert.record_call(uuid, text, text, jsonb, text, jsonb, integer, uuid, uuid) is
  'Keeps a call of the actor; sent with the commit. A unique violation (23505, tool_calls_pkey) means that the call was made before.';

create function koncert.record_reads(p_reads jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_claims constant jsonb := current_setting('request.jwt.claims')::jsonb;
begin
  insert into public.tool_calls (organization_id, id, tool, effect, actor_kind, via, member_id, run_id, conversation_id,
      input, input_hash, duration_ms)
    select koncert.organization_id(), r.id, r.tool, 'read', v_claims ->> 'kind', v_claims ->> 'via', koncert.member_id(),
      r.run_id, r.conversation_id, r.input, r.input_hash, r.duration_ms
      from jsonb_to_recordset(p_reads) r (id uuid, tool text, input jsonb, input_hash text, duration_ms integer, run_id uuid, conversation_id uuid)
    on conflict (organization_id, id) do nothing;
end
$$;
comment on function koncert.record_reads(jsonb) is
  'Keeps a batch of the actor''s read calls: [{id, tool, input, input_hash, duration_ms, run_id, conversation_id}].';

create function koncert.record_audit(
  p_action text, p_subject_kind text default null, p_subject_id uuid default null, p_detail jsonb default '{}'
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if koncert.organization_id() is null then raise exception 'koncert:forbidden' using errcode = 'KC403'; end if;
  insert into public.audit_log (organization_id, member_id, user_id, action, subject_kind, subject_id, detail, via, call_id)
    values (koncert.organization_id(), koncert.member_id(), koncert.claim('sub')::uuid, p_action, p_subject_kind, p_subject_id,
      p_detail, koncert.claim('via'), koncert.call_id());
end
$$;
comment on function koncert.record_audit(text, text, uuid, jsonb) is
  'One line of the log that a person can find a year later: an export, a change of role, a decided approval. Raises KC403 without an actor.';

create function koncert.announce() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('koncert_feed',
    json_build_object('organization_id', new.organization_id, 'id', new.id, 'topic', new.topic)::text);
  return null;
end
$$;
create trigger announce after insert on feed for each row execute function koncert.announce();

create function koncert.take_outbox(p_limit integer default 50) returns setof outbox
language sql volatile security definer set search_path = '' as $$
  update public.outbox set attempts = attempts + 1, claimed_at = now()
   where id in (select id from public.outbox
                 where sent_at is null and attempts < 8
                   and (claimed_at is null or claimed_at < now() - interval '2 minutes' * attempts)
                 order by id limit p_limit for update skip locked)
  returning *
$$;
comment on function koncert.take_outbox(integer) is
  'Claims waiting events of every organization. One that is not settled is claimed again, later each time, at most eight times. For the server, outside an actor.';

create function koncert.settle_outbox(p_id bigint, p_error text default null) returns void
language sql volatile security definer set search_path = '' as $$
  update public.outbox set sent_at = case when p_error is null then now() end, error = p_error where id = p_id
$$;
comment on function koncert.settle_outbox(bigint, text) is
  'Marks a claimed event as sent, or keeps why it failed. For the server, outside an actor.';

create function koncert.count_request(p_key text, p_window_seconds integer, p_limit integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_window constant timestamptz := to_timestamp(floor(extract(epoch from now()) / p_window_seconds) * p_window_seconds);
  v_count integer;
begin
  insert into public.rate_limits as l (key, window_starts_at, count) values (p_key, v_window, 1)
    on conflict (key, window_starts_at) do update set count = l.count + 1
    returning count into v_count;
  if v_count = 1 then delete from public.rate_limits where key = p_key and window_starts_at < v_window; end if;
  return v_count <= p_limit;
end
$$;
comment on function koncert.count_request(text, integer, integer) is
  'Counts one request under a key; false once the limit of the current window is passed. For the server.';

create function koncert.integration_secret(p_organization uuid, p_provider text)
returns table (secret bytea, key_id text, settings jsonb)
language sql stable security definer set search_path = '' as $$
  select i.secret, i.key_id, i.settings from public.integrations i
   where i.organization_id = p_organization and i.provider = p_provider and i.status <> 'disabled'
$$;
comment on function koncert.integration_secret(uuid, text) is
  'The ciphertext of a provider''s secret. For the server, outside an actor: authenticated cannot call it.';
