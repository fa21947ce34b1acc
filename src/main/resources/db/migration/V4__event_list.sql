-- Events are listed newest first, whatever their connector.

create index sync_event_received_ix on sync_event (received_at desc, id desc);
