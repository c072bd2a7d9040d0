-- Sales of other platforms beside our own: each ticket that they sold, what each report brought,
-- which columns their files have, and with which of their events a date corresponds.

-- The platform's own name for this date, by which its interface is asked.
alter table allotments add column external_event text check (btrim(external_event) <> '' and length(external_event) <= 200);

create table platform_reports (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  platform text not null check (platform ~ '^[a-z_]{1,40}$'),
  source text not null check (source in ('file', 'api', 'entered')),
  file_name text,
  -- Sales that are not in a whole list were cancelled over there.
  whole boolean not null default false,
  lines integer not null default 0 check (lines >= 0),
  added integer not null default 0 check (added >= 0),
  changed integer not null default 0 check (changed >= 0),
  cancelled integer not null default 0 check (cancelled >= 0),
  failed integer not null default 0 check (failed >= 0),
  -- What the platform had sold of this date once the report was in.
  sold integer not null default 0 check (sold >= 0),
  gross_cents bigint not null default 0 check (gross_cents >= 0),
  reported_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
create index platform_reports_by_time on platform_reports (organization_id, performance_id, platform, reported_at desc);
select koncert.guard('platform_reports', 'ticketing:read', 'ticketing:write');

create table platform_sales (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  report_id uuid not null,
  platform text not null check (platform ~ '^[a-z_]{1,40}$'),
  -- The ticket's identifier over there: the same in a later report is the same ticket.
  external_id text not null check (btrim(external_id) <> '' and length(external_id) <= 200),
  order_reference text,
  -- The platform's own name for the category, and ours where one bears it.
  category text not null default '',
  ticket_type_id uuid,
  price_cents integer not null check (price_cents between 0 and 10000000),
  status text not null default 'sold' check (status in ('sold', 'cancelled', 'refunded')),
  sold_at timestamptz,
  postal_code text,
  city text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, platform, external_id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, report_id) references platform_reports (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id)
);
select koncert.guard('platform_sales', 'ticketing:read', 'ticketing:write');

-- What a person said of a platform's file is remembered for the next one.
create table platform_layouts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  platform text not null check (platform ~ '^[a-z_]{1,40}$'),
  -- The heading of a column, without accents or signs, and what it holds; null leaves it out.
  columns jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, platform)
);
select koncert.guard('platform_layouts', 'ticketing:read', 'ticketing:write');

