-- Applications that act for a person through OAuth, as better-auth's provider 1.7 keeps them, and keys for
-- scripts. Both are bound to one person and one organization, and looked up at each call.

create table accounts."oauthClient" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "clientId" text not null unique,
  "clientSecret" text,
  "clientDiscoveryId" text,
  "disabled" boolean,
  "skipConsent" boolean,
  "enableEndSession" boolean,
  "subjectType" text,
  "scopes" jsonb,
  "clientCredentialsScopes" jsonb,
  "userId" uuid references accounts."user" ("id") on delete cascade,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  "name" text,
  "uri" text,
  "icon" text,
  "contacts" jsonb,
  "tos" text,
  "policy" text,
  "softwareId" text,
  "softwareVersion" text,
  "softwareStatement" text,
  "redirectUris" jsonb not null,
  "postLogoutRedirectUris" jsonb,
  "backchannelLogoutUri" text,
  "backchannelLogoutSessionRequired" boolean,
  "tokenEndpointAuthMethod" text,
  "applicationType" text,
  "jwks" text,
  "jwksUri" text,
  "grantTypes" jsonb,
  "responseTypes" jsonb,
  "requirePKCE" boolean,
  "dpopBoundAccessTokens" boolean,
  "referenceId" text,
  "metadata" jsonb
);

create table accounts."oauthResource" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "identifier" text not null unique,
  "name" text not null,
  "accessTokenTtl" integer,
  "refreshTokenTtl" integer,
  "signingAlgorithm" text,
  "signingKeyId" text,
  "allowedScopes" jsonb,
  "customClaims" jsonb,
  "dpopBoundAccessTokensRequired" boolean,
  "disabled" boolean,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  "policyVersion" integer,
  "metadata" jsonb
);

create table accounts."oauthClientResource" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "clientId" text not null references accounts."oauthClient" ("clientId") on delete cascade,
  "resourceId" text not null references accounts."oauthResource" ("identifier") on delete cascade,
  "metadata" jsonb,
  "createdAt" timestamptz
);

create table accounts."oauthRefreshToken" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "token" text not null unique,
  "clientId" text not null references accounts."oauthClient" ("clientId") on delete cascade,
  "sessionId" uuid references accounts."session" ("id") on delete set null,
  "userId" uuid not null references accounts."user" ("id") on delete cascade,
  "referenceId" text,
  "authorizationCodeId" text,
  "resources" jsonb,
  "requestedUserInfoClaims" jsonb,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "revoked" timestamptz,
  "rotatedAt" timestamptz,
  "rotationReplayResponse" text,
  "rotationReplayExpiresAt" timestamptz,
  "authTime" timestamptz,
  "confirmation" jsonb,
  "scopes" jsonb not null
);

create table accounts."oauthAccessToken" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "token" text not null unique,
  "clientId" text not null references accounts."oauthClient" ("clientId") on delete cascade,
  "sessionId" uuid references accounts."session" ("id") on delete set null,
  "userId" uuid references accounts."user" ("id") on delete cascade,
  "referenceId" text,
  "authorizationCodeId" text,
  "resources" jsonb,
  "requestedUserInfoClaims" jsonb,
  "refreshId" uuid references accounts."oauthRefreshToken" ("id") on delete cascade,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "revoked" timestamptz,
  "confirmation" jsonb,
  "scopes" jsonb not null
);

create table accounts."oauthConsent" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "clientId" text not null references accounts."oauthClient" ("clientId") on delete cascade,
  "userId" uuid references accounts."user" ("id") on delete cascade,
  "referenceId" text,
  "resources" jsonb,
  "requestedUserInfoClaims" jsonb,
  "scopes" jsonb not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);

create table accounts."oauthClientAssertion" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "expiresAt" timestamptz not null
);

create index "oauthClient_userId_idx" on accounts."oauthClient" ("userId");
create index "oauthClientResource_clientId_idx" on accounts."oauthClientResource" ("clientId");
create index "oauthClientResource_resourceId_idx" on accounts."oauthClientResource" ("resourceId");
create index "oauthRefreshToken_clientId_idx" on accounts."oauthRefreshToken" ("clientId");
create index "oauthRefreshToken_sessionId_idx" on accounts."oauthRefreshToken" ("sessionId");
create index "oauthRefreshToken_userId_idx" on accounts."oauthRefreshToken" ("userId");
create index "oauthRefreshToken_authorizationCodeId_idx" on accounts."oauthRefreshToken" ("authorizationCodeId");
create index "oauthAccessToken_clientId_idx" on accounts."oauthAccessToken" ("clientId");
create index "oauthAccessToken_sessionId_idx" on accounts."oauthAccessToken" ("sessionId");
create index "oauthAccessToken_userId_idx" on accounts."oauthAccessToken" ("userId");
create index "oauthAccessToken_authorizationCodeId_idx" on accounts."oauthAccessToken" ("authorizationCodeId");
create index "oauthAccessToken_refreshId_idx" on accounts."oauthAccessToken" ("refreshId");
create index "oauthConsent_clientId_idx" on accounts."oauthConsent" ("clientId");
create index "oauthConsent_userId_idx" on accounts."oauthConsent" ("userId");
create unique index "oauthClientResource_clientId_resourceId_uidx" on accounts."oauthClientResource" ("clientId", "resourceId");

-- A secret of a script, kept as its hash. What it may do is its member's rights, or fewer.
create table accounts."accessKey" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "userId" uuid not null references accounts."user" ("id") on delete cascade,
  "organizationId" uuid not null references public.organizations (id) on delete cascade,
  "name" text not null check (btrim("name") <> '' and length("name") <= 100),
  "hash" text not null unique,
  "start" text not null,
  -- Null allows all that the member may do.
  "scopes" text[],
  "expiresAt" timestamptz,
  "lastUsedAt" timestamptz,
  "createdAt" timestamptz not null default current_timestamp
);
create index "accessKey_userId_idx" on accounts."accessKey" ("userId");

