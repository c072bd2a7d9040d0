-- Slack: the workspaces of an organization, who is who in them, and what was already heard.

create table slack_teams (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  -- Slack's own id. A workspace belongs to one organization, which is how an event finds its own.
  team_id text not null unique check (length(team_id) between 2 and 40),
  name text not null check (length(name) <= 200),
  bot_user_id text not null check (length(bot_user_id) between 2 and 40),
  -- Ciphertext of the bot's tokens; the key is with the application, under key_id.
  secret bytea not null,
  key_id text not null,
  -- Of a token that rotates.
  token_expires_at timestamptz,
  installed_by uuid default koncert.member_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, installed_by) references members (organization_id, id)
);
select koncert.guard('slack_teams', 'organization:read', 'organization:manage', p_secret => '{secret}', p_reversible => false);

create table slack_people (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  workspace_id uuid not null,
  slack_user_id text not null check (length(slack_user_id) between 2 and 40),
  slack_name text not null check (length(slack_name) <= 200),
  member_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (workspace_id, slack_user_id),
  foreign key (organization_id, workspace_id) references slack_teams (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id)
);
comment on table slack_people is 'A Slack user who acts as a member; written by koncert.link_slack alone.';
select koncert.guard('slack_people', 'organization:read', 'organization:manage', p_writes => 'delete', p_reversible => false);
create policy "Slack people are deleted by their member" on slack_people for delete to authenticated
  using (organization_id = (select koncert.organization_id()) and member_id = (select koncert.member_id()));

-- A link in Slack that ties its reader to the member who opens it, once.
create table slack_links (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations,
  workspace_id uuid not null,
  slack_user_id text not null,
  slack_name text not null,
  slack_email text,
  expires_at timestamptz not null default now() + interval '30 minutes',
  used_at timestamptz,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, workspace_id) references slack_teams (organization_id, id) on delete cascade
);

-- What Slack sent and whether it was answered: a delivery that comes again is dropped, one that a
-- stopped server left is taken up.
create table slack_events (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations,
  workspace_id uuid not null,
  event_id text not null,
  -- Emptied once it was answered.
  body jsonb,
  attempts smallint not null default 1,
  taken_at timestamptz not null default now(),
  done_at timestamptz,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (workspace_id, event_id),
  foreign key (organization_id, workspace_id) references slack_teams (organization_id, id) on delete cascade
);
create index slack_events_open on slack_events (taken_at) where done_at is null;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['slack_links', 'slack_events'] loop
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
    perform koncert.create_policy(v_table::regclass, 'are read by the server alone', 'select', 'false');
    perform koncert.grant_columns(v_table::regclass, '{}', '{}', '');
    execute format('revoke select on %I from authenticated', v_table);
    perform koncert.settle_foreign_keys(v_table::regclass);
  end loop;
end
$$;

-- For members ---------------------------------------------------------------------------

