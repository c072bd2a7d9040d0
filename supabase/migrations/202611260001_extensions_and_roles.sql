-- Extensions, schemas and roles that every later migration stands on.
-- public: the business tables. koncert: our functions. accounts: better-auth's tables.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;

create schema koncert;
create schema accounts;

-- Roles belong to the server, not to one database, so they may exist already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'koncert_accounts') then
    create role koncert_accounts nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'koncert_app') then
    -- noinherit: a query outside a transaction of an actor has no rights on any table.
    create role koncert_app nologin noinherit;
  end if;
end
$$;

grant anon, authenticated, koncert_accounts to koncert_app;

grant usage on schema koncert to authenticated, koncert_app;
grant usage on schema accounts to koncert_accounts;
grant usage on schema extensions to authenticated, koncert_app, koncert_accounts;
grant usage on schema public to authenticated, koncert_app;

-- French full text without accents: « théâtre » and « theatre » are one word.
create text search configuration koncert.french (copy = pg_catalog.french);
alter text search configuration koncert.french
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.french_stem;

create function koncert.normalize(p_text text) returns text
language plpgsql immutable strict parallel safe as $$
begin
  return btrim(regexp_replace(
    lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text)),
    '[\s!-/:-@\[-`{-~«»’‘“”…–—·•°]+', ' ', 'g'));
end
$$;
comment on function koncert.normalize(text) is
  'Lower case, no accents, punctuation as single spaces: the form in which names are compared. Immutable because the dictionary is named.';
