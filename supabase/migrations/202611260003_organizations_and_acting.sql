-- Who is here (organizations, members, roles) and who is asking (koncert.act).

-- Reading the actor ---------------------------------------------------------
-- These three are inlined by the planner; policies call them inside a sub-select, once a query.

create function koncert.organization_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('koncert.organization_id', true), '')::uuid $$;
comment on function koncert.organization_id() is 'The organization of the actor of this transaction, null without one.';

create function koncert.member_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('koncert.member_id', true), '')::uuid $$;
comment on function koncert.member_id() is 'The member who acts, null for a job or a buyer.';

create function koncert.call_id() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('koncert.call_id', true), '')::uuid $$;
comment on function koncert.call_id() is 'The tool call under way, to which row changes are attributed.';

create function koncert.may(p_permission text) returns boolean language sql stable parallel safe as
$$ select coalesce(position(' ' || p_permission || ' ' in current_setting('koncert.permissions', true)) > 0, false) $$;
comment on function koncert.may(text) is 'Whether the actor holds a permission such as tours:write.';

-- Tables --------------------------------------------------------------------

create table organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  legal_name text,
  siret text check (siret ~ '^[0-9]{14}$'),
  vat_number text,
  licence_numbers text[] not null default '{}',
  address text,
  postal_code text,
  city text,
  country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
  email text,
  phone text,
  website text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'Europe/Paris',
  -- What the agent may spend in a calendar month; null sets no limit.
  monthly_agent_budget_cents integer check (monthly_agent_budget_cents >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table permissions (
  name text primary key check (name ~ '^[a-z]+:[a-z]+$'),
  title_fr text not null,
  title_en text not null
);

create table roles (
  name text primary key,
  title_fr text not null,
  title_en text not null,
  position smallint not null,
  -- ' tours:read tours:write ', kept by a trigger so that acting reads one row.
  granted text not null default ' '
);

create table role_permissions (
  role text not null references roles (name),
  permission text not null references permissions (name),
  primary key (role, permission)
);

create table members (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  user_id uuid references accounts."user" ("id") on delete set null,
  email text not null,
  name text not null,
  role text not null default 'viewer' references roles (name) check (role <> 'job'),
  status text not null default 'active' check (status in ('active', 'suspended', 'left')),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (user_id, organization_id)
);
create unique index members_email_key on members (organization_id, lower(email));

create table invitations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  email text not null check (position('@' in email) > 1),
  role text not null default 'viewer' references roles (name) check (role <> 'job'),
  token_hash text not null unique,
  invited_by uuid default koncert.member_id(),
  expires_at timestamptz not null default now() + interval '14 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, invited_by) references members (organization_id, id)
);
create index invitations_open on invitations (organization_id, lower(email)) where accepted_at is null and revoked_at is null;

-- The permission matrix -----------------------------------------------------

create function koncert.refresh_granted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.roles r set granted = coalesce(
    (select ' ' || string_agg(p.permission, ' ' order by p.permission) || ' '
       from public.role_permissions p where p.role = r.name), ' ');
  return null;
end
$$;
create trigger refresh_granted after insert or update or delete on role_permissions
  for each statement execute function koncert.refresh_granted();

insert into permissions (name, title_fr, title_en) values
  ('tours:read', 'Voir les tournées et les dates', 'See tours and dates'),
  ('tours:write', 'Modifier les tournées et les dates', 'Change tours and dates'),
  ('ticketing:read', 'Voir la billetterie', 'See ticketing'),
  ('ticketing:write', 'Modifier la billetterie', 'Change ticketing'),
  ('ticketing:refund', 'Rembourser', 'Refund'),
  ('ticketing:publish', 'Ouvrir les ventes', 'Open sales'),
  ('door:scan', 'Contrôler les entrées', 'Scan at the door'),
  ('contacts:read', 'Voir les contacts', 'See contacts'),
  ('contacts:write', 'Modifier les contacts', 'Change contacts'),
  ('contacts:export', 'Exporter les contacts', 'Export contacts'),
  ('documents:read', 'Voir les documents', 'See documents'),
  ('documents:write', 'Modifier les documents', 'Change documents'),
  ('marketing:read', 'Voir les campagnes', 'See campaigns'),
  ('marketing:write', 'Préparer les campagnes', 'Prepare campaigns'),
  ('marketing:send', 'Envoyer les campagnes', 'Send campaigns'),
  ('business:read', 'Voir les comptes', 'See the accounts'),
  ('business:write', 'Tenir les comptes', 'Keep the accounts'),
  ('organization:read', 'Voir la structure et ses membres', 'See the organization and its members'),
  ('organization:manage', 'Gérer la structure et les rôles', 'Manage the organization and its roles'),
  ('organization:invite', 'Inviter des membres', 'Invite members'),
  ('organization:approve', 'Approuver les actions sensibles', 'Approve sensitive actions'),
  ('organization:audit', 'Consulter le journal', 'Read the log'),
  ('agent:use', 'Utiliser l’assistant', 'Use the assistant');

