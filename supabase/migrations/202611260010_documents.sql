-- Papers with their versions, cut into passages for search. Embeddings come in a later migration,
-- which a server without the vector extension leaves out.

create table documents (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  kind text not null check (kind in
    ('quote', 'contract', 'invoice', 'credit_note', 'rider', 'technical_rider', 'hospitality_rider', 'day_sheet', 'box_office_statement', 'poster', 'other')),
  title text not null check (btrim(title) <> '' and length(title) <= 300),
  -- Given when the paper is issued, from koncert.next_number; a draft has none.
  number text,
  status text not null default 'draft' check (status in ('draft', 'issued', 'sent', 'signed', 'paid', 'cancelled')),
  language text not null default 'fr',
  artist_id uuid,
  tour_id uuid,
  performance_id uuid,
  contact_id uuid,
  current_version integer not null default 0 check (current_version >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  total_cents bigint check (total_cents between -100000000000 and 100000000000),
  vat_cents bigint,
  issued_on date,
  due_on date,
  paid_on date,
  created_by uuid default koncert.member_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search_name text not null generated always as (koncert.normalize(title || ' ' || coalesce(number, ''))) stored,
  unique (organization_id, id),
  foreign key (organization_id, artist_id) references artists (organization_id, id),
  foreign key (organization_id, tour_id) references tours (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, created_by) references members (organization_id, id)
);
create unique index documents_number_key on documents (organization_id, kind, number) where number is not null;
create index documents_latest on documents (organization_id, created_at desc);
create index documents_by_kind on documents (organization_id, kind, created_at desc);
create index documents_by_name on documents (organization_id, search_name);
create index documents_by_name_trigrams on documents using gin (search_name extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('documents', 'documents:read', 'documents:write');

create function koncert.keep_numbered_papers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  raise exception 'koncert:numbered documents %', old.id using errcode = 'KC409',
    detail = jsonb_build_object('table', 'documents', 'row_id', old.id, 'reason', 'numbered')::text;
end
$$;
comment on function koncert.keep_numbered_papers() is
  'Raises KC409: an invoice or credit note that has its number can be cancelled, never deleted nor renumbered (unbroken series).';
create trigger keep_numbered_papers before delete on documents
  for each row when (old.number is not null and old.kind in ('invoice', 'credit_note'))
  execute function koncert.keep_numbered_papers();
create trigger keep_paper_number before update of number, kind on documents
  for each row when (old.number is not null and old.kind in ('invoice', 'credit_note')
    and (new.number is distinct from old.number or new.kind <> old.kind))
  execute function koncert.keep_numbered_papers();

create table document_versions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  document_id uuid not null,
  version integer not null check (version > 0),
  content jsonb,
  body_text text,
  file_key text,
  mime text,
  size integer check (size >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid default koncert.member_id(),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, document_id, version),
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade,
  foreign key (organization_id, created_by) references members (organization_id, id)
);
select koncert.guard('document_versions', 'documents:read', 'documents:write');

create table document_chunks (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  document_id uuid not null,
  version_id uuid not null,
  position integer not null check (position >= 0),
  page integer,
  body text not null,
  created_at timestamptz not null default now(),
  search_words tsvector not null generated always as (to_tsvector('koncert.french', body)) stored,
  search_text text not null generated always as (koncert.normalize(body)) stored,
  unique (organization_id, id),
  unique (organization_id, version_id, position),
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade,
  foreign key (organization_id, version_id) references document_versions (organization_id, id) on delete cascade
);
create index document_chunks_by_words on document_chunks using gin (search_words) with (fastupdate = off);
create index document_chunks_by_text_trigrams on document_chunks using gin (search_text extensions.gin_trgm_ops) with (fastupdate = off);
select koncert.guard('document_chunks', 'documents:read', 'documents:write');

-- Unbroken series of an organization: invoices, quotes, contracts…
create table number_series (
  organization_id uuid not null default koncert.organization_id() references organizations,
  kind text not null check (kind ~ '^[a-z_]+(:[0-9]{4})?$'),
  last_number bigint not null default 0,
  primary key (organization_id, kind)
);
alter table number_series enable row level security;
alter table number_series force row level security;
select koncert.create_policy('number_series', 'are viewable by members with business:read', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''business:read''))');
select koncert.grant_columns('number_series', '{}', '{}', '');

create function koncert.next_number(p_kind text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_number bigint;
begin
  if not (koncert.may('documents:write') or koncert.may('business:write')) then
    raise exception 'koncert:forbidden' using errcode = 'KC403';
  end if;
  insert into public.number_series as s (organization_id, kind, last_number) values (koncert.organization_id(), p_kind, 1)
    on conflict (organization_id, kind) do update set last_number = s.last_number + 1
    returning last_number into v_number;
  return v_number;
end
$$;
comment on function koncert.next_number(text) is
  'The next number of a series such as invoice or invoice:2027, without gap: the row stays locked until the transaction ends, and a rollback gives the number back. Raises KC403.';
