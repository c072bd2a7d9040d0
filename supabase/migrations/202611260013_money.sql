-- Income, expenses and the reckoning after the show. Amounts in cents, before VAT.

create table expenses (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  tour_id uuid,
  category text not null default 'other' check (category in ('artist_fee', 'crew', 'social_charges', 'transport', 'accommodation',
    'catering', 'per_diem', 'technical', 'venue_rental', 'security', 'promotion', 'rights', 'taxes', 'insurance', 'ticketing_fees', 'other')),
  label text not null check (btrim(label) <> '' and length(label) <= 300),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents between 0 and 100000000000),
  vat_rate_bp integer not null default 0 check (vat_rate_bp between 0 and 10000),
  incurred_on date not null default current_date,
  paid_on date,
  contact_id uuid,
  document_id uuid,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, document_id) references documents (organization_id, id)
);
create index expenses_by_day on expenses (organization_id, incurred_on);
select koncert.guard('expenses', 'business:read', 'business:write');

create table incomes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  tour_id uuid,
  category text not null default 'other' check (category in
    ('cession', 'guarantee', 'box_office', 'co_realisation', 'co_production', 'merchandising', 'bar', 'grant', 'sponsorship', 'rights', 'other')),
  label text not null check (btrim(label) <> '' and length(label) <= 300),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents between 0 and 100000000000),
  vat_rate_bp integer not null default 0 check (vat_rate_bp between 0 and 10000),
  incurred_on date not null default current_date,
  paid_on date,
  contact_id uuid,
  document_id uuid,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, document_id) references documents (organization_id, id)
);
create index incomes_by_day on incomes (organization_id, incurred_on);
select koncert.guard('incomes', 'business:read', 'business:write');

create table settlements (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  deal_id uuid,
  status text not null default 'draft' check (status in ('draft', 'agreed', 'signed', 'cancelled')),
  -- Figures and the steps that led to them, as rules computed them at that moment.
  computed jsonb not null default '{}',
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  due_cents bigint,
  agreed_at timestamptz,
  document_id uuid,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (status not in ('agreed', 'signed') or agreed_at is not null),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, deal_id) references deals (organization_id, id),
  foreign key (organization_id, document_id) references documents (organization_id, id)
);
create unique index settlements_one_alive on settlements (organization_id, performance_id) where status <> 'cancelled';
select koncert.guard('settlements', 'business:read', 'business:write');
