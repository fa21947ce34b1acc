-- A connector that a person has paused is not polled, by no replica and after no restart, until somebody resumes it.
alter table connector_status add column paused_since timestamptz;
alter table connector_status add column paused_by text;
alter table connector_status add column pause_reason text;
alter table connector_status add constraint connector_status_pause_ck
    check (num_nulls(paused_since, paused_by, pause_reason) in (0, 3));
