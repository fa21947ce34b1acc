-- 2,000 accounts with ten contacts each, every contact with an address and a number; twenty people of the organization.
create function pg_temp.id(name text) returns uuid language sql immutable return cast(md5(name) as uuid);

insert into crm_user (id, name, created_at, updated_at)
select pg_temp.id('user' || n), 'User ' || n, now(), now() from generate_series(0, 19) n;
insert into identity (kind, value, user_id)
select 'email', 'user' || n || '@acme.example', pg_temp.id('user' || n) from generate_series(0, 19) n;
insert into account (id, name, owner_id, created_at, updated_at)
select pg_temp.id('account' || n), 'Account ' || n, pg_temp.id('user' || n % 20), now(), now() from generate_series(0, 1999) n;
insert into account_domain (domain, account_id)
select 'company' || n || '.example', pg_temp.id('account' || n) from generate_series(0, 1999) n;
insert into contact (id, account_id, name, created_at, updated_at)
select pg_temp.id('contact' || n), pg_temp.id('account' || n / 10), 'Contact ' || n, now(), now() from generate_series(0, 19999) n;
insert into identity (kind, value, contact_id)
select 'email', 'contact' || n || '@company' || n / 10 || '.example', pg_temp.id('contact' || n) from generate_series(0, 19999) n
union all select 'phone', '+1212' || 2000000 + n, pg_temp.id('contact' || n) from generate_series(0, 19999) n;