do $$
declare
  v_table text;
begin
  foreach v_table in array array['oauthClient', 'oauthResource', 'oauthClientResource', 'oauthRefreshToken', 'oauthAccessToken', 'oauthConsent', 'oauthClientAssertion', 'accessKey'] loop
    execute format('alter table accounts.%I enable row level security', v_table);
    execute format('alter table accounts.%I force row level security', v_table);
    execute format(
      'create policy "Accounts are handled by the accounts service alone" on accounts.%I to koncert_accounts using (true) with check (true)',
      v_table);
    execute format('revoke all on accounts.%I from public, anon, authenticated', v_table);
    execute format('grant select, insert, update, delete on accounts.%I to koncert_accounts', v_table);
  end loop;
end
$$;

-- For the server, outside an actor ------------------------------------------------------

create function koncert.oauth_access(p_hash text) returns table (
  user_id uuid, organization_id uuid, scopes jsonb, resources jsonb, expires_at timestamptz, client_id text, client_name text, locale text)
language sql stable security definer set search_path = '' as $$
  select t."userId", o.id, t."scopes", t."resources", t."expiresAt", c."clientId", coalesce(c."name", c."clientId"), m.locale
    from accounts."oauthAccessToken" t
    join accounts."oauthClient" c on c."clientId" = t."clientId"
    join public.organizations o on o.id::text = t."referenceId"
    join public.members m on m.organization_id = o.id and m.user_id = t."userId" and m.status = 'active'
   where t."token" = p_hash and t."revoked" is null and c."disabled" is not true
     and exists (select from accounts."oauthConsent" g where g."clientId" = t."clientId" and g."userId" = t."userId"
       and g."referenceId" = t."referenceId")
$$;
comment on function koncert.oauth_access(text) is
  'What an access token stands for, while its grant stands and its person is a member: no row otherwise. An ended token is told by its time.';

create function koncert.use_access_key(p_hash text) returns table (
  user_id uuid, organization_id uuid, scopes text[], expires_at timestamptz, key_id uuid, name text, locale text)
language plpgsql security definer set search_path = '' as $$
begin
  update accounts."accessKey" k set "lastUsedAt" = now()
   where k."hash" = p_hash and (k."lastUsedAt" is null or k."lastUsedAt" < now() - interval '1 minute');
  return query select k."userId", k."organizationId", k."scopes", k."expiresAt", k."id", k."name", m.locale
    from accounts."accessKey" k
    join public.members m on m.organization_id = k."organizationId" and m.user_id = k."userId" and m.status = 'active'
   where k."hash" = p_hash;
end
$$;
comment on function koncert.use_access_key(text) is
  'What a key of a script stands for, while its person is a member, and when it was last used, to the minute.';

create function koncert.create_access_key(
  p_user uuid, p_organization uuid, p_name text, p_hash text, p_start text, p_scopes text[], p_expires_at timestamptz
) returns uuid language sql volatile security definer set search_path = '' as $$
  insert into accounts."accessKey" ("userId", "organizationId", "name", "hash", "start", "scopes", "expiresAt")
    select m.user_id, m.organization_id, p_name, p_hash, p_start, p_scopes, p_expires_at
      from public.members m where m.user_id = p_user and m.organization_id = p_organization and m.status = 'active'
  returning "id"
$$;
comment on function koncert.create_access_key(uuid, uuid, text, text, text, text[], timestamptz) is 'A key for a member''s scripts; null for who is none.';

create function koncert.connections(p_user uuid) returns table (
  id uuid, kind text, name text, organization text, scopes jsonb, start text, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select g."id", 'application', coalesce(c."name", c."clientId"), o.name, g."scopes", null, g."createdAt",
         (select max(t."createdAt") from accounts."oauthAccessToken" t
           where t."clientId" = g."clientId" and t."userId" = g."userId" and t."referenceId" = g."referenceId"), null::timestamptz
    from accounts."oauthConsent" g
    join accounts."oauthClient" c on c."clientId" = g."clientId"
    join public.organizations o on o.id::text = g."referenceId"
   where g."userId" = p_user
  union all
  select k."id", 'key', k."name", o.name, to_jsonb(k."scopes"), k."start", k."createdAt", k."lastUsedAt", k."expiresAt"
    from accounts."accessKey" k join public.organizations o on o.id = k."organizationId" where k."userId" = p_user
   order by 7 desc
$$;
comment on function koncert.connections(uuid) is 'The applications and keys that act for a person, the newest first.';

create function koncert.end_connection(p_user uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_grant accounts."oauthConsent";
begin
  delete from accounts."accessKey" where "id" = p_id and "userId" = p_user;
  if found then return true; end if;
  delete from accounts."oauthConsent" where "id" = p_id and "userId" = p_user returning * into v_grant;
  if not found then return false; end if;
  delete from accounts."oauthAccessToken" t
   where t."clientId" = v_grant."clientId" and t."userId" = p_user and t."referenceId" is not distinct from v_grant."referenceId";
  delete from accounts."oauthRefreshToken" t
   where t."clientId" = v_grant."clientId" and t."userId" = p_user and t."referenceId" is not distinct from v_grant."referenceId";
  return true;
end
$$;
comment on function koncert.end_connection(uuid, uuid) is 'Takes back a person''s own key or grant, with every token of it; false for none of theirs.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.oauth_access(text), koncert.use_access_key(text), koncert.create_access_key(uuid, uuid, text, text, text, text[], timestamptz),
  koncert.connections(uuid), koncert.end_connection(uuid, uuid)
  to koncert_app;
