-- What is sold and to whom, and who came in. Counters, orders and tickets are written by functions
-- alone (next migration): members read them, and change only names and notes.

create table ticket_types (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 120),
  kind text not null default 'full' check (kind in ('full', 'reduced', 'early', 'group', 'pass', 'comp', 'staff')),
  description text,
  price_cents integer not null check (price_cents between 0 and 10000000),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  vat_rate_bp integer not null default 550 check (vat_rate_bp between 0 and 10000),
  -- Null: as many as the capacity of the date.
  quota integer check (quota between 0 and 500000),
  held integer not null default 0 check (held >= 0),
  sold integer not null default 0 check (sold >= 0),
  sale_starts_at timestamptz,
  sale_ends_at timestamptz,
  max_per_order integer not null default 10 check (max_per_order between 1 and 1000),
  access_code text,
  hidden boolean not null default false,
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, name),
  constraint ticket_types_quota_holds check (held + sold <= quota),
  check (sale_ends_at >= sale_starts_at),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
select koncert.guard('ticket_types', 'ticketing:read', 'ticketing:write', p_sealed => '{held,sold}');

-- The last ticket number given per date: numbering has no gap (CGI, annexe IV, 50 sexies B).
create table ticket_series (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  last_number bigint not null default 0 check (last_number >= 0),
  created_at timestamptz not null default now(),
  unique (organization_id, performance_id),
  foreign key (organization_id, performance_id) references performances (organization_id, id) on delete cascade
);
alter table ticket_series enable row level security;
alter table ticket_series force row level security;
select koncert.create_policy('ticket_series', 'are viewable by members with ticketing:read', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''ticketing:read''))');
select koncert.grant_columns('ticket_series', '{}', '{}', '');

create function koncert.order_number() returns text language sql volatile as $$
  -- 32 letters and digits that are not mistaken for one another.
  select string_agg(substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 1 + (get_byte(b, i) & 31), 1), '')
    from extensions.gen_random_bytes(8) b, generate_series(0, 7) i
$$;
comment on function koncert.order_number() is 'Eight random characters to read out on the phone.';

create table orders (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  number text not null default koncert.order_number(),
  contact_id uuid,
  buyer_name text,
  buyer_email text,
  buyer_phone text,
  locale text check (locale in ('fr', 'en')),
  status text not null check (status in ('held', 'paid', 'partially_refunded', 'refunded', 'cancelled', 'expired')),
  channel text not null default 'online'
    check (channel in ('online', 'door_sale', 'phone', 'guest_list', 'partner', 'import')),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  total_cents integer not null default 0 check (total_cents >= 0),
  fee_cents integer not null default 0 check (fee_cents >= 0),
  refunded_cents integer not null default 0,
  -- The same key sent twice is one order.
  client_key text not null default gen_random_uuid()::text,
  test boolean not null default false,
  hold_expires_at timestamptz,
  paid_at timestamptz,
  cancelled_at timestamptz,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_text text not null generated always as (koncert.normalize(
    number || ' ' || coalesce(buyer_name, '') || ' ' || coalesce(buyer_email, ''))) stored,
  unique (organization_id, id),
  unique (organization_id, number),
  unique (organization_id, client_key),
  check (refunded_cents between 0 and total_cents),
  check (status <> 'held' or hold_expires_at is not null),
  check (status not in ('paid', 'partially_refunded', 'refunded') or paid_at is not null),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index orders_by_date on orders (organization_id, created_at desc);
create index orders_by_performance on orders (organization_id, performance_id, created_at desc);
create index orders_paid on orders (organization_id, paid_at) where paid_at is not null;
create index orders_by_email on orders (organization_id, lower(buyer_email));
create index orders_holds on orders (hold_expires_at) where status = 'held';
create index orders_by_text_trigrams on orders using gin (search_text extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('orders', 'ticketing:read', 'ticketing:write', p_writes => 'update', p_reversible => false,
  p_sealed => '{id,organization_id,performance_id,number,status,channel,currency,total_cents,fee_cents,refunded_cents,client_key,test,hold_expires_at,paid_at,cancelled_at,created_at}');

create table order_items (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  order_id uuid not null,
  ticket_type_id uuid not null,
  quantity integer not null check (quantity between 1 and 1000),
  unit_price_cents integer not null check (unit_price_cents >= 0),
  vat_rate_bp integer not null check (vat_rate_bp between 0 and 10000),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, order_id, ticket_type_id),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id)
);
select koncert.guard('order_items', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

create table payments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  order_id uuid not null,
  provider text not null check (provider in ('test', 'stripe', 'cash', 'card', 'transfer', 'voucher', 'import')),
  reference text not null default gen_random_uuid()::text,
  method text,
  status text not null default 'succeeded' check (status in ('pending', 'succeeded', 'failed')),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  amount_cents integer not null check (amount_cents >= 0),
  fee_cents integer not null default 0 check (fee_cents >= 0),
  paid_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, provider, reference),
  foreign key (organization_id, order_id) references orders (organization_id, id)
);
select koncert.guard('payments', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

create table refunds (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  order_id uuid not null,
  -- The same key sent twice is one refund.
  key text not null,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  amount_cents integer not null check (amount_cents > 0),
  reason text,
  provider_reference text,
  requested_by uuid default koncert.member_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, key),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, requested_by) references members (organization_id, id)
);
create index refunds_by_date on refunds (organization_id, created_at desc);
select koncert.guard('refunds', 'ticketing:read', 'ticketing:refund', p_writes => '', p_reversible => false);