create function koncert.slack_link(p_id uuid) returns table (team text, slack_name text, slack_email text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select w.name, l.slack_name, l.slack_email, l.expires_at
    from public.slack_links l join public.slack_teams w on w.id = l.workspace_id
   where l.id = p_id and l.organization_id = koncert.organization_id()
     and koncert.member_id() is not null and l.used_at is null and l.expires_at > now()
$$;
comment on function koncert.slack_link(uuid) is 'What an open link would tie to the member who acts; no row for one that is used, over or another organization''s.';

create function koncert.link_slack(p_id uuid) returns table (team text, slack_name text)
language plpgsql security definer set search_path = '' as $$
declare
  v_link public.slack_links;
begin
  update public.slack_links l set used_at = now()
   where l.id = p_id and l.organization_id = koncert.organization_id()
     and koncert.member_id() is not null and l.used_at is null and l.expires_at > now()
  returning * into v_link;
  if not found then return; end if;
  insert into public.slack_people as p (organization_id, workspace_id, slack_user_id, slack_name, member_id)
    values (v_link.organization_id, v_link.workspace_id, v_link.slack_user_id, v_link.slack_name, koncert.member_id())
    on conflict (workspace_id, slack_user_id) do update set member_id = excluded.member_id, slack_name = excluded.slack_name;
  return query select w.name, v_link.slack_name from public.slack_teams w where w.id = v_link.workspace_id;
end
$$;
comment on function koncert.link_slack(uuid) is
  'Uses a link once and ties its Slack user to the member who acts. No row for one that is used, over or another organization''s.';

create function koncert.disconnect_slack(p_id uuid) returns table (team text, people integer)
language plpgsql security definer set search_path = '' as $$
declare
  v_team public.slack_teams;
  v_people integer;
begin
  select * into v_team from public.slack_teams t
   where t.id = p_id and t.organization_id = koncert.organization_id() and koncert.may('organization:manage') for update;
  if not found then return; end if;
  select count(*) into v_people from public.slack_people p where p.workspace_id = p_id;
  -- Slack is told once this has committed: until then the tokens are kept, sealed.
  insert into public.outbox (organization_id, name, data) values (v_team.organization_id, 'slack/revoke',
    jsonb_build_object('organization_id', v_team.organization_id, 'team_id', v_team.team_id, 'secret', encode(v_team.secret, 'hex')));
  delete from public.slack_teams t where t.id = p_id;
  return query select v_team.name, v_people;
end
$$;
comment on function koncert.disconnect_slack(uuid) is
  'Forgets a workspace and who is who in it, and has its tokens revoked after the commit. No row without organization:manage or for another organization''s.';

-- For the server, outside an actor ------------------------------------------------------

create function koncert.slack_workspace(p_team text) returns table (
  organization_id uuid, workspace_id uuid, name text, bot_user_id text, secret bytea, token_expires_at timestamptz, locale text)
language sql stable security definer set search_path = '' as $$
  select w.organization_id, w.id, w.name, w.bot_user_id, w.secret, w.token_expires_at, o.locale
    from public.slack_teams w join public.organizations o on o.id = w.organization_id
   where w.team_id = p_team
$$;
comment on function koncert.slack_workspace(text) is 'The workspace that an event comes from, with its sealed tokens.';

create function koncert.slack_person(p_team text, p_user text) returns table (organization_id uuid, user_id uuid, name text, locale text)
language sql stable security definer set search_path = '' as $$
  select m.organization_id, m.user_id, m.name, m.locale
    from public.slack_teams w
    join public.slack_people p on p.workspace_id = w.id and p.slack_user_id = p_user
    join public.members m on m.organization_id = p.organization_id and m.id = p.member_id
   where w.team_id = p_team and m.status = 'active' and m.user_id is not null
$$;
comment on function koncert.slack_person(text, text) is 'The active member whom a Slack user acts as.';

create function koncert.slack_accounts(p_organization uuid, p_user uuid) returns table (team_id text, slack_user_id text)
language sql stable security definer set search_path = '' as $$
  select w.team_id, p.slack_user_id
    from public.members m
    join public.slack_people p on p.organization_id = m.organization_id and p.member_id = m.id
    join public.slack_teams w on w.id = p.workspace_id
   where m.organization_id = p_organization and m.user_id = p_user and m.status = 'active'
   order by p.created_at
$$;
comment on function koncert.slack_accounts(uuid, uuid) is 'Where a member reads in Slack.';

create function koncert.open_slack_link(p_team text, p_user text, p_name text, p_email text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  -- The last link given is the one that opens.
  update public.slack_links l set used_at = now() from public.slack_teams w
   where w.team_id = p_team and l.workspace_id = w.id and l.slack_user_id = p_user and l.used_at is null;
  insert into public.slack_links (organization_id, workspace_id, slack_user_id, slack_name, slack_email)
    select w.organization_id, w.id, p_user, left(p_name, 200), left(p_email, 254) from public.slack_teams w where w.team_id = p_team
  returning id into v_id;
  return v_id;
end
$$;
comment on function koncert.open_slack_link(text, text, text, text) is 'A new link for a Slack user; those before it no longer open.';

create function koncert.keep_slack_event(p_team text, p_event text, p_body jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace public.slack_teams;
begin
  select * into v_workspace from public.slack_teams where team_id = p_team;
  if not found then return 'unknown'; end if;
  insert into public.slack_events (organization_id, workspace_id, event_id, body)
    values (v_workspace.organization_id, v_workspace.id, p_event, p_body)
    on conflict (workspace_id, event_id) do nothing;
  return case when found then 'new' else 'seen' end;
end
$$;
comment on function koncert.keep_slack_event(text, text, jsonb) is 'Keeps a delivery before it is acknowledged: new, seen, or unknown for a workspace of nobody.';

create function koncert.finish_slack_event(p_team text, p_event text) returns void
language sql volatile security definer set search_path = '' as $$
  update public.slack_events e set done_at = now(), body = null from public.slack_teams w
   where w.team_id = p_team and e.workspace_id = w.id and e.event_id = p_event
$$;
comment on function koncert.finish_slack_event(text, text) is 'Marks a delivery as answered and forgets what it said.';

create function koncert.take_slack_events(p_before timestamptz) returns table (body jsonb)
language sql volatile security definer set search_path = '' as $$
  delete from public.slack_events where done_at < now() - interval '2 days';
  update public.slack_events e set taken_at = now(), attempts = attempts + 1
   where e.id in (select o.id from public.slack_events o
                   where o.done_at is null and o.taken_at < p_before and o.attempts < 3 and o.body is not null
                     and o.created_at > now() - interval '1 hour'
                   order by o.created_at limit 50 for update skip locked)
  returning e.body
$$;
comment on function koncert.take_slack_events(timestamptz) is
  'Deliveries that nobody finished since, for another try: at most three, within the hour. Forgets those answered two days ago.';

create function koncert.keep_slack_tokens(p_team text, p_secret bytea, p_key_id text, p_expires_at timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update public.slack_teams set secret = p_secret, key_id = p_key_id, token_expires_at = p_expires_at where team_id = p_team
$$;
comment on function koncert.keep_slack_tokens(text, bytea, text, timestamptz) is 'The tokens that replace those of before, once Slack has rotated them.';

create function koncert.forget_slack_workspace(p_team text) returns void
language sql volatile security definer set search_path = '' as $$
  delete from public.slack_teams where team_id = p_team
$$;
comment on function koncert.forget_slack_workspace(text) is 'The application was removed in Slack: its tokens and the ties of its people go.';

revoke execute on all functions in schema koncert from public;
grant execute on function koncert.slack_link(uuid), koncert.link_slack(uuid), koncert.disconnect_slack(uuid) to authenticated;
grant execute on function
  koncert.slack_workspace(text), koncert.slack_person(text, text), koncert.slack_accounts(uuid, uuid),
  koncert.open_slack_link(text, text, text, text), koncert.keep_slack_event(text, text, jsonb),
  koncert.finish_slack_event(text, text), koncert.take_slack_events(timestamptz),
  koncert.keep_slack_tokens(text, bytea, text, timestamptz), koncert.forget_slack_workspace(text)
  to koncert_app;
