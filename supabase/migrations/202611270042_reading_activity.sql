-- What was done last: the writing calls in order of time, apart from the reads that outnumber them.

create index tool_calls_written on tool_calls (organization_id, created_at desc, id)
  where effect <> 'read' and status = 'ok';
