-- Meaning beside words: an embedding for each passage. Left out where the server has no vector
-- extension, so no other migration may stand on this one.

create extension if not exists vector with schema extensions;

create table document_embeddings (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  chunk_id uuid not null,
  model text not null,
  embedding extensions.vector(384) not null,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, chunk_id, model),
  foreign key (organization_id, chunk_id) references document_chunks (organization_id, id) on delete cascade
);
alter table document_embeddings enable row level security;
alter table document_embeddings force row level security;
select koncert.create_policy('document_embeddings', 'are viewable by members with documents:read', 'select',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''documents:read''))');
select koncert.create_policy('document_embeddings', 'are added by members with documents:write', 'insert',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''documents:write''))');
select koncert.create_policy('document_embeddings', 'are deleted by members with documents:write', 'delete',
  'organization_id = (select koncert.organization_id()) and (select koncert.may(''documents:write''))');
-- Derived from the passages, so no image of it is kept and an undo loses nothing that cannot be computed again.
select koncert.grant_columns('document_embeddings', '{}', '{}', 'insert delete');

create function koncert.nearest_chunks(p_embedding extensions.vector, p_limit integer default 10)
returns table (document_id uuid, version_id uuid, chunk_id uuid, title text, kind text, page integer, body text, score real)
language sql stable set search_path = pg_catalog, extensions as $$
  select d.id, c.version_id, c.id, d.title, d.kind, c.page, c.body, (1 - (e.embedding <=> p_embedding))::real
    from public.document_embeddings e
    join public.document_chunks c on c.id = e.chunk_id
    join public.documents d on d.id = c.document_id
   where e.organization_id = koncert.organization_id()
   order by e.embedding <=> p_embedding limit least(greatest(coalesce(p_limit, 10), 1), 100)
$$;
comment on function koncert.nearest_chunks(extensions.vector, integer) is
  'The passages nearest in meaning, best first; score is the cosine similarity. Row-level security applies.';
grant execute on function koncert.nearest_chunks(extensions.vector, integer) to authenticated;
revoke execute on function koncert.nearest_chunks(extensions.vector, integer) from public, anon;
