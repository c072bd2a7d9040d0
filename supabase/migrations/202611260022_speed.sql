-- Every call pays for acting first: one statement looks the actor up and keeps what it found.

create or replace function koncert.act(p_actor jsonb, p_call_id uuid default null, p_permission text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Of two fields with one name in the claims the last holds: what p_actor says of itself never does.
  if p_actor ->> 'kind' = 'member' then
    perform
      set_config('koncert.organization_id', m.organization_id::text, true),
      set_config('koncert.member_id', m.id::text, true),
      set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
      set_config('koncert.permissions', r.granted, true),
      set_config('request.jwt.claims', left(p_actor::text, -1) || concat(
        ', "sub": "', m.user_id, '", "member_id": "', m.id, '", "role": "', m.role, '", "call_id": "', p_call_id, '"}'), true)
      from public.members m join public.roles r on r.name = m.role
     where m.user_id = (p_actor ->> 'user_id')::uuid
       and m.organization_id = (p_actor ->> 'organization_id')::uuid
       and m.status = 'active'
       and (position(' ' || p_permission || ' ' in r.granted) > 0) is not false;
  else
    perform
      set_config('koncert.organization_id', o.id::text, true),
      set_config('koncert.member_id', '', true),
      set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
      set_config('koncert.permissions', k.granted, true),
      set_config('request.jwt.claims', left(p_actor::text, -1) || concat(
        ', "sub": null, "member_id": null, "role": "', k.kind, '", "call_id": "', p_call_id, '"}'), true)
      from public.organizations o,
           (select name as kind, granted from public.roles where name = 'job' union all select 'buyer', ' sale:buy ') k
     where o.id = (p_actor ->> 'organization_id')::uuid
       and k.kind = p_actor ->> 'kind'
       and (position(' ' || p_permission || ' ' in k.granted) > 0) is not false;
  end if;
  if not found then raise exception 'koncert:forbidden' using errcode = 'KC403'; end if;
end
$$;
comment on function koncert.act(jsonb, uuid, text) is
  'Makes the rest of the transaction act as {kind: member, user_id, organization_id, via}, {kind: job, organization_id, name} or {kind: buyer, organization_id}. Locks nothing. Raises KC403 for an unknown or inactive member, and for one who lacks p_permission. Followed by set local role authenticated.';
