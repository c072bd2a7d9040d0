-- One search over everything that has a name. Trigram operators are not leakproof, so under
-- row-level security PostgreSQL would not use their indexes: the functions named similar_… find
-- ids of the actor's own organization as definer, and the caller's rights decide what is read of them.
-- « is not distinct from » keeps the planner off the organization's btree indexes: with no statistics
-- (an embedded database never analyses) it would compare every row of the organization, 100 times slower.

-- Loads pg_trgm, without which its settings cannot be pinned below.
select extensions.show_limit();

-- The kinds that the actor may read.
create function koncert.readable_kinds() returns text[] language sql stable set search_path = '' as $$
  select array_agg(kind) from (values
    ('artist', 'tours:read'), ('production', 'tours:read'), ('tour', 'tours:read'), ('venue', 'tours:read'),
    ('performance', 'tours:read'), ('contact', 'contacts:read'), ('document', 'documents:read'),
    ('order', 'ticketing:read')) k (kind, permission)
   where koncert.may(permission)
$$;

-- How alike two words must be. One wrong letter in seven leaves 0.45; a short word that is
-- less than half right is another word, and would match thousands.
create function koncert.likeness(p_words text) returns real language sql immutable set search_path = '' as
$$ select case when length(p_words) < 6 then 0.55 else 0.4 end $$;

create function koncert.similar_rows(p_text text, p_kinds text[], p_limit integer)
returns table (kind text, id uuid, score real)
language plpgsql volatile security definer
set search_path = pg_catalog, extensions
set pg_trgm.word_similarity_threshold = 0.4
set enable_seqscan = off
as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_q constant text := koncert.normalize(p_text);
  v_kinds text[];
begin
  if v_organization is null or coalesce(v_q, '') = '' then return; end if;
  select array_agg(k) into v_kinds from unnest(koncert.readable_kinds()) k where p_kinds is null or k = any (p_kinds);
  perform set_config('pg_trgm.word_similarity_threshold', koncert.likeness(v_q)::text, true);
  -- A match of the whole name counts for more than one inside a longer text.
  return query
    select found.kind, found.id, found.score::real from (
      (select 'artist', a.id, (word_similarity(v_q, a.search_name) + similarity(v_q, a.search_name)) / 2
         from public.artists a
        where 'artist' = any (v_kinds) and a.organization_id is not distinct from v_organization and v_q <% a.search_name order by 3 desc limit p_limit)
      union all
      (select 'production', p.id, (word_similarity(v_q, p.search_name) + similarity(v_q, p.search_name)) / 2
         from public.productions p
        where 'production' = any (v_kinds) and p.organization_id is not distinct from v_organization and v_q <% p.search_name order by 3 desc limit p_limit)
      union all
      (select 'tour', t.id, (word_similarity(v_q, t.search_name) + similarity(v_q, t.search_name)) / 2
         from public.tours t
        where 'tour' = any (v_kinds) and t.organization_id is not distinct from v_organization and v_q <% t.search_name order by 3 desc limit p_limit)
      union all
      (select 'venue', v.id, (word_similarity(v_q, v.search_text)
            + greatest(similarity(v_q, v.search_name), similarity(v_q, v.search_city), similarity(v_q, v.search_text))) / 2
         from public.venues v
        where 'venue' = any (v_kinds) and v.organization_id is not distinct from v_organization and v_q <% v.search_text order by 3 desc limit p_limit)
      union all
      (select 'contact', c.id, (word_similarity(v_q, c.search_text) + greatest(similarity(v_q, c.search_name), similarity(v_q, c.search_text))) / 2
         from public.contacts c
        where 'contact' = any (v_kinds) and c.organization_id is not distinct from v_organization and v_q <% c.search_text order by 3 desc limit p_limit)
      union all
      (select 'document', d.id, (word_similarity(v_q, d.search_name) + similarity(v_q, d.search_name)) / 2
         from public.documents d
        where 'document' = any (v_kinds) and d.organization_id is not distinct from v_organization and v_q <% d.search_name order by 3 desc limit p_limit)
      union all
      (select 'order', o.id, (word_similarity(v_q, o.search_text) + similarity(v_q, o.search_text)) / 2
         from public.orders o
        where 'order' = any (v_kinds) and o.organization_id is not distinct from v_organization and v_q <% o.search_text order by 3 desc limit p_limit)
    ) found (kind, id, score)
    order by found.score desc limit p_limit;
end
$$;
comment on function koncert.similar_rows(text, text[], integer) is
  'Ids of the actor''s organization whose name resembles the text, of kinds that the actor may read.';