insert into roles (name, title_fr, title_en, position) values
  ('owner', 'Propriétaire', 'Owner', 1),
  ('manager', 'Responsable', 'Manager', 2),
  ('accountant', 'Comptable', 'Accountant', 3),
  ('door_staff', 'Contrôle d’accès', 'Door staff', 4),
  ('viewer', 'Lecture seule', 'Viewer', 5),
  ('job', 'Tâche automatique', 'Scheduled job', 6);

insert into role_permissions (role, permission)
select 'owner', name from permissions
union all
select 'manager', name from permissions where name <> 'organization:manage'
union all
select 'job', name from permissions where name not in ('organization:manage', 'organization:approve')
union all
select 'accountant', name from permissions
  where name like '%:read' or name in ('business:write', 'documents:write', 'agent:use')
union all
select 'door_staff', unnest(array['tours:read', 'ticketing:read', 'door:scan', 'organization:read', 'agent:use'])
union all
select 'viewer', unnest(array['tours:read', 'ticketing:read', 'contacts:read', 'documents:read', 'organization:read', 'agent:use']);

-- Acting --------------------------------------------------------------------

create function koncert.act(p_actor jsonb, p_call_id uuid default null, p_permission text default null) returns void
language plpgsql security definer
set search_path = ''
-- A plan made while the tables are empty must still use the indexes later.
set enable_seqscan = off
as $$
declare
  v_kind text := p_actor ->> 'kind';
  v_organization uuid := (p_actor ->> 'organization_id')::uuid;
  v_member uuid;
  v_role text;
  v_granted text;
begin
  if v_kind = 'member' then
    select m.id, m.role, r.granted into v_member, v_role, v_granted
      from public.members m join public.roles r on r.name = m.role
     where m.user_id = (p_actor ->> 'user_id')::uuid
       and m.organization_id = v_organization
       and m.status = 'active';
  elsif v_kind = 'job' then
    select 'job', r.granted into v_role, v_granted
      from public.roles r, public.organizations o
     where r.name = 'job' and o.id = v_organization;
  elsif v_kind = 'buyer' then
    select 'buyer', ' sale:buy ' into v_role, v_granted
      from public.organizations o where o.id = v_organization;
  end if;
  if v_granted is null or position(' ' || p_permission || ' ' in v_granted) = 0 then
    raise exception 'koncert:forbidden' using errcode = 'KC403';
  end if;
  perform
    set_config('koncert.organization_id', v_organization::text, true),
    set_config('koncert.member_id', coalesce(v_member::text, ''), true),
    set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
    set_config('koncert.permissions', v_granted, true),
    set_config('request.jwt.claims', jsonb_build_object(
      'sub', p_actor ->> 'user_id', 'organization_id', v_organization, 'member_id', v_member,
      'role', v_role, 'kind', v_kind, 'via', p_actor ->> 'via', 'name', p_actor ->> 'name',
      'call_id', p_call_id)::text, true);
end
$$;
comment on function koncert.act(jsonb, uuid, text) is
  'Makes the rest of the transaction act as {kind: member, user_id, organization_id, via}, {kind: job, organization_id, name} or {kind: buyer, organization_id}. Locks nothing. Raises KC403 for an unknown or inactive member, and for one who lacks p_permission. Called with set_config(''role'', ''authenticated'', true) in one statement.';

create function koncert.claim(p_name text) returns text language sql stable parallel safe as
$$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> p_name $$;
comment on function koncert.claim(text) is 'One claim of the actor: sub, role, kind, via, call_id…';
