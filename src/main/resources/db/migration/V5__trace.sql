-- What tracing and triage need: every look-up of the ledger by an index.

-- Whom an item is about that is not on a timeline: by its participants it could not be found.
create table event_address (
    event_id  uuid not null,
    mailbox   text not null,
    constraint event_address_pk primary key (event_id, mailbox),
    constraint event_address_event_fk foreign key (event_id) references sync_event on delete cascade
);
comment on table event_address is
    'of events that could be read, are not filed and keep their payload; what privacy excludes is never here';
create index event_address_mailbox_ix on event_address (mailbox, event_id);

comment on column sync_event.activity_id is 'the activity that the event is of, whether or not it was filed';

-- The second part of a location is a calendar's event id; numbers there are the UIDVALIDITY of a folder.
create index sighting_item_ix on sighting (split_part(location, ';', 2)) where split_part(location, ';', 2) !~ '^[0-9]*$';

-- A lead's number beside its address.
create index lead_phone_ix on lead (phone) where phone is not null;

-- Keys and ids are searched by their beginning, which an index in a language's order does not serve.
create index sync_event_event_key_beginning_ix on sync_event (event_key text_pattern_ops);
drop index sync_event_external_ix;
create index sync_event_external_ix on sync_event (external_id text_pattern_ops);

-- Few among many.
create index sync_event_conflict_ix on sync_event (received_at desc, id desc) where conflicts > 0;
create index sync_event_discarded_ix on sync_event (received_at desc, id desc) where status = 'discarded';

-- A form may send as JSON what it sent as a form before.
alter table sighting add column conflicting_content_type text;
