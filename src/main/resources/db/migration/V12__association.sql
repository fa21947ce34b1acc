-- One mailbox has many spellings: what stands behind a plus, and at some providers the dots, do not change where a mail
-- goes. People are looked up by the mailbox; what is kept and shown is the address as it was written.

create function mailbox(address text) returns text language sql immutable parallel safe return
    case
        when address ~ '@(gmail|googlemail)\.com$'
            then replace(regexp_replace(split_part(address, '@', 1), '(.)\+.*$', '\1'), '.', '') || '@gmail.com'
        else regexp_replace(address, '^([^+@]+)\+[^@]*@', '\1@')
    end;
comment on function mailbox is 'the mailbox of an e-mail address; a phone number stays as it is';

create index identity_mailbox_ix on identity (mailbox(value));
create index participant_mailbox_ix on participant (mailbox(address), activity_id) where address is not null;

-- Whoever has the address as it is written; else the one person, if it is one, who has another spelling of the mailbox.
create function holder_of(wanted text) returns table (contact_id uuid, user_id uuid) language sql stable parallel safe
begin atomic
    select h.contact_id, h.user_id
    from (select i.contact_id, i.user_id, bool_or(i.value = wanted) as exact, count(*) over () as holders
          from identity i where mailbox(i.value) = mailbox(wanted)
          group by i.contact_id, i.user_id) h
    where h.exact or h.holders = 1;
end;
comment on function holder_of is 'the contact or the user behind an e-mail address or a phone number';

-- When a deal was opened, where somebody says so: of several open deals the latest may be the one that is meant.
alter table deal add column opened_at timestamptz;
alter table deal add constraint deal_opened_check check (opened_at <= closed_at);

-- A lead of a shared mailbox is of no one contact: its touch is the account's.
alter table attribution_touch alter column contact_id drop not null;
alter table attribution_touch add column account_id uuid;
alter table attribution_touch add constraint attribution_touch_account_fk
    foreign key (account_id) references account on delete cascade;
alter table attribution_touch add constraint attribution_touch_holder_check check (num_nonnulls(contact_id, account_id) = 1);
create index attribution_touch_account_ix on attribution_touch (account_id) where account_id is not null;
