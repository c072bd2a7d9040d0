-- People and companies, and what each agreed to receive.

create table contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  kind text not null default 'fan' check (kind in ('fan', 'pro', 'venue', 'media', 'partner')),
  display_name text not null check (btrim(display_name) <> '' and length(display_name) <= 300),
  first_name text,
  last_name text,
  organization_name text,
  job_title text,
  email text,
  phone text,
  website text,
  address text,
  postal_code text,
  city text,
  country text check (country ~ '^[A-Z]{2}$'),
  locale text check (locale in ('fr', 'en')),
  tags text[] not null default '{}',
  notes text,
  -- Where the row comes from: manual, import, order, agent…
  source text not null default 'manual',
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(display_name)) stored,
  search_text text not null generated always as (koncert.normalize(
    display_name || ' ' || coalesce(organization_name, '') || ' ' || coalesce(email, '') || ' ' ||
    coalesce(phone, ''))) stored,
  unique (organization_id, id)
);
create index contacts_by_name on contacts (organization_id, search_name);
create index contacts_by_kind on contacts (organization_id, kind, search_name);
create index contacts_by_email on contacts (organization_id, lower(email)) where email is not null;
create index contacts_by_city on contacts (organization_id, city);
create index contacts_by_tag on contacts using gin (tags) with (fastupdate = off);
create index contacts_by_name_trigrams on contacts using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
create index contacts_by_text_trigrams on contacts using gin (search_text extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('contacts', 'contacts:read', 'contacts:write');

-- Appended, never changed: the last row of a channel says what holds, the others prove it.
create table consents (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  contact_id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'phone', 'post', 'ads')),
  status text not null check (status in ('granted', 'withdrawn')),
  source text not null,
  proof jsonb,
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index consents_latest on consents (organization_id, contact_id, channel, at desc);
select koncert.guard('consents', 'contacts:read', 'contacts:write', p_writes => 'insert', p_reversible => false);

-- Requests under data protection law: one month to answer.
create table data_requests (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  contact_id uuid,
  email text not null,
  kind text not null check (kind in ('export', 'erase', 'rectify')),
  status text not null default 'open' check (status in ('open', 'done', 'refused')),
  due_on date not null default current_date + 30,
  note text,
  handled_by uuid,
  handled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, handled_by) references members (organization_id, id)
);
create index data_requests_due on data_requests (organization_id, status, due_on);
select koncert.guard('data_requests', 'contacts:read', 'contacts:write', p_reversible => false);
