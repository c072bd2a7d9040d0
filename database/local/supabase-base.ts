/**
 * What a Supabase project holds before its first migration: roles, the `extensions` schema and
 * the default grants. Idempotent: roles belong to the server and may exist already.
 */
export const supabaseBase = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
end
$$;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
`;

export const requiredExtensions = ["pgcrypto", "pg_trgm", "unaccent"];
/** Absent from Debian's server: what depends on it lives in migrations of its own. */
export const optionalExtensions = ["vector"];

export const searchPath = '"$user", public, extensions';
