-- What search engines may find: the addresses of dates that the public can still go to.

create index performances_published on performances (day) where published_at is not null and status = 'on_sale';

create function koncert.public_sales(p_now timestamptz default now()) returns table (slug text, changed_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.slug, p.updated_at from public.performances p
   where p.published_at is not null and p.status = 'on_sale' and p.day >= (p_now - interval '1 day')::date
   order by p.day, p.slug limit 50000
$$;
comment on function koncert.public_sales(timestamptz) is
  'Public addresses of dates on sale, of all organizations, the next first: at most as many as a sitemap takes. For the server, outside an actor.';
revoke execute on function koncert.public_sales(timestamptz) from public;
grant execute on function koncert.public_sales(timestamptz) to koncert_app;
