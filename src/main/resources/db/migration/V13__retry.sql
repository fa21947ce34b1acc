-- Retries: the due events of each connector by themselves, so that a flood of one starves no other.

drop index sync_event_retry_ix;
create index sync_event_retry_ix on sync_event (connector, next_attempt_at, id) where status = 'retrying';

alter table sync_event add column tried_since timestamptz;
comment on column sync_event.claimed_until is
    'by the clock of the database; also the mark by which the claimant knows that the claim is still its own';
comment on column sync_event.tried_since is
    'when the attempt began that is under way; with an expired claim: the attempt that was interrupted';
