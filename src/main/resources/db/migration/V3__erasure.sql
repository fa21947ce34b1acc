-- What erasing a contact and finding activities by company domain need.

alter table contact add column erased_at timestamptz;
comment on column contact.erased_at is 'the row stays, so that counts stay right; what said who it was is gone';

-- Domains are looked up from their end: those of a company and below it share its reversed domain as a prefix.
create index participant_domain_ix on participant (reverse(split_part(address, '@', 2)) text_pattern_ops)
    where address_kind = 'email';
