-- Who acts from a terminal on the machine of an installation, where nobody signs in.

create function koncert.terminal_member(p_role text default 'owner')
returns table (user_id uuid, organization_id uuid, email text, name text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_organization uuid;
  v_user uuid;
begin
  select o.id into v_organization from public.organizations o order by o.created_at, o.id limit 1;
  if v_organization is null then return; end if;
  select m.user_id into v_user from public.members m
   where m.organization_id = v_organization and m.role = p_role and m.status = 'active' and m.user_id is not null
   order by m.created_at, m.id limit 1;
  if v_user is null then
    if p_role = 'owner' then return; end if;
    -- .invalid is no domain of anybody's: no letter arrives, and without a password nobody signs in.
    insert into accounts."user" as u ("name", "email", "emailVerified")
      select r.title_fr, r.name || '@terminal.invalid', false from public.roles r where r.name = p_role
      on conflict ("email") do update set "updatedAt" = now()
      returning u."id" into v_user;
    insert into public.members as m (organization_id, user_id, email, name, role)
      select v_organization, u."id", u."email", u."name", p_role from accounts."user" u where u."id" = v_user
      on conflict (user_id, organization_id) do update set role = excluded.role, status = 'active';
  end if;
  return query select u."id", v_organization, u."email", u."name" from accounts."user" u where u."id" = v_user;
end
$$;
comment on function koncert.terminal_member(text) is
  'The first active member with a role in the oldest organization; a stand-in who cannot sign in where nobody but an owner could be missing. No row without organization. For scripts.';

revoke execute on function koncert.terminal_member(text) from public, anon, authenticated;
grant execute on function koncert.terminal_member(text) to koncert_app;
