-- How people join an organization, and the whole list of who may call which function.

create function koncert.memberships(p_user uuid)
returns table (organization_id uuid, organization_name text, slug text, member_id uuid, role text, locale text, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select o.id, o.name, o.slug, m.id, m.role, m.locale, m.created_at
    from public.members m join public.organizations o on o.id = m.organization_id
   where m.user_id = p_user and m.status = 'active' order by m.created_at
$$;
comment on function koncert.memberships(uuid) is 'The organizations of a signed-in user. For the server, before an actor is chosen.';

create function koncert.create_organization(
  p_user uuid, p_name text, p_locale text default 'fr', p_time_zone text default 'Europe/Paris', p_currency text default 'EUR'
) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  v_organization uuid;
  v_slug constant text := left(coalesce(nullif(replace(regexp_replace(koncert.normalize(p_name), '[^a-z0-9 ]', '', 'g'), ' ', '-'), ''), 'structure'), 50);
begin
  -- A suffix only where the name is taken.
  insert into public.organizations (name, slug, locale, time_zone, currency)
    values (p_name, v_slug, p_locale, p_time_zone, p_currency) on conflict (slug) do nothing returning id into v_organization;
  if v_organization is null then
    insert into public.organizations (name, slug, locale, time_zone, currency)
      values (p_name, v_slug || '-' || encode(extensions.gen_random_bytes(4), 'hex'), p_locale, p_time_zone, p_currency)
      returning id into v_organization;
  end if;
  insert into public.members (organization_id, user_id, email, name, role, locale)
    select v_organization, u.id, u."email", u."name", 'owner', p_locale from accounts."user" u where u.id = p_user;
  if not found then raise exception 'koncert:not_found user %', p_user using errcode = 'KC404'; end if;
  insert into public.audit_log (organization_id, user_id, action) values (v_organization, p_user, 'organization_created');
  return v_organization;
end
$$;
comment on function koncert.create_organization(uuid, text, text, text, text) is
  'A new organization whose owner is the user; returns its id. Raises KC404 for an unknown user.';

create function koncert.invitation(p_token_hash text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'organization_id', i.organization_id, 'organization_name', o.name, 'email', i.email, 'role', i.role,
      'status', case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
        when i.expires_at <= now() then 'expired' else 'open' end)
    from public.invitations i join public.organizations o on o.id = i.organization_id
   where i.token_hash = p_token_hash
$$;
comment on function koncert.invitation(text) is 'What an invitation link says before it is accepted, null for an unknown one.';

create function koncert.accept_invitation(p_token_hash text, p_user uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_invitation public.invitations;
  v_user accounts."user";
  v_member uuid;
begin
  select * into v_invitation from public.invitations where token_hash = p_token_hash for update;
  if not found then return '{"code": "unknown"}'; end if;
  select * into v_user from accounts."user" where id = p_user;
  if not found or lower(v_user."email") <> lower(v_invitation.email) then return '{"code": "other_email"}'; end if;
  if v_invitation.revoked_at is not null then return '{"code": "revoked"}'; end if;
  if v_invitation.accepted_at is not null then
    return jsonb_build_object('code', 'replayed', 'organization_id', v_invitation.organization_id);
  end if;
  if v_invitation.expires_at <= now() then return '{"code": "expired"}'; end if;
  perform set_config('koncert.call_id', '', true);
  insert into public.members as m (organization_id, user_id, email, name, role)
    values (v_invitation.organization_id, p_user, v_user."email", v_user."name", v_invitation.role)
    on conflict (user_id, organization_id) do update set status = 'active', role = excluded.role
    returning m.id into v_member;
  update public.invitations set accepted_at = now() where id = v_invitation.id;
  insert into public.audit_log (organization_id, member_id, user_id, action, subject_kind, subject_id, detail)
    values (v_invitation.organization_id, v_member, p_user, 'invitation_accepted', 'invitations', v_invitation.id,
      jsonb_build_object('role', v_invitation.role));
  return jsonb_build_object('code', 'ok', 'organization_id', v_invitation.organization_id, 'member_id', v_member);
end
$$;
comment on function koncert.accept_invitation(text, uuid) is
  'Makes the user a member. Locks the invitation. Codes: ok, replayed, unknown, other_email, revoked, expired.';

create function koncert.record_sign_in(p_user uuid, p_action text, p_detail jsonb default '{}') returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.audit_log (organization_id, member_id, user_id, action, detail)
    select m.organization_id, m.id, p_user, p_action, p_detail from public.members m where m.user_id = p_user and m.status = 'active'
$$;
comment on function koncert.record_sign_in(uuid, text, jsonb) is
  'A line in the log of each organization of the user: signed_in, sign_in_failed, password_changed… For the accounts service.';

-- Who may call what --------------------------------------------------------------
-- PostgreSQL lets everybody execute a new function; here nobody may unless named below.

revoke execute on all functions in schema koncert from public, anon, authenticated;

grant execute on function
  koncert.organization_id(), koncert.member_id(), koncert.call_id(), koncert.may(text), koncert.claim(text),
  koncert.normalize(text), koncert.order_number(),
  koncert.record_call(uuid, text, text, jsonb, text, jsonb, integer, uuid, uuid), koncert.record_reads(jsonb),
  koncert.record_audit(text, text, uuid, jsonb), koncert.undo_call(uuid),
  koncert.issue_order(uuid, jsonb, jsonb, text, timestamptz, text, jsonb), koncert.refund_order(uuid, integer, text, text),
  koncert.next_number(text),
  koncert.find(text, text[], integer), koncert.similar_rows(text, text[], integer), koncert.readable_kinds(), koncert.day_in(text),
  koncert.names_in(text, integer), koncert.search_documents(text, integer), koncert.similar_chunks(text, integer)
to authenticated;

-- The server itself, outside an actor.
grant execute on function
  koncert.act(jsonb, uuid, text), koncert.take_outbox(integer), koncert.settle_outbox(bigint, text), koncert.count_request(text, integer, integer),
  koncert.integration_secret(uuid, text), koncert.memberships(uuid), koncert.create_organization(uuid, text, text, text, text),
  koncert.invitation(text), koncert.accept_invitation(text, uuid), koncert.record_sign_in(uuid, text, jsonb)
to koncert_app;

grant usage on schema koncert to koncert_accounts;
grant execute on function koncert.record_sign_in(uuid, text, jsonb), koncert.memberships(uuid) to koncert_accounts;
