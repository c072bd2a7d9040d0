-- Tours, their days and their dates, the schedule of a date, its team, deal and preparation.

create table tours (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  artist_id uuid not null,
  production_id uuid,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  starts_on date,
  ends_on date,
  status text not null default 'planned' check (status in ('planned', 'running', 'finished', 'cancelled')),
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(name)) stored,
  unique (organization_id, id),
  check (ends_on >= starts_on),
  foreign key (organization_id, artist_id) references artists (organization_id, id),
  foreign key (organization_id, production_id) references productions (organization_id, id)
);
create index tours_by_start on tours (organization_id, starts_on);
create index tours_by_name on tours (organization_id, search_name);
create index tours_by_name_trigrams on tours using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('tours', 'tours:read', 'tours:write');

create table tour_days (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  tour_id uuid not null,
  day date not null,
  kind text not null check (kind in ('show', 'travel', 'off', 'rehearsal', 'promo')),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, tour_id, day),
  foreign key (organization_id, tour_id) references tours (organization_id, id) on delete cascade
);
create index tour_days_by_day on tour_days (organization_id, day);
select koncert.guard('tour_days', 'tours:read', 'tours:write');

create table performances (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  artist_id uuid not null,
  production_id uuid,
  tour_id uuid,
  venue_id uuid,
  configuration_id uuid,
  promoter_contact_id uuid,
  day date not null check (day between date '1900-01-01' and date '2200-12-31'),
  -- Matinée 1 and soirée 2 of one artist on one day.
  session smallint not null default 1 check (session between 1 and 9),
  title text,
  status text not null check (status in ('option', 'confirmed', 'on_sale', 'played', 'settled', 'cancelled')),
  hold_rank smallint check (hold_rank between 1 and 3),
  hold_expires_on date,
  capacity integer check (capacity between 0 and 500000),
  notes text,
  published_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check ((status = 'option') = (hold_rank is not null)),
  check ((status = 'cancelled') = (cancelled_at is not null)),
  foreign key (organization_id, artist_id) references artists (organization_id, id),
  foreign key (organization_id, production_id) references productions (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id),
  foreign key (organization_id, venue_id) references venues (organization_id, id),
  foreign key (organization_id, configuration_id) references configurations (organization_id, id),
  foreign key (organization_id, promoter_contact_id) references contacts (organization_id, id)
);
-- An artist plays once a day, unless a second session is meant; options may compete.
create unique index performances_one_a_session on performances (organization_id, artist_id, day, session)
  where status not in ('option', 'cancelled');
create index performances_by_day on performances (organization_id, day);
create index performances_by_tour on performances (organization_id, tour_id, day);
create index performances_by_artist on performances (organization_id, artist_id, day);
create index performances_by_venue on performances (organization_id, venue_id, day);
create index performances_by_status on performances (organization_id, status, day);
select koncert.guard('performances', 'tours:read', 'tours:write');

create table schedule_items (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  kind text not null check (kind in ('load_in', 'line_check', 'sound_check', 'dinner', 'doors', 'support',
    'changeover', 'set_time', 'intermission', 'meet_and_greet', 'curfew', 'load_out', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  label text,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (ends_at >= starts_at),
  foreign key (organization_id, performance_id) references performances (organization_id, id) on delete cascade
);
create unique index schedule_items_once_a_date on schedule_items (organization_id, performance_id, kind)
  where kind in ('load_in', 'line_check', 'sound_check', 'doors', 'set_time', 'curfew', 'load_out');
create index schedule_items_by_time on schedule_items (organization_id, performance_id, starts_at);
select koncert.guard('schedule_items', 'tours:read', 'tours:write');

create table team_members (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  tour_id uuid,
  contact_id uuid not null,
  role text not null,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (num_nonnulls(performance_id, tour_id) = 1),
  foreign key (organization_id, performance_id) references performances (organization_id, id) on delete cascade,
  foreign key (organization_id, tour_id) references tours (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('team_members', 'tours:read', 'tours:write');

create table deals (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  kind text not null check (kind in ('cession', 'co_realisation', 'co_production', 'rental', 'guarantee', 'versus', 'percentage', 'self_promoted')),
  status text not null default 'draft' check (status in ('draft', 'offered', 'agreed', 'signed', 'cancelled')),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Amounts before VAT. The artist's side gets percentage_bp of what exceeds split_point_cents.
  guarantee_cents bigint check (guarantee_cents between 0 and 100000000000),
  percentage_bp integer check (percentage_bp between 0 and 10000),
  split_point_cents bigint check (split_point_cents between 0 and 100000000000),
  recoupable_cost_cents bigint check (recoupable_cost_cents between 0 and 100000000000),
  deposit_cents bigint check (deposit_cents between 0 and 100000000000),
  deposit_due_on date,
  vat_rate_bp integer check (vat_rate_bp between 0 and 10000),
  promoter_contact_id uuid,
  terms text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, promoter_contact_id) references contacts (organization_id, id)
);
create unique index deals_one_alive on deals (organization_id, performance_id) where status <> 'cancelled';
select koncert.guard('deals', 'business:read', 'business:write');

create table advancing_items (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  topic text not null,
  status text not null default 'missing' check (status in ('missing', 'asked', 'received', 'confirmed', 'not_needed')),
  due_on date,
  contact_id uuid,
  note text,
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, topic),
  foreign key (organization_id, performance_id) references performances (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index advancing_items_due on advancing_items (organization_id, status, due_on);
select koncert.guard('advancing_items', 'tours:read', 'tours:write');