create table tickets (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  ticket_type_id uuid not null,
  order_id uuid not null,
  number bigint not null check (number > 0),
  holder_name text,
  holder_email text,
  price_cents integer not null check (price_cents >= 0),
  vat_rate_bp integer not null check (vat_rate_bp between 0 and 10000),
  status text not null default 'issued' check (status in ('issued', 'cancelled', 'refunded')),
  -- Part of the signed code; a new one makes the old code worthless.
  nonce text not null default encode(extensions.gen_random_bytes(8), 'hex'),
  seat text,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, number),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id)
);
select koncert.guard('tickets', 'ticketing:read', 'ticketing:write', p_writes => 'update', p_reversible => false,
  p_sealed => '{id,organization_id,performance_id,ticket_type_id,order_id,number,price_cents,vat_rate_bp,status,nonce,cancelled_at,created_at}');

create table guest_lists (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  name text not null,
  quota integer check (quota between 0 and 500000),
  deadline timestamptz,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, name),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
select koncert.guard('guest_lists', 'ticketing:read', 'ticketing:write');

create table guests (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  guest_list_id uuid not null,
  performance_id uuid not null,
  contact_id uuid,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  email text,
  phone text,
  plus_ones smallint not null default 0 check (plus_ones between 0 and 50),
  status text not null default 'invited' check (status in ('invited', 'confirmed', 'declined', 'cancelled')),
  ticket_id uuid,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(name)) stored,
  unique (organization_id, id),
  foreign key (organization_id, guest_list_id) references guest_lists (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, ticket_id) references tickets (organization_id, id)
);
create index guests_by_name on guests (organization_id, performance_id, search_name);
select koncert.guard('guests', 'ticketing:read', 'ticketing:write');

create function koncert.keep_guest_quota() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_quota integer;
  v_performance uuid;
begin
  select quota, performance_id into v_quota, v_performance from public.guest_lists
   where organization_id = new.organization_id and id = new.guest_list_id for no key update;
  if v_performance is distinct from new.performance_id then
    raise exception 'koncert:guest_list_of_another_date' using errcode = '23514', constraint = 'guests_follow_their_list';
  end if;
  if (select sum(1 + plus_ones) from public.guests
       where organization_id = new.organization_id and guest_list_id = new.guest_list_id
         and status in ('invited', 'confirmed')) > v_quota then
    raise exception 'koncert:guest_list_full' using errcode = '23514', constraint = 'guests_quota_holds';
  end if;
  return null;
end
$$;
comment on function koncert.keep_guest_quota() is
  'Locks the guest list; raises 23514 guests_quota_holds when guests and their plus-ones exceed its quota.';
create trigger keep_guest_quota after insert or update of plus_ones, status, guest_list_id, performance_id on guests
  for each row when (new.status in ('invited', 'confirmed')) execute function koncert.keep_guest_quota();

create table door_devices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid,
  name text not null,
  token_hash text not null unique,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
select koncert.guard('door_devices', 'ticketing:read', 'ticketing:write', p_secret => '{token_hash}', p_reversible => false);

-- Appended, never a flag: in, out, in again, refused. (device, sequence) makes a resent scan one scan.
create table check_ins (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  ticket_id uuid,
  guest_id uuid,
  direction text not null default 'in' check (direction in ('in', 'out')),
  result text not null check (result in ('accepted', 'refused')),
  reason text,
  gate text,
  device_id uuid,
  sequence bigint,
  member_id uuid default koncert.member_id(),
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, device_id, sequence),
  check ((result = 'refused') = (reason is not null)),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, ticket_id) references tickets (organization_id, id),
  foreign key (organization_id, guest_id) references guests (organization_id, id),
  foreign key (organization_id, device_id) references door_devices (organization_id, id)
);
create index check_ins_by_performance on check_ins (organization_id, performance_id, at desc);
select koncert.guard('check_ins', 'ticketing:read', 'door:scan', p_writes => 'insert', p_reversible => false);

create table allotments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  ticket_type_id uuid,
  platform text not null,
  quantity integer not null check (quantity between 0 and 500000),
  sold integer not null default 0 check (sold >= 0),
  gross_cents bigint not null default 0 check (gross_cents >= 0),
  reported_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (sold <= quantity),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id)
);
create unique index allotments_one_a_platform on allotments
  (organization_id, performance_id, platform, coalesce(ticket_type_id, '00000000-0000-0000-0000-000000000000'));
select koncert.guard('allotments', 'ticketing:read', 'ticketing:write');

-- The capacity of a date never falls below what is held and sold.
create function koncert.keep_capacity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The lock that koncert.issue_order takes before it reads the capacity.
  insert into public.ticket_series (organization_id, performance_id) values (new.organization_id, new.id)
    on conflict (organization_id, performance_id) do nothing;
  perform from public.ticket_series
   where organization_id = new.organization_id and performance_id = new.id for no key update;
  if (select coalesce(sum(held + sold), 0) from public.ticket_types
       where organization_id = new.organization_id and performance_id = new.id) > new.capacity then
    raise exception 'koncert:capacity_below_sold' using errcode = '23514', constraint = 'performances_capacity_holds';
  end if;
  return null;
end
$$;
comment on function koncert.keep_capacity() is
  'Locks the ticket series of the date; raises 23514 performances_capacity_holds.';
create trigger keep_capacity after update of capacity on performances
  for each row when (new.capacity is distinct from old.capacity) execute function koncert.keep_capacity();
