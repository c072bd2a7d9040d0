-- Search: accents, typos, articles and words inside a sentence.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(30);

insert into accounts."user" (id, name, email, "emailVerified", "updatedAt") values
  ('00000000-0000-4000-8000-00000000000a', 'Ana', 'ana@a.test', true, now()), ('00000000-0000-4000-8000-00000000000d', 'Dan', 'dan@a.test', true, now());
create temp table story as select koncert.create_organization('00000000-0000-4000-8000-00000000000a', 'Maison A') as a;
grant select on story to public;
insert into members (organization_id, user_id, email, name, role) select a, '00000000-0000-4000-8000-00000000000d', 'dan@a.test', 'Dan', 'door_staff' from story;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000a', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
insert into artists (id, name) values ('a0000000-0000-4000-8000-000000000001', 'Zaz'), ('a0000000-0000-4000-8000-000000000002', 'Les Ogres de Barback'), ('a0000000-0000-4000-8000-000000000003', 'M');
insert into productions (artist_id, title) values ('a0000000-0000-4000-8000-000000000001', 'Organique');
insert into tours (id, artist_id, name, starts_on, ends_on) values ('a0000000-0000-4000-8000-000000000011', 'a0000000-0000-4000-8000-000000000001', 'Organique Tour', '2027-01-14', '2027-05-15');
insert into venues (id, name, city) values
  ('a0000000-0000-4000-8000-000000000021', 'L’Olympia', 'Paris'), ('a0000000-0000-4000-8000-000000000022', 'Le Silo', 'Marseille'),
  ('a0000000-0000-4000-8000-000000000023', 'Le Palais d’Auron', 'Bourges'), ('a0000000-0000-4000-8000-000000000024', 'Théâtre de Sébastopol', 'Lille'),
  ('a0000000-0000-4000-8000-000000000025', 'La Commanderie', 'Dôle');
insert into performances (artist_id, tour_id, venue_id, day, status) select 'a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000011', id, date '2027-02-10' + right(id::text, 1)::int, 'confirmed' from venues;
insert into contacts (display_name, email) values ('Léa Martin', 'lea.martin@example.org'), ('Jean Dupont', 'booking@lesilo.example');
insert into documents (id, kind, title, number) values ('a0000000-0000-4000-8000-000000000031', 'contract', 'Contrat de cession Olympia', 'C-2027-0012');
insert into document_versions (id, document_id, version) values ('a0000000-0000-4000-8000-000000000032', 'a0000000-0000-4000-8000-000000000031', 1);
insert into document_chunks (document_id, version_id, position, body) values
  ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000032', 0, 'Le diffuseur prend en charge l’hébergement de douze personnes.'),
  ('a0000000-0000-4000-8000-000000000031', 'a0000000-0000-4000-8000-000000000032', 1, 'Un acompte de trente pour cent est versé à la signature.');

create function pg_temp.first(p_text text, p_kinds text[] default null) returns text language sql as
$$ select kind || ' ' || label from koncert.find(p_text, p_kinds, 1) $$;
select is(koncert.normalize('  L’Œuvre d''Été — « Salle 3000 » '), 'l oeuvre d ete salle 3000', 'names are compared without accents, articles'' marks or case');
select is(pg_temp.first('Zaz'), 'artist Zaz', 'an artist by name');
select is(pg_temp.first('olympia', '{venue}'), 'venue L’Olympia', 'a venue without its article');
select is(pg_temp.first('olimpia', '{venue}'), 'venue L’Olympia', 'with a wrong letter');
select is(pg_temp.first('theatre sebastopol'), 'venue Théâtre de Sébastopol', 'without accents');
select is(pg_temp.first('lile', '{venue}'), 'venue Théâtre de Sébastopol', 'by its city, misspelt');
select is(pg_temp.first('dole', '{venue}'), 'venue La Commanderie', 'by its city, without the accent');
select is(pg_temp.first('les ogres'), 'artist Les Ogres de Barback', 'by half a name');
select is(pg_temp.first('organique tour'), 'tour Organique Tour', 'a tour before its production');
select is(pg_temp.first('lea marrtin'), 'contact Léa Martin', 'a contact with a doubled letter');
select is(pg_temp.first('lea.martin@example.org'), 'contact Léa Martin', 'a contact by e-mail');
select is(pg_temp.first('C-2027-0012'), 'document Contrat de cession Olympia', 'a document by number');
select is(pg_temp.first('bourges', '{performance}'), 'performance 2027-02-13 · Bourges · Le Palais d’Auron', 'a date by city');
select is(pg_temp.first('zaz 14/02/2027', '{performance}'), 'performance 2027-02-14 · Lille · Théâtre de Sébastopol', 'a date by day');
select is((select count(*) from koncert.find('31/02/2027', '{performance}')), 0::bigint, 'an impossible day is no day');
select is((select count(*) from koncert.find('')), 0::bigint, 'nothing finds nothing');
select is((select count(*) from koncert.find('xylophone')), 0::bigint, 'and so does what is not there');
select lives_ok($$ select * from koncert.find(repeat('%_\''"; drop table tours; --', 200)) $$, 'rubbish does no harm');

create function pg_temp.named(p_sentence text) returns text language sql as
$$ select string_agg(kind || ' ' || label, ', ' order by kind, label) from koncert.names_in(p_sentence) $$;
select is(pg_temp.named('ajoute une date de zaz'), 'artist Zaz', 'an artist inside a sentence');
select is(pg_temp.named('quelles dates de M sont confirmées'), 'artist M', 'an artist of one letter');
select is(pg_temp.named('on joue à Marseile le 12 mars'), 'city Marseille', 'a misspelt city');
select is(pg_temp.named('l''olimpia en option 2'), 'venue L’Olympia', 'a misspelt venue');
select is(pg_temp.named('demande à Jean Dupont son accord'), 'contact Jean Dupont', 'a contact');
select is((select matched from koncert.names_in('décale le palais d’auron de deux heures')), 'le palais d auron', 'with the words that name it');
select is(pg_temp.named('bonjour, quel temps fait-il'), null, 'a sentence without a name has none');
select is((select count(*) from koncert.names_in(repeat('zaz ', 5000))), 1::bigint, 'a very long one neither fails nor repeats');

select is((select body from koncert.search_documents('hébergements', 1)), 'Le diffuseur prend en charge l’hébergement de douze personnes.', 'a passage by the stem of its words');
select is((select body from koncert.search_documents('acomte', 1)), 'Un acompte de trente pour cent est versé à la signature.', 'or by its letters');
reset role;

select koncert.act(jsonb_build_object('kind', 'member', 'user_id', '00000000-0000-4000-8000-00000000000d', 'organization_id', a, 'via', 'web'), gen_random_uuid()) from story;
set local role authenticated;
select is((select count(*) from koncert.find('lea martin') where kind = 'contact') + (select count(*) from koncert.names_in('lea martin') where kind = 'contact'), 0::bigint, 'who may not read contacts finds none');
select is((select count(*) from koncert.search_documents('acompte')), 0::bigint, 'nor documents');
reset role;

select * from finish();
rollback;
