package io.syncline.ledger;

import io.syncline.intake.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** A ledger with so many rows that PostgreSQL uses an index where there is one: mails 1 to n of connector bulk. */
@ApplicationScoped
public class BulkLedger {
    public static final String CONNECTOR = "bulk";

    @Inject
    Database database;

    /** Every hundredth mail is dead, every thousandth discarded; all others are on the timeline. */
    public void fill(int mails) {
        clear();
        var parameters = Map.<String, Object>of("n", mails);
        database.run(
                """
                insert into sync_event (id, event_key, connector, kind, external_id, activity_id, status, outcome,
                    content_type, payload, content_hash, context, occurred_at, received_at, attempts, error_fingerprint,
                    error, conflicts)
                select cast(md5('e' || i) as uuid), 'mail:v1:bulk-' || i, 'bulk', 'email', 'bulk-' || i,
                    cast(md5('a' || i) as uuid), s.status, case s.status when 'applied' then 'created' else s.status end,
                    'message/rfc822', 'x', 'h', '{}', t.at, t.at, 1, 'cause', 'why', case i % 5000 when 7 then 1 else 0 end
                from generate_series(1, cast(:n as integer)) i,
                     lateral (select timestamptz '2090-01-01' + i * interval '1 minute' as at) t,
                     lateral (select case when i % 1000 = 0 then 'discarded' when i % 100 = 0 then 'dead'
                                          else 'applied' end as status) s""",
                parameters);
        database.run(
                """
                insert into sighting (id, event_id, connector, location, external_id, first, content_hash, received_at)
                select cast(md5('s' || i) as uuid), cast(md5('e' || i) as uuid), 'bulk', 'INBOX;1;' || i, 'bulk-' || i,
                    true, 'h', timestamptz '2090-01-01' + i * interval '1 minute'
                from generate_series(1, cast(:n as integer)) i""",
                parameters);
        database.run(
                """
                insert into activity (id, activity_key, kind, occurred_at, direction, status, attributes, ranks, connector,
                    external_id, event_key, received_at, updated_at)
                select cast(md5('a' || i) as uuid), 'mail:bulk-' || i, 'email',
                    timestamptz '2090-01-01' + i * interval '1 minute', 'inbound', 'received', '{}', '{}', 'bulk',
                    'bulk-' || i, 'mail:v1:bulk-' || i, timestamptz '2090-01-01', now()
                from generate_series(1, cast(:n as integer)) i where i % 100 <> 0""",
                parameters);
        database.run(
                """
                insert into participant (activity_id, ordinal, role, address_kind, address)
                select cast(md5('a' || i) as uuid), p, 'from', 'email',
                    case p when 1 then 'everybody@bulk.example' else i || '@bulk.example' end
                from generate_series(1, cast(:n as integer)) i, generate_series(1, 2) p where i % 100 <> 0""",
                parameters);
        database.run(
                """
                insert into event_address (event_id, mailbox)
                select id, address from sync_event, lateral (values ('everybody@bulk.example'),
                    (split_part(external_id, '-', 2) || '@bulk.example')) as a (address)
                where connector = 'bulk' and status <> 'applied'""",
                Map.of());
        database.run("analyze", Map.of());
    }

    public void clear() {
        database.run("delete from activity where connector = 'bulk'", Map.of());
        database.run("delete from sync_event where connector = 'bulk'", Map.of());
    }
}
