-- A server that may change nothing can still tell whether its database stands where its code does.

grant usage on schema supabase_migrations to koncert_app;
grant select on supabase_migrations.schema_migrations to koncert_app;
