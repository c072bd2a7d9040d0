-- Whom to tell, what was told, and what came of it.

create table segments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  -- dynamic: whoever meets the conditions now. static: the contacts listed in segment_contacts.
  kind text not null default 'dynamic' check (kind in ('dynamic', 'static')),
  conditions jsonb not null default '{}',
  contact_count integer check (contact_count >= 0),
  counted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, name)
);
select koncert.guard('segments', 'contacts:read', 'contacts:write');

create table segment_contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  segment_id uuid not null,
  contact_id uuid not null,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, segment_id, contact_id),
  foreign key (organization_id, segment_id) references segments (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('segment_contacts', 'contacts:read', 'contacts:write');

create table campaigns (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  channel text not null check (channel in ('email', 'sms', 'meta', 'google', 'tiktok')),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  subject text,
  body text,
  content jsonb not null default '{}',
  language text not null default 'fr',
  status text not null default 'draft' check (status in ('draft', 'scheduled', 'sending', 'sent', 'cancelled', 'failed')),
  segment_id uuid,
  tour_id uuid,
  performance_id uuid,
  scheduled_at timestamptz,
  sent_at timestamptz,
  audience_count integer check (audience_count >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  budget_cents integer check (budget_cents >= 0),
  results jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (status <> 'scheduled' or scheduled_at is not null),
  check (status <> 'sent' or sent_at is not null),
  foreign key (organization_id, segment_id) references segments (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
create index campaigns_by_status on campaigns (organization_id, status, scheduled_at);
select koncert.guard('campaigns', 'marketing:read', 'marketing:write');

create table campaign_recipients (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  campaign_id uuid not null,
  contact_id uuid not null,
  status text not null default 'queued'
    check (status in ('queued', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'unsubscribed', 'failed')),
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, campaign_id, contact_id),
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
select koncert.guard('campaign_recipients', 'marketing:read', 'marketing:send', p_reversible => false);
