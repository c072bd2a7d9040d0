-- A file that came from outside is known again by what it holds: it is kept and read once.

create unique index document_versions_of_a_file on document_versions (organization_id, sha256)
  where file_key is not null;
