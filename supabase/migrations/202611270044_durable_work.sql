-- Durable work: the state of the local engine, and what members may know of the runs of their organization.
-- Everything lies in a schema of its own: koncert_jobs works on it, members see it through functions alone.

create schema jobs;

do $$
begin
  if not exists (select from pg_roles where rolname = 'koncert_jobs') then
    create role koncert_jobs nologin;
  end if;
end
$$;
grant koncert_jobs to koncert_app;
grant usage on schema jobs to koncert_jobs;
grant usage on schema extensions to koncert_jobs;

-- The local engine -------------------------------------------------------------------------

create table jobs.events (
  id text primary key,
  name text not null,
  received_at timestamptz not null
);
create index events_by_time on jobs.events (received_at);

create table jobs.runs (
  id uuid primary key,
  function_id text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  -- The trigger first; several where events come in batches. json, not jsonb: it is given back as it came.
  events json not null,
  -- Concurrency: each lane with the most jobs that may run in it at once.
  lanes text[] not null default '{}',
  lane_limits integer[] not null default '{}',
  max_attempts integer not null check (max_attempts > 0),
  parent_run uuid,
  parent_step text,
  output json,
  error json,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'running') = (ended_at is null))
);
create index runs_under_way on jobs.runs (function_id) where status = 'running';
create index runs_ended on jobs.runs (ended_at) where ended_at is not null;

create table jobs.steps (
  run_id uuid not null references jobs.runs on delete cascade,
  id text not null,
  op text not null,
  name text,
  status text not null check (status in ('pending', 'done', 'failed')),
  data json,
  error json,
  is_racing boolean not null default false,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Steps of a run in the order in which they ended.
  ended_nr bigint,
  primary key (run_id, id),
  check ((status = 'pending') = (ended_nr is null))
);
create sequence jobs.step_ends;

-- kind call: the function is called, to discover (step_id 'step') or to run one step. kind wake: a sleep or a wait ends.
create table jobs.queue (
  id bigint generated always as identity primary key,
  run_id uuid not null references jobs.runs on delete cascade,
  kind text not null check (kind in ('call', 'wake')),
  step_id text not null default 'step',
  attempt integer not null default 0,
  due_at timestamptz not null,
  -- Who has claimed it, until when: a claim that is not renewed belongs to a process that died.
  token uuid,
  leased_until timestamptz,
  -- Called for again while it runs.
  rerun boolean not null default false,
  unique (run_id, step_id, kind),
  check ((token is null) = (leased_until is null))
);
create index queue_due on jobs.queue (due_at, id) where token is null;
create index queue_claimed on jobs.queue (leased_until) where token is not null;

create table jobs.waits (
  run_id uuid not null,
  step_id text not null,
  event text not null,
  expression text,
  primary key (run_id, step_id),
  foreign key (run_id, step_id) references jobs.steps (run_id, id) on delete cascade
);
create index waits_by_event on jobs.waits (event);

-- Events that wait for more of their kind: debounce and batches.
create table jobs.held (
  function_id text not null,
  key text not null,
  events json not null,
  first_at timestamptz not null,
  due_at timestamptz not null,
  primary key (function_id, key)
);

-- Starts that count against an idempotency key or a rate limit.
create table jobs.starts (
  key text not null,
  at timestamptz not null
);
create index starts_by_key on jobs.starts (key, at);

create table jobs.crons (
  function_id text not null,
  cron text not null,
  next_at timestamptz not null,
  primary key (function_id, cron)
);

create function jobs.claim(p_now timestamptz, p_limit integer, p_lease interval)
returns table (id bigint, run_id uuid, step_id text, attempt integer, token uuid)
language plpgsql set search_path = '' as $$
#variable_conflict use_column
declare
  v_job record;
  v_token uuid;
  v_claimed integer := 0;
begin
  -- One claimer at a time, so that no lane is counted while another claims from it.
  perform pg_advisory_xact_lock(5311, 1);
  update jobs.queue q set token = null, leased_until = null, rerun = false, attempt = q.attempt + 1
   where q.token is not null and q.leased_until < p_now;
  for v_job in
    select q.id, q.run_id, q.step_id, q.attempt, r.lanes, r.lane_limits
      from jobs.queue q join jobs.runs r on r.id = q.run_id
     where q.token is null and q.kind = 'call' and q.due_at <= p_now and r.status = 'running'
     order by q.due_at, q.id limit 500
     for update of q skip locked
  loop
    exit when v_claimed >= p_limit;
    continue when exists (
      select from unnest(v_job.lanes, v_job.lane_limits) l (lane, most)
       where (select count(*) from jobs.queue c join jobs.runs cr on cr.id = c.run_id
               where c.token is not null and l.lane = any (cr.lanes)) >= l.most);
    v_token := gen_random_uuid();
    update jobs.queue q set token = v_token, leased_until = p_now + p_lease where q.id = v_job.id;
    v_claimed := v_claimed + 1;
    return query select v_job.id, v_job.run_id, v_job.step_id, v_job.attempt, v_token;
  end loop;