-- A day written as 2027-03-12, 12/03/2027 or 12.03.2027, else null.
create function koncert.day_in(p_text text) returns date language plpgsql immutable set search_path = '' as $$
declare
  v_part text[];
begin
  v_part := regexp_match(p_text, '(\d{4})-(\d{1,2})-(\d{1,2})');
  if v_part is not null then return make_date(v_part[1]::int, v_part[2]::int, v_part[3]::int); end if;
  v_part := regexp_match(p_text, '(\d{1,2})[/.](\d{1,2})[/.](\d{4})');
  if v_part is not null then return make_date(v_part[3]::int, v_part[2]::int, v_part[1]::int); end if;
  return null;
exception when datetime_field_overflow or invalid_datetime_format then
  return null;
end
$$;

create function koncert.find(p_text text, p_kinds text[] default null, p_limit integer default 20)
returns table (kind text, id uuid, label text, detail text, score real)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  v_limit constant integer := least(greatest(coalesce(p_limit, 20), 1), 200);
  v_day constant date := koncert.day_in(p_text);
  v_text constant text := regexp_replace(p_text, '\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}', ' ', 'g');
  v_performances constant boolean := p_kinds is null or 'performance' = any (p_kinds);
  v_kinds text[] := p_kinds;
begin
  -- A date has no name of its own: it is found by its venue, artist, tour or day.
  if v_performances and p_kinds is not null then
    v_kinds := p_kinds || '{artist,production,tour,venue}'::text[];
  end if;
  return query
    with hit as materialized (select * from koncert.similar_rows(v_text, v_kinds, v_limit)),
    found as (
      select h.kind, h.id, a.name as label, concat_ws(' · ', a.genre, a.country) as detail, h.score
        from hit h join public.artists a on a.id = h.id where h.kind = 'artist'
      union all
      select h.kind, h.id, p.title, a.name, h.score
        from hit h join public.productions p on p.id = h.id join public.artists a on a.id = p.artist_id where h.kind = 'production'
      union all
      select h.kind, h.id, t.name, concat_ws(' · ', a.name, t.starts_on || ' → ' || t.ends_on), h.score
        from hit h join public.tours t on t.id = h.id join public.artists a on a.id = t.artist_id where h.kind = 'tour'
      union all
      select h.kind, h.id, v.name, concat_ws(' · ', v.city, nullif(v.country, 'FR')), h.score
        from hit h join public.venues v on v.id = h.id where h.kind = 'venue'
      union all
      select h.kind, h.id, c.display_name, concat_ws(' · ', c.organization_name, c.email, c.city), h.score
        from hit h join public.contacts c on c.id = h.id where h.kind = 'contact'
      union all
      select h.kind, h.id, d.title, concat_ws(' · ', d.kind, d.number, d.status), h.score
        from hit h join public.documents d on d.id = h.id where h.kind = 'document'
      union all
      select h.kind, h.id, o.number, concat_ws(' · ', o.buyer_name, o.buyer_email, o.status), h.score
        from hit h join public.orders o on o.id = h.id where h.kind = 'order'
      union all
      (select 'performance', p.id, concat_ws(' · ', p.day, v.city, v.name), concat_ws(' · ', a.name, p.title, p.status),
          (case when v_day is null then m.score else coalesce(m.score, 0) / 2 + 0.5 end)::real
         from public.performances p
         join public.artists a on a.id = p.artist_id
         left join public.venues v on v.id = p.venue_id
         left join lateral (select max(h.score) * 0.9 as score from hit h
            where (h.kind = 'venue' and h.id = p.venue_id) or (h.kind = 'artist' and h.id = p.artist_id)
               or (h.kind = 'tour' and h.id = p.tour_id) or (h.kind = 'production' and h.id = p.production_id)) m on true
        where v_performances
          and ((v_day is not null and p.day = v_day) or (v_day is null and m.score is not null))
        order by 5 desc, p.day limit v_limit)
    )
    select f.* from found f
     where p_kinds is null or f.kind = any (p_kinds)
     order by f.score desc, f.label limit v_limit;
end
$$;
comment on function koncert.find(text, text[], integer) is
  'Artists, productions, tours, venues, performances, contacts, documents and orders by what a person types, accents and typos forgiven. Row-level security applies. kind, id, label, detail, score from 0 to 1.';

-- Names inside a sentence ------------------------------------------------------

-- Every run of one to six words of a sentence.
create function koncert.windows(p_sentence text) returns text[] language sql immutable set search_path = '' as $$
  with word as (
    select w, n from regexp_split_to_table(koncert.normalize(p_sentence), ' ') with ordinality s (w, n) where w <> '' limit 400
  )
  select array_agg(distinct (select string_agg(x.w, ' ' order by x.n) from word x where x.n between word.n and word.n + l))
    from word, generate_series(0, 5) l
