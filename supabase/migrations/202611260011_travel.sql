-- How people and gear get there, where they sleep, and the day sheet that tells them.

create table transports (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  tour_id uuid,
  kind text not null check (kind in ('train', 'plane', 'bus', 'van', 'truck', 'car', 'taxi', 'ferry', 'other')),
  from_place text not null,
  to_place text not null,
  departs_at timestamptz,
  arrives_at timestamptz,
  vehicle text,
  reference text,
  distance_km numeric(8, 1) check (distance_km >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  cost_cents integer check (cost_cents >= 0),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (arrives_at >= departs_at),
  check (num_nonnulls(performance_id, tour_id) > 0),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id)
);
create index transports_by_departure on transports (organization_id, departs_at);
select koncert.guard('transports', 'tours:read', 'tours:write');

create table travellers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  transport_id uuid not null,
  contact_id uuid,
  name text not null,
  seat text,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, transport_id) references transports (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('travellers', 'tours:read', 'tours:write');

create table accommodations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  tour_id uuid,
  name text not null,
  address text,
  city text,
  phone text,
  check_in_on date not null,
  check_out_on date not null,
  rooms integer check (rooms >= 0),
  reference text,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  cost_cents integer check (cost_cents >= 0),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (check_out_on >= check_in_on),
  check (num_nonnulls(performance_id, tour_id) > 0),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id)
);
create index accommodations_by_day on accommodations (organization_id, check_in_on);
select koncert.guard('accommodations', 'tours:read', 'tours:write');

create table rooming (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  accommodation_id uuid not null,
  contact_id uuid,
  name text not null,
  room text,
  kind text not null default 'single' check (kind in ('single', 'double', 'twin', 'triple', 'suite', 'other')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, accommodation_id) references accommodations (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('rooming', 'tours:read', 'tours:write');

create table day_sheets (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  language text not null default 'fr',
  -- The secret part of the link that is shared with the crew.
  token text not null unique default encode(extensions.gen_random_bytes(16), 'hex'),
  content jsonb not null default '{}',
  document_id uuid,
  published_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, language),
  foreign key (organization_id, performance_id) references performances (organization_id, id) on delete cascade,
  foreign key (organization_id, document_id) references documents (organization_id, id)
);
select koncert.guard('day_sheets', 'tours:read', 'tours:write');