create function koncert.report_platform_sales(p_performance uuid, p_platform text, p_sales jsonb, p_report jsonb, p_now timestamptz default now())
returns jsonb language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_whole constant boolean := coalesce((p_report ->> 'whole')::boolean, false);
  v_report uuid;
  v_added integer;
  v_changed integer;
  v_gone integer := 0;
  v_sold integer;
  v_gross bigint;
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  perform from public.performances where organization_id = v_organization and id = p_performance;
  if not found then return '{"code": "unknown_performance"}'; end if;

  -- Allotments count in the stock: the order of locks is that of a sale.
  perform koncert.lock_date(v_organization, p_performance);
  perform from public.allotments
    where organization_id = v_organization and performance_id = p_performance and platform = p_platform
    order by id for no key update;

  insert into public.platform_reports (organization_id, performance_id, platform, source, file_name, whole, lines, failed, reported_at)
    values (v_organization, p_performance, p_platform, p_report ->> 'source', p_report ->> 'file_name', v_whole,
      coalesce((p_report ->> 'lines')::integer, 0), coalesce((p_report ->> 'failed')::integer, 0), p_now)
    returning id into v_report;

  with given as (
    select s.*, t.id as ticket_type_id from jsonb_to_recordset(p_sales) s (external_id text, order_reference text, category text,
        price_cents integer, status text, sold_at timestamptz, postal_code text, city text)
      left join public.ticket_types t on t.organization_id = v_organization and t.performance_id = p_performance
        and koncert.normalize(t.name) = koncert.normalize(s.category)
  ), written as (
    insert into public.platform_sales as k (organization_id, performance_id, report_id, platform, external_id, order_reference,
        category, ticket_type_id, price_cents, status, sold_at, postal_code, city)
      select v_organization, p_performance, v_report, p_platform, g.external_id, g.order_reference, coalesce(g.category, ''),
        g.ticket_type_id, g.price_cents, g.status, g.sold_at, g.postal_code, g.city from given g
      on conflict (organization_id, performance_id, platform, external_id) do update
        set report_id = excluded.report_id, order_reference = excluded.order_reference, category = excluded.category,
          ticket_type_id = excluded.ticket_type_id, price_cents = excluded.price_cents, status = excluded.status,
          sold_at = coalesce(excluded.sold_at, k.sold_at), postal_code = coalesce(excluded.postal_code, k.postal_code),
          city = coalesce(excluded.city, k.city)
        where (k.order_reference, k.category, k.ticket_type_id, k.price_cents, k.status) is distinct from
          (excluded.order_reference, excluded.category, excluded.ticket_type_id, excluded.price_cents, excluded.status)
      returning (k.xmax = 0) as fresh
  )
  select count(*) filter (where fresh), count(*) filter (where not fresh) into v_added, v_changed from written;

  if v_whole then
    update public.platform_sales k set status = 'cancelled', report_id = v_report
     where k.organization_id = v_organization and k.performance_id = p_performance and k.platform = p_platform and k.status = 'sold'
       and k.external_id not in (select s ->> 'external_id' from jsonb_array_elements(p_sales) s);
    get diagnostics v_gone = row_count;
  end if;

  select count(*), coalesce(sum(price_cents), 0) into v_sold, v_gross from public.platform_sales
   where organization_id = v_organization and performance_id = p_performance and platform = p_platform and status = 'sold';
  update public.platform_reports set added = v_added, changed = v_changed, cancelled = v_gone, sold = v_sold, gross_cents = v_gross
   where organization_id = v_organization and id = v_report;

  -- A row for whatever no allotment of a single category takes.
  insert into public.allotments (organization_id, performance_id, platform, quantity)
    select v_organization, p_performance, p_platform, 0
     where not exists (select from public.allotments a
        where a.organization_id = v_organization and a.performance_id = p_performance and a.platform = p_platform and a.ticket_type_id is null)
       and (exists (select from public.platform_sales k
          where k.organization_id = v_organization and k.performance_id = p_performance and k.platform = p_platform and k.status = 'sold'
            and not exists (select from public.allotments a where a.organization_id = v_organization and a.performance_id = p_performance
              and a.platform = p_platform and a.ticket_type_id = k.ticket_type_id))
         or not exists (select from public.allotments a
          where a.organization_id = v_organization and a.performance_id = p_performance and a.platform = p_platform));
  update public.allotments a set sold = c.sold, gross_cents = c.gross_cents, reported_at = p_now
    from (select b.id, count(k.id) as sold, coalesce(sum(k.price_cents), 0) as gross_cents
        from public.allotments b
        left join public.platform_sales k on k.organization_id = v_organization and k.performance_id = p_performance
          and k.platform = p_platform and k.status = 'sold'
          and case when b.ticket_type_id is not null then k.ticket_type_id = b.ticket_type_id
            else not exists (select from public.allotments o where o.organization_id = v_organization and o.performance_id = p_performance
              and o.platform = p_platform and o.ticket_type_id = k.ticket_type_id) end
       where b.organization_id = v_organization and b.performance_id = p_performance and b.platform = p_platform
       group by b.id) c
   where a.organization_id = v_organization and a.id = c.id;
  return jsonb_build_object('code', 'ok', 'report_id', v_report, 'added', v_added, 'changed', v_changed, 'cancelled', v_gone,
    'sold', v_sold, 'gross_cents', v_gross);
end
$$;
comment on function koncert.report_platform_sales(uuid, text, jsonb, jsonb, timestamptz) is
  'Keeps the sales that another platform reports of a date: known tickets are brought up to date, never doubled. p_sales: [{external_id, order_reference, category, price_cents, status, sold_at, postal_code, city}], each external_id once; p_report: {source, file_name, whole, lines, failed}. Locks the ticket types by id, the series of the date, then its allotments. Codes: ok, forbidden, unknown_performance.';

create function koncert.provider_secret(p_provider text) returns table (id uuid, settings jsonb, secret bytea, key_id text)
language sql stable security definer set search_path = '' as $$
  select i.id, i.settings, i.secret, i.key_id from public.integrations i
   where i.organization_id = koncert.organization_id() and i.provider = p_provider and i.status <> 'disabled'
     and i.secret is not null and koncert.may('ticketing:write')
$$;
comment on function koncert.provider_secret(text) is
  'The settings of a connection and its secret as ciphertext, for tools that ask a sales platform.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.report_platform_sales(uuid, text, jsonb, jsonb, timestamptz), koncert.provider_secret(text)
to authenticated;
