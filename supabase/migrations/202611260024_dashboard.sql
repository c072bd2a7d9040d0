-- Sales of the last days, across dates: the dashboard reads them by time.

create index tickets_by_time on tickets (organization_id, created_at);