end
$$;
comment on function jobs.claim(timestamptz, integer, interval) is
  'Claims calls that are due, oldest first, as far as their lanes have room. A claim whose lease ran out counts as a failed attempt. Locks: advisory (5311, 1) until the end of the transaction, the rows claimed.';

create function jobs.keep_steps(p_run uuid, p_token uuid, p_steps json, p_now timestamptz) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform from jobs.runs where id = p_run and status = 'running' for update;
  if not found then return false; end if;
  perform from jobs.queue where run_id = p_run and token = p_token;
  if not found then return false; end if;
  -- What follows a step that is kept is tried for the first time.
  update jobs.queue set attempt = 0 where run_id = p_run and token = p_token and attempt > 0;
  insert into jobs.steps as s (run_id, id, op, name, status, data, created_at, ended_at, ended_nr)
    select p_run, e.step ->> 'id', e.step ->> 'op', e.step ->> 'name', 'done', e.step -> 'data', p_now, p_now, nextval('jobs.step_ends')
      from json_array_elements(p_steps) with ordinality e (step, nr) order by e.nr
  on conflict (run_id, id) do update
    set status = 'done', data = excluded.data, ended_at = p_now, ended_nr = excluded.ended_nr where s.status = 'pending';
  return true;
end
$$;
comment on function jobs.keep_steps(uuid, uuid, json, timestamptz) is
  'Keeps steps that a function has run on its way; false where the claim is no longer valid. Locks the run.';

-- What the functions tell of themselves, wherever they run ----------------------------------

create table jobs.reports (
  run_id text primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  function_id text not null,
  event_id text not null,
  event_name text not null,
  event_data jsonb not null,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  attempt integer not null default 1,
  done integer check (done >= 0),
  total integer check (total >= 0),
  error text,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  -- Asked for once more, as a run of its own.
  retried_at timestamptz
);
create index reports_latest on jobs.reports (organization_id, started_at desc, run_id);
create index reports_ended on jobs.reports (ended_at) where ended_at is not null;

create table jobs.report_steps (
  run_id text not null references jobs.reports on delete cascade,
  id text not null,
  name text not null,
  status text not null check (status in ('running', 'completed', 'retrying', 'failed')),
  attempt integer not null default 1,
  error text,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (run_id, id)
);

grant select, insert, update, delete on all tables in schema jobs to koncert_jobs;
revoke execute on function jobs.claim(timestamptz, integer, interval) from public;
revoke execute on function jobs.keep_steps(uuid, uuid, json, timestamptz) from public;
grant execute on function jobs.claim(timestamptz, integer, interval), jobs.keep_steps(uuid, uuid, json, timestamptz) to koncert_jobs;
grant usage on sequence jobs.step_ends to koncert_jobs;

create function jobs.announce() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('koncert_feed', json_build_object('organization_id', new.organization_id, 'topic', 'run')::text);
  return null;
end
$$;
comment on function jobs.announce() is 'Tells the pages of the organization that a run moved.';
create trigger announce after insert or update on jobs.reports for each row execute function jobs.announce();

create function koncert.list_runs(p_status text, p_limit integer, p_offset integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'total', (select count(*) from jobs.reports r where r.organization_id = (select koncert.organization_id())
        and (p_status is null or r.status = p_status) and (select koncert.may('organization:audit'))),
    'runs', coalesce((select jsonb_agg(to_jsonb(s) - 'organization_id' - 'event_data' order by s.started_at desc, s.run_id) from (
      select * from jobs.reports r
       where r.organization_id = (select koncert.organization_id()) and (p_status is null or r.status = p_status)
         and (select koncert.may('organization:audit'))
       order by r.started_at desc, r.run_id limit p_limit offset p_offset) s), '[]'))
$$;
comment on function koncert.list_runs(text, integer, integer) is
  'Runs of the organization of the actor, newest first; none without organization:audit.';

