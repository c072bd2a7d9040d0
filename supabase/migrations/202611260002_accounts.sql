-- better-auth 1.7 with two factors and magic links. Its adapter expects these names as they are.

create table accounts."user" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean
);

create table accounts."session" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references accounts."user" ("id") on delete cascade
);

create table accounts."account" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references accounts."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);

create table accounts."verification" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create table accounts."twoFactor" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references accounts."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);

create table accounts."rateLimit" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);

create index "session_userId_idx" on accounts."session" ("userId");
create index "account_userId_idx" on accounts."account" ("userId");
create index "verification_identifier_idx" on accounts."verification" ("identifier");
create index "twoFactor_secret_idx" on accounts."twoFactor" ("secret");
create index "twoFactor_userId_idx" on accounts."twoFactor" ("userId");

-- Row-level security with one policy, so that a grant given by mistake opens nothing.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['user', 'session', 'account', 'verification', 'twoFactor', 'rateLimit'] loop
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
