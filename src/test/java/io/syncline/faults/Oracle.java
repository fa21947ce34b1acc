package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what is in the CRM and in the ledger with what must be there. */
final class Oracle {
    private static final int SAMPLES = 3;

    /** Rows that must not exist, whatever was broken; by what they would mean. */
    private static final Map<String, String> NEVER = new LinkedHashMap<>(Map.of(
            "keys without effect",
            "sync_event e where e.outcome in ('created', 'updated', 'stale')"
                    + " and not exists (select 1 from activity a where a.id = e.activity_id)",
            "effects without key",
            "activity a where 1 <> (select count(*) from sync_event e where e.activity_id = a.id"
                    + " and e.outcome = 'created')",
            "events without exactly one first sighting",
            "sync_event e where 1 <> (select count(*) from sighting s where s.event_id = e.id and s.first)",
            "activities without one audit row of their making",
            "activity a where 1 <> (select count(*) from audit u where u.entity = 'activity'"
                    + " and u.entity_id = cast(a.id as text) and u.action = 'created')",
            "leads without exactly one touch",
            "lead l where 1 <> (select count(*) from attribution_touch t where t.event_key = l.event_key)",
            "leads without the contact of their address",
            "lead l left join identity i on i.kind = 'email' and i.value = l.email"
                    + " where l.contact_id is null or l.contact_id is distinct from i.contact_id",
            "addresses of two people",
            "(select mailbox(value) from identity group by 1 having count(distinct contact_id) > 1) twice",
            "participants without the link to their contact",
            "participant p join identity i on i.value = p.address and i.contact_id is not null where not exists"
                    + " (select 1 from association a where a.activity_id = p.activity_id"
                    + " and a.entity = 'contact' and a.entity_id = i.contact_id)",
            "activities that wait for their links",
            "association_task"));

    private static final String ACTIVITIES =
            """
            select kind || ' ' || case connector when 'website' then body else external_id end,
                   case kind when 'meeting'
                       then status || ' ' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                       else status end
            from activity""";

    private Oracle() {}

    /** An activity: its name as {@link Item} has it, and its state. */
    record Found(String name, String state) {}

    static Verdict compare(Connection database, Items items) throws SQLException {
        Verdict verdict = compare(found(database), items);
        int dead = items.of(Fate.DEAD).size();
        int parked = Math.abs(count(database, "sync_event where status = 'dead'") - dead)
                + count(database, "sync_event where status not in ('applied', 'dead')");
        var problems = new ArrayList<>(verdict.problems());
        for (var never : NEVER.entrySet()) {
            int rows = count(database, never.getValue());
            if (rows > 0) {
                problems.add(rows + " " + never.getKey());
            }
        }
        return new Verdict(verdict.duplicates(), verdict.losses(), verdict.wrong(), parked, 0, problems);
    }

    /** Compares activities, wherever they were read. */
    static Verdict compare(List<Found> found, Items items) {
        var problems = new ArrayList<String>();
        Map<String, String> states = new LinkedHashMap<>();
        int duplicates = 0;
        for (Found activity : found) {
            Item item = items.find(activity.name());
            boolean second = states.put(activity.name(), activity.state()) != null;
            if (second || item == null || item.fate() == Fate.DEAD) {
                duplicates++;
                sample(problems, activity.name() + (second ? " twice" : " unexpected"));
            }
        }
        int losses = 0;
        int wrong = 0;
        for (Item item : items.all()) {
            String is = states.get(item.name());
            boolean lost = is == null && item.fate() == Fate.FILED;
            boolean other = is != null && item.fate() != Fate.DEAD && !is.equals(item.state());
            losses += lost ? 1 : 0;
            wrong += other ? 1 : 0;
            if (lost || other) {
                sample(problems, item.name() + " is " + is + ", expected " + item.state());
            }
        }
        return new Verdict(duplicates, losses, wrong, 0, 0, problems);
    }

    static int count(Connection database, String from) throws SQLException {
        try (var statement = database.createStatement();
                var count = statement.executeQuery("select count(*) from " + from)) {
            count.next();
            return count.getInt(1);
        }
    }

    private static List<Found> found(Connection database) throws SQLException {
        var found = new ArrayList<Found>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(ACTIVITIES)) {
            while (rows.next()) {
                found.add(new Found(rows.getString(1), rows.getString(2)));
            }
        }
        return found;
    }

    private static void sample(List<String> problems, String sample) {
        if (problems.size() < SAMPLES) {
            problems.add(sample);
        }
    }
}
