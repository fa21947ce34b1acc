-- An event has one status and one outcome, and the two say the same.

alter table sync_event add constraint sync_event_status_outcome_check
    check (status = outcome or status = 'applied' and outcome in ('created', 'updated', 'stale', 'excluded'));
