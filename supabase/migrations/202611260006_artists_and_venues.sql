-- Who performs, what tours, and where.

create table artists (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  genre text,
  country text check (country ~ '^[A-Z]{2}$'),
  bio text,
  website text,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(name)) stored,
  unique (organization_id, id)
);
create unique index artists_name_key on artists (organization_id, search_name);
create index artists_by_name_trigrams on artists using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('artists', 'tours:read', 'tours:write');

create table productions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  artist_id uuid not null,
  title text not null check (btrim(title) <> '' and length(title) <= 200),
  kind text not null default 'concert'
    check (kind in ('concert', 'theatre', 'dance', 'circus', 'comedy', 'musical', 'opera', 'other')),
  description text,
  duration_minutes integer check (duration_minutes between 1 and 1440),
  first_performed_on date,
  -- Paid performances given before KONCERT kept the count, by anyone: the VAT rule counts to 140.
  paid_performances_before integer not null default 0 check (paid_performances_before >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(title)) stored,
  unique (organization_id, id),
  foreign key (organization_id, artist_id) references artists (organization_id, id)
);
create unique index productions_title_key on productions (organization_id, artist_id, search_name);
create index productions_by_name_trigrams on productions using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('productions', 'tours:read', 'tours:write');

create table venues (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  kind text not null default 'other' check (kind in
    ('club', 'concert_hall', 'theatre', 'opera', 'arena', 'stadium', 'congress_centre', 'cultural_centre', 'church', 'bar', 'festival', 'outdoor', 'other')),
  address text,
  postal_code text,
  city text,
  region text,
  country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
  insee_code text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  time_zone text not null default 'Europe/Paris',
  capacity integer check (capacity between 0 and 500000),
  phone text,
  email text,
  website text,
  technical jsonb not null default '{}',
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(name)) stored,
  search_city text not null generated always as (koncert.normalize(coalesce(city, ''))) stored,
  search_text text not null generated always as (koncert.normalize(name || ' ' || coalesce(city, ''))) stored,
  unique (organization_id, id),
  check ((latitude is null) = (longitude is null))
);
create unique index venues_name_key on venues (organization_id, search_name, search_city);
create index venues_by_city on venues (organization_id, search_city);
create index venues_by_name_trigrams on venues using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
create index venues_by_city_trigrams on venues using gin (search_city extensions.gin_trgm_ops) with (fastupdate = off);
create index venues_by_text_trigrams on venues using gin (search_text extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('venues', 'tours:read', 'tours:write');

create table stages (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  venue_id uuid not null,
  name text not null,
  capacity integer check (capacity >= 0),
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, venue_id, name),
  foreign key (organization_id, venue_id) references venues (organization_id, id) on delete cascade
);
select koncert.guard('stages', 'tours:read', 'tours:write');

create table configurations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  venue_id uuid not null,
  stage_id uuid,
  name text not null,
  kind text not null default 'standing' check (kind in ('seated', 'standing', 'mixed')),
  capacity integer not null check (capacity between 0 and 500000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, venue_id, name),
  foreign key (organization_id, venue_id) references venues (organization_id, id) on delete cascade,
  foreign key (organization_id, stage_id) references stages (organization_id, id)
);
select koncert.guard('configurations', 'tours:read', 'tours:write');

create table venue_contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  venue_id uuid not null,
  contact_id uuid not null,
  role text not null default 'booking',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, venue_id, contact_id, role),
  foreign key (organization_id, venue_id) references venues (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('venue_contacts', 'tours:read', 'tours:write');