$$;

-- The rows of the actor's organization whose name has a word like one of these, once for each word.
-- Strict: whole words are compared, so that « mars » does not name everybody called Martin.
create function koncert.rows_like(p_words text[], p_threshold real, p_kinds text[])
returns table (kind text, id uuid, name text)
language plpgsql volatile security definer
set search_path = pg_catalog, extensions
set pg_trgm.strict_word_similarity_threshold = 0.4
set enable_seqscan = off
as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  perform set_config('pg_trgm.strict_word_similarity_threshold', p_threshold::text, true);
  return query
    select 'artist', a.id, a.search_name from unnest(p_words) w join public.artists a on w <<% a.search_name
     where 'artist' = any (p_kinds) and a.organization_id is not distinct from v_organization
    union all select 'production', p.id, p.search_name from unnest(p_words) w join public.productions p on w <<% p.search_name
     where 'production' = any (p_kinds) and p.organization_id is not distinct from v_organization
    union all select 'tour', t.id, t.search_name from unnest(p_words) w join public.tours t on w <<% t.search_name
     where 'tour' = any (p_kinds) and t.organization_id is not distinct from v_organization
    union all select 'venue', v.id, v.search_name from unnest(p_words) w join public.venues v on w <<% v.search_name
     where 'venue' = any (p_kinds) and v.organization_id is not distinct from v_organization
    union all select 'city', v.id, v.search_city from unnest(p_words) w join public.venues v on w <<% v.search_city
     where 'venue' = any (p_kinds) and v.organization_id is not distinct from v_organization
    union all select 'contact', c.id, c.search_name from unnest(p_words) w join public.contacts c on w <<% c.search_name
     where 'contact' = any (p_kinds) and c.organization_id is not distinct from v_organization
    union all select 'document', d.id, d.search_name from unnest(p_words) w join public.documents d on w <<% d.search_name
     where 'document' = any (p_kinds) and d.organization_id is not distinct from v_organization;
end
$$;

create function koncert.names_in(p_sentence text, p_limit integer default 20)
returns table (kind text, id uuid, label text, detail text, matched text, score real)
language plpgsql stable security definer
set search_path = pg_catalog, extensions
set enable_seqscan = off
as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_sentence constant text := koncert.normalize(left(p_sentence, 2000));
  v_kinds constant text[] := koncert.readable_kinds();
  v_windows text[];
  v_words text[];
begin
  if v_organization is null or coalesce(v_sentence, '') = '' then return; end if;
  v_windows := koncert.windows(v_sentence);
  -- Words that may belong to a name, with a typo: no stop words, no bare numbers, nothing very short.
  select coalesce(array_agg(w), '{}') into v_words from (
    select distinct w from regexp_split_to_table(v_sentence, ' ') w
     where length(w) >= 3 and w <> 'les' and w !~ '^\d+$'
       and ts_lexize('pg_catalog.french_stem', w) <> '{}' and ts_lexize('pg_catalog.english_stem', w) <> '{}'
     limit 60) s;
  return query
    -- A name met word for word counts as much as one met by all the words of the sentence.
    with met (kind, id, name, words) as (
      select 'artist', a.id, a.search_name, 100 from public.artists a
       where 'artist' = any (v_kinds) and a.organization_id = v_organization and a.search_name = any (v_windows)
      union all select 'production', p.id, p.search_name, 100 from public.productions p
       where 'production' = any (v_kinds) and p.organization_id = v_organization and p.search_name = any (v_windows)
      union all select 'tour', t.id, t.search_name, 100 from public.tours t
       where 'tour' = any (v_kinds) and t.organization_id = v_organization and t.search_name = any (v_windows)
      union all select 'venue', v.id, v.search_name, 100 from public.venues v
       where 'venue' = any (v_kinds) and v.organization_id = v_organization and v.search_name = any (v_windows)
      union all select 'city', v.id, v.search_city, 100 from public.venues v
       where 'venue' = any (v_kinds) and v.organization_id = v_organization and v.search_city = any (v_windows)
      union all select 'contact', c.id, c.search_name, 100 from public.contacts c
       where 'contact' = any (v_kinds) and c.organization_id = v_organization and c.search_name = any (v_windows)
      union all select 'document', d.id, d.search_name, 100 from public.documents d
       where 'document' = any (v_kinds) and d.organization_id = v_organization and d.search_name = any (v_windows)
      union all select l.kind, l.id, l.name, 1 from unnest(array[0.4, 0.55]::real[]) threshold
        cross join lateral koncert.rows_like(array(select w from unnest(v_words) w where koncert.likeness(w) = threshold), threshold, v_kinds) l
    ),
    -- Comparing with the whole sentence is dear: only the best met of each kind are.
    likely as (
      select m.kind, m.id, m.name, row_number() over (partition by m.kind order by sum(m.words) desc, length(m.name), m.name) as place
        from met m where m.name <> '' group by m.kind, m.id, m.name
    ),
    scored as (
      select l.kind, l.id, l.name, word_similarity(l.name, v_sentence) as score from likely l where l.place <= 15
    ),
    ranked as (
      select s.*, row_number() over (partition by s.kind order by s.score desc, length(s.name) desc, s.name) as place
        from scored s where s.score >= 0.5
    ),
    best as (
      select r.* from ranked r where r.place <= 5 order by r.score desc, length(r.name) desc, r.kind
       limit least(greatest(coalesce(p_limit, 20), 1), 100)
    )
    select b.kind, b.id,
        coalesce(a.name, p.title, t.name, case b.kind when 'city' then v.city else v.name end, c.display_name, d.title),
        coalesce(pa.name, ta.name, case b.kind when 'city' then v.name else v.city end, c.organization_name, d.kind),
        (select w from unnest(v_windows) w
          where length(translate(w, ' ', '')) - length(w) between length(translate(b.name, ' ', '')) - length(b.name) - 1
            and length(translate(b.name, ' ', '')) - length(b.name) + 1
          order by similarity(b.name, w) desc, length(w), w limit 1),
        b.score
      from best b
      left join public.artists a on b.kind = 'artist' and a.id = b.id
      left join public.productions p on b.kind = 'production' and p.id = b.id
      left join public.artists pa on pa.id = p.artist_id
      left join public.tours t on b.kind = 'tour' and t.id = b.id
      left join public.artists ta on ta.id = t.artist_id
      left join public.venues v on b.kind in ('venue', 'city') and v.id = b.id
      left join public.contacts c on b.kind = 'contact' and c.id = b.id
      left join public.documents d on b.kind = 'document' and d.id = b.id
     order by b.score desc, length(b.name) desc, b.kind, b.place;
