-- Fan scores, the morning brief, and answers to requests about personal data.

alter table members add column wants_brief boolean not null default true;

create function koncert.set_brief(p_wanted boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.members set wants_brief = p_wanted
   where organization_id = koncert.organization_id() and id = koncert.member_id();
  return found;
end
$$;
comment on function koncert.set_brief(boolean) is 'Whether the member who acts gets the morning brief; false where no member acts.';
revoke execute on function koncert.set_brief(boolean) from public;
grant execute on function koncert.set_brief(boolean) to authenticated;

-- How close a contact is, with the points that explain it: rewritten every night.
create table fan_scores (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  contact_id uuid not null,
  score smallint not null check (score between 0 and 100),
  parts jsonb not null,
  scored_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id) on delete cascade
);
create index fan_scores_best on fan_scores (organization_id, score desc, contact_id);
select koncert.guard('fan_scores', 'contacts:read', 'contacts:write', p_reversible => false);

-- A person is forgotten: what the law makes us keep (orders, tickets, amounts, numbers) stays without a name.
create function koncert.erase_person(p_contact uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_name constant text := 'Personne effacée';
  v_contact public.contacts;
  v_email text;
  v_orders uuid[];
  v_tickets uuid[];
  v_guests uuid[];
  v_rows uuid[];
  v_calls uuid[];
  v_upcoming integer;
begin
  if v_organization is null or not koncert.may('contacts:write') then return '{"code": "forbidden"}'; end if;
  select * into v_contact from public.contacts where organization_id = v_organization and id = p_contact for update;
  if not found then return '{"code": "unknown"}'; end if;
  if v_contact.erased_at is not null then return '{"code": "erased"}'; end if;
  v_email := lower(v_contact.email);

  select coalesce(array_agg(o.id), '{}') into v_orders from public.orders o
   where o.organization_id = v_organization and (o.contact_id = p_contact or lower(o.buyer_email) = v_email);
  select coalesce(array_agg(k.id), '{}') into v_tickets from public.tickets k
   where k.organization_id = v_organization and (k.order_id = any (v_orders) or lower(k.holder_email) = v_email);
  select coalesce(array_agg(g.id), '{}') into v_guests from public.guests g
   where g.organization_id = v_organization and (g.contact_id = p_contact or lower(g.email) = v_email);

  -- Whoever still has a ticket to use is let in by name: the contract comes first.
  select count(*) into v_upcoming from public.tickets k
    join public.performances p on p.organization_id = k.organization_id and p.id = k.performance_id
    join public.organizations g on g.id = k.organization_id
   where k.organization_id = v_organization and k.id = any (v_tickets) and k.status = 'issued' and p.status <> 'cancelled'
     and p.day >= (p_now at time zone g.time_zone)::date;
  if v_upcoming > 0 then return jsonb_build_object('code', 'upcoming', 'tickets', v_upcoming); end if;

  update public.contacts set display_name = v_name, first_name = null, last_name = null, organization_name = null, job_title = null,
      email = null, phone = null, website = null, address = null, postal_code = null, city = null, notes = null, tags = '{}',
      erased_at = p_now
   where id = p_contact;
  update public.consents set proof = null where organization_id = v_organization and contact_id = p_contact;
  update public.orders set buyer_name = null, buyer_email = null, buyer_phone = null, holders = '{}', notes = null where id = any (v_orders);
  update public.tickets set holder_name = null, holder_email = null where id = any (v_tickets);
  update public.ticket_changes set from_name = null, from_email = null, to_name = null, to_email = null
   where organization_id = v_organization and ticket_id = any (v_tickets);
  update public.guests set name = v_name, email = null, phone = null, note = null where id = any (v_guests);
  update public.waiting_list set name = v_name, email = 'efface@' || id || '.invalid', status = case when status in ('waiting', 'offered') then 'left' else status end
   where organization_id = v_organization and lower(email) = v_email;
  delete from public.fan_scores where organization_id = v_organization and contact_id = p_contact;
  delete from public.segment_contacts where organization_id = v_organization and contact_id = p_contact;
  -- Letters that were sent, and those that were not yet.
  delete from public.outbox where organization_id = v_organization and lower(data ->> 'to') = v_email;

  -- The history keeps that something changed, when and by whom; the calls keep that they were made.
  v_rows := array[p_contact] || v_orders || v_tickets || v_guests
    || array(select id from public.ticket_changes where organization_id = v_organization and ticket_id = any (v_tickets))
    || array(select id from public.consents where organization_id = v_organization and contact_id = p_contact)
    || array(select id from public.waiting_list where organization_id = v_organization and email = 'efface@' || id || '.invalid');
  v_calls := array(select distinct call_id from public.row_changes
    where organization_id = v_organization and row_id = any (v_rows) and call_id is not null and call_id is distinct from koncert.call_id());
  update public.row_changes set
      before = before - koncert.personal_columns(), after = after - koncert.personal_columns()
   where organization_id = v_organization and row_id = any (v_rows);
  update public.tool_calls set input = '{}', output = null where organization_id = v_organization and id = any (v_calls);
  return jsonb_build_object('code', 'ok', 'orders', cardinality(v_orders), 'tickets', cardinality(v_tickets), 'guests', cardinality(v_guests));
end
$$;
comment on function koncert.erase_person(uuid, timestamptz) is
  'Forgets a contact of the organization of the actor: row, orders, tickets, guests, letters, history. Amounts and numbers stay. Locks the contact. Codes: ok, forbidden, unknown, erased, upcoming.';

create function koncert.personal_columns() returns text[] language sql immutable parallel safe as $$
  select array['display_name', 'first_name', 'last_name', 'organization_name', 'job_title', 'email', 'phone', 'website', 'address',
    'postal_code', 'city', 'notes', 'note', 'tags', 'proof', 'buyer_name', 'buyer_email', 'buyer_phone', 'holders', 'holder_name', 'holder_email',
    'from_name', 'from_email', 'to_name', 'to_email', 'name']
$$;
comment on function koncert.personal_columns() is 'Columns that name a person or say how to reach them.';
revoke execute on function koncert.erase_person(uuid, timestamptz), koncert.personal_columns() from public;
grant execute on function koncert.erase_person(uuid, timestamptz) to authenticated;