create function koncert.read_run(p_run text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(r) - 'organization_id' || jsonb_build_object('steps', coalesce((
      select jsonb_agg(to_jsonb(s) - 'run_id' order by s.started_at, s.id) from jobs.report_steps s where s.run_id = r.run_id), '[]'))
    from jobs.reports r
   where r.run_id = p_run and r.organization_id = (select koncert.organization_id()) and (select koncert.may('organization:audit'))
$$;
comment on function koncert.read_run(text) is 'One run of the organization of the actor with its steps; null for another''s.';

create function koncert.cancel_run(p_run text, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_report jobs.reports;
begin
  if not koncert.may('organization:approve') then return 'forbidden'; end if;
  select * into v_report from jobs.reports r
   where r.run_id = p_run and r.organization_id = koncert.organization_id() for update;
  if not found then return 'unknown'; end if;
  if v_report.status <> 'running' then return 'ended'; end if;
  update jobs.reports set status = 'cancelled', ended_at = p_now, updated_at = p_now where run_id = p_run;
  insert into public.outbox (organization_id, name, data) values (v_report.organization_id, 'job/run.cancelled',
    jsonb_build_object('eventId', v_report.event_id, 'functionId', v_report.function_id));
  return 'ok';
end
$$;
comment on function koncert.cancel_run(text, timestamptz) is
  'Ends a run of the actor''s organization as cancelled, and tells the engine. Locks its report. Codes: ok, forbidden, unknown, ended.';

create function koncert.retry_run(p_run text, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_report jobs.reports;
begin
  if not koncert.may('organization:approve') then return 'forbidden'; end if;
  select * into v_report from jobs.reports r
   where r.run_id = p_run and r.organization_id = koncert.organization_id() for update;
  if not found then return 'unknown'; end if;
  if v_report.status not in ('failed', 'cancelled') then return 'not_failed'; end if;
  if v_report.retried_at is not null then return 'retried'; end if;
  update jobs.reports set retried_at = p_now, updated_at = p_now where run_id = p_run;
  insert into public.outbox (organization_id, name, data)
    values (v_report.organization_id, v_report.event_name, v_report.event_data - 'organizationId');
  return 'ok';
end
$$;
comment on function koncert.retry_run(text, timestamptz) is
  'Sends the event of a failed or cancelled run of the actor''s organization once more, once. Locks its report. Codes: ok, forbidden, unknown, not_failed, retried.';

revoke execute on function koncert.list_runs(text, integer, integer), koncert.read_run(text), koncert.cancel_run(text, timestamptz), koncert.retry_run(text, timestamptz), jobs.announce() from public;
grant execute on function koncert.list_runs(text, integer, integer), koncert.read_run(text), koncert.cancel_run(text, timestamptz), koncert.retry_run(text, timestamptz) to authenticated;

create function koncert.working_organizations() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select o.id from public.organizations o
   where exists (select from public.members m where m.organization_id = o.id and m.status = 'active')
   order by o.created_at, o.id
$$;
comment on function koncert.working_organizations() is 'Organizations that somebody works in. For the server, outside an actor.';
revoke execute on function koncert.working_organizations() from public;
grant execute on function koncert.working_organizations() to koncert_app;

-- Events for durable work leave through the outbox, so that what rolls back asks for nothing.

create or replace function koncert.take_outbox(p_limit integer default 50) returns setof outbox
language sql volatile security definer set search_path = '' as $$
  update public.outbox set attempts = attempts + 1, claimed_at = now()
   where id in (select id from public.outbox
                 where sent_at is null and attempts < 8 and name not like 'job/%'
                   and (claimed_at is null or claimed_at < now() - interval '2 minutes' * attempts)
                 order by id limit p_limit for update skip locked)
  returning *
$$;

create function koncert.take_job_events(p_limit integer default 50) returns setof outbox
language sql volatile security definer set search_path = '' as $$
  update public.outbox set attempts = attempts + 1, claimed_at = now()
   where id in (select id from public.outbox
                 where sent_at is null and name like 'job/%'
                   and (claimed_at is null or claimed_at < now() - interval '10 seconds' * least(attempts, 30))
                 order by id limit p_limit for update skip locked)
  returning *
$$;
comment on function koncert.take_job_events(integer) is
  'Claims events for durable work. One that is not settled is claimed again, later each time. For the server, outside an actor.';
revoke execute on function koncert.take_job_events(integer) from public;
grant execute on function koncert.take_job_events(integer) to koncert_app;

create function koncert.announce_work() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('koncert_work', '');
  return null;
end
$$;
revoke execute on function koncert.announce_work() from public;
create trigger announce_work after insert on public.outbox for each row
  when (new.name like 'job/%') execute function koncert.announce_work();