end
$$;
comment on function koncert.names_in(text, integer) is
  'Rows whose name stands in the sentence, accents and typos forgiven: kind (artist, production, tour, venue, city with the venue''s id, contact, document), id, label, detail, matched (the words of the sentence, normalized), score from 0.5 to 1; at most five a kind. Checks organization and permissions itself.';

-- Passages of documents ----------------------------------------------------------

create function koncert.similar_chunks(p_text text, p_limit integer)
returns table (chunk_id uuid, score real)
language plpgsql stable security definer
set search_path = pg_catalog, extensions
set pg_trgm.word_similarity_threshold = 0.5
set plan_cache_mode = force_custom_plan
as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_q constant text := koncert.normalize(p_text);
  -- Any of the words: rank puts the passages with more of them first.
  v_query constant tsquery := replace(plainto_tsquery('koncert.french', p_text)::text, ' & ', ' | ')::tsquery;
begin
  if v_organization is null or coalesce(v_q, '') = '' or not koncert.may('documents:read') then return; end if;
  return query
    with words as (
      select c.id, row_number() over (order by ts_rank_cd(c.search_words, v_query) desc) as place
        from public.document_chunks c where c.organization_id = v_organization and c.search_words @@ v_query
       order by ts_rank_cd(c.search_words, v_query) desc limit p_limit * 3
    ), letters as (
      select c.id, row_number() over (order by word_similarity(v_q, c.search_text) desc) as place
        from public.document_chunks c where c.organization_id = v_organization and v_q <% c.search_text
       order by word_similarity(v_q, c.search_text) desc limit p_limit * 3
    )
    -- Reciprocal rank fusion: the two scores have no common scale, their ranks do.
    select coalesce(w.id, l.id), (coalesce(1.0 / (60 + w.place), 0) + coalesce(1.0 / (60 + l.place), 0))::real
      from words w full join letters l on l.id = w.id order by 2 desc limit p_limit;
end
$$;

create function koncert.search_documents(p_text text, p_limit integer default 10)
returns table (document_id uuid, version_id uuid, chunk_id uuid, title text, kind text, page integer, body text, score real)
language sql stable as $$
  select d.id, c.version_id, c.id, d.title, d.kind, c.page, c.body, s.score
    from koncert.similar_chunks(p_text, least(greatest(coalesce(p_limit, 10), 1), 100)) s
    join public.document_chunks c on c.id = s.chunk_id
    join public.documents d on d.id = c.document_id
   order by s.score desc
$$;
comment on function koncert.search_documents(text, integer) is
  'Passages by French words and by letters, fused by rank. koncert.nearest_chunks adds meaning where vectors are available.';
