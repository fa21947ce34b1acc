-- What owners of connectors have been told. A trouble has a row as long as it lasts, and until its owner knows that it is over.
create table connector_alert (
    connector   text        not null,
    problem     text        not null,
    since       timestamptz not null,
    told_at     timestamptz,
    told_count  bigint      not null,
    constraint connector_alert_pk primary key (connector, problem),
    constraint connector_alert_problem_ck check (problem in ('failing', 'lagging', 'silent', 'dead-letters'))
);

-- When each owner got the last digest.
create table alert_digest (
    owner    text        not null,
    sent_at  timestamptz not null,
    constraint alert_digest_pk primary key (owner)
);
