-- What a supervisor has looked at at the door --------------------------------------------------

create table seen_check_ins (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  check_in_id uuid not null,
  member_id uuid not null default koncert.member_id(),
  seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, check_in_id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, check_in_id) references check_ins (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index seen_check_ins_by_date on seen_check_ins (organization_id, performance_id);
select koncert.guard('seen_check_ins', 'ticketing:read', 'door:scan', p_writes => 'insert delete');

create or replace function koncert.door_to_see(p_performance uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  return jsonb_build_object('code', 'ok',
    'cases', (select coalesce(jsonb_agg(jsonb_build_object('check_in_id', c.id, 'kind', x.kind, 'at', koncert.iso(c.at), 'gate', c.gate, 'device', d.name,
        'holder', coalesce(g.name, k.holder_name, o.buyer_name), 'type', coalesce(t.name, l.name), 'number', k.number,
        'first', case when f.check_in_id is not null then jsonb_build_object('at', koncert.iso(f.at), 'gate', f.gate) end,
        'seen', case when s.id is not null then jsonb_build_object('at', koncert.iso(s.seen_at), 'by', m.name) end)
        order by s.id is not null, c.at desc), '[]')
      from (
        select check_in_id, 'duplicate' as kind from koncert.passages(v_organization, p_performance) where not counts and direction = 'in'
        union all
        select id, doubt from public.check_ins where organization_id = v_organization and performance_id = p_performance and doubt is not null
      ) x
      join public.check_ins c on c.organization_id = v_organization and c.id = x.check_in_id
      left join lateral (select p.check_in_id, p.at, p.gate from koncert.passages(v_organization, p_performance) p
        where x.kind = 'duplicate' and coalesce(p.ticket_id, p.guest_id) = coalesce(c.ticket_id, c.guest_id) and p.counts and p.direction = 'in' and p.at <= c.at
        order by p.at desc limit 1) f on true
      left join public.seen_check_ins s on s.organization_id = v_organization and s.check_in_id = c.id
      left join public.members m on m.organization_id = v_organization and m.id = s.member_id
      left join public.door_devices d on d.organization_id = v_organization and d.id = c.device_id
      left join public.tickets k on k.organization_id = v_organization and k.id = c.ticket_id
      left join public.orders o on o.organization_id = v_organization and o.id = k.order_id
      left join public.ticket_types t on t.organization_id = v_organization and t.id = k.ticket_type_id
      left join public.guests g on g.organization_id = v_organization and g.id = c.guest_id
      left join public.guest_lists l on l.organization_id = v_organization and l.id = g.guest_list_id),
    -- A row whose row before is not the one that it names, or is missing.
    'broken', (select coalesce(jsonb_agg(distinct d.name), '[]') from public.check_ins c
      join public.door_devices d on d.organization_id = v_organization and d.id = c.device_id
      where c.organization_id = v_organization and c.performance_id = p_performance and c.sequence > 1
        and not exists (select from public.check_ins b where b.organization_id = v_organization and b.device_id = c.device_id
          and b.sequence = c.sequence - 1 and b.hash = c.previous_hash)));
end
$$;
comment on function koncert.door_to_see(uuid) is
  'What a supervisor looks at: entries of a ticket that was inside already, people let in whom we would have refused, each with who has seen it, those nobody has seen first; devices whose chain of scans has a hole. Codes: ok, forbidden.';
