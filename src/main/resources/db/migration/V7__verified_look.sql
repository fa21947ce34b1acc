-- What a source was last seen to hold, by asking the source itself: not by the poll, which may be what is broken.
-- source_lag and lagging_since are of that look, too.

alter table connector_status add column looked_at timestamptz;
alter table connector_status add column unread jsonb;
alter table connector_status add column checkpoint_then text;
alter table connector_status add column still_since timestamptz;
comment on column connector_status.unread is 'by folder or calendar, items beyond the checkpoint';
comment on column connector_status.still_since is 'since when the source holds more and the checkpoint has not moved';
