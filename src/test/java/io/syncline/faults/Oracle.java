package io.syncline.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what is in the CRM and in the ledger with what must be there. */
final class Oracle {
    /** Rows that must not exist, whatever was broken; by what they would mean. */
    private static final Map<String, String> NEVER = new LinkedHashMap<>(Map.of(
            "keys without effect",
            "sync_event e where e.outcome in ('created', 'updated', 'stale')"
                    + " and not exists (select 1 from activity a where a.id = e.activity_id)",
            "effects without key",
            "activity a where not exists (select 1 from sync_event e where e.activity_id = a.id"
                    + " and e.outcome = 'created')",
            "events without exactly one first sighting",
            "sync_event e where 1 <> (select count(*) from sighting s where s.event_id = e.id and s.first)",
            "activities without an audit row",
            "activity a where not exists (select 1 from audit u where u.entity = 'activity'"
                    + " and u.entity_id = cast(a.id as text) and u.action = 'created')",
            "leads without exactly one touch",
            "lead l where 1 <> (select count(*) from attribution_touch t where t.event_key = l.event_key)",
            "addresses of two people",
            "(select mailbox(value) from identity group by 1 having count(distinct contact_id) > 1) twice"));

    private Oracle() {}

    /**
     * @param duplicates activities too many
     * @param losses activities that are not there
     * @param wrong activities in another state than they must end in
     * @param parked events that are not applied, and should be; or are, and should not
     * @param samples of what is lost or wrong
     * @param broken rows that must not exist, by what they mean
     */
    record Verdict(
            int duplicates, int losses, int wrong, int parked, List<String> samples, Map<String, Integer> broken) {
        boolean isGood() {
            return duplicates == 0 && losses == 0 && wrong == 0 && parked == 0 && broken.isEmpty();
        }
    }

    static Verdict compare(Connection database, Story story) throws SQLException {
        Map<String, String> expected = story.expected();
        Set<String> optional = story.optional();
        Map<String, String> found = new TreeMap<>();
        int duplicates = 0;
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        """
                        select kind || ' ' || external_id, case kind when 'meeting'
                            then status || ' ' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                            else status end from activity""")) {
            while (rows.next()) {
                boolean second = found.put(rows.getString(1), rows.getString(2)) != null;
                boolean known = expected.containsKey(rows.getString(1)) || optional.contains(rows.getString(1));
                duplicates += second || !known ? 1 : 0;
            }
        }
        List<String> samples = new ArrayList<>();
        int losses = 0;
        int wrong = 0;
        for (var item : expected.entrySet()) {
            String is = found.get(item.getKey());
            losses += is == null ? 1 : 0;
            wrong += is != null && !is.equals(item.getValue()) ? 1 : 0;
            if (!item.getValue().equals(is) && samples.size() < 3) {
                samples.add(item.getKey() + " is " + is + ", expected " + item.getValue());
            }
        }
        return new Verdict(
                duplicates,
                losses,
                wrong,
                Math.abs(count(database, "sync_event where status <> 'applied'") - story.poison()),
                samples,
                broken(database));
    }

    private static Map<String, Integer> broken(Connection database) throws SQLException {
        var broken = new TreeMap<String, Integer>();
        for (var never : NEVER.entrySet()) {
            int rows = count(database, never.getValue());
            if (rows > 0) {
                broken.put(never.getKey(), rows);
            }
        }
        return broken;
    }

    static int count(Connection database, String from) throws SQLException {
        try (var statement = database.createStatement();
                var count = statement.executeQuery("select count(*) from " + from)) {
            count.next();
            return count.getInt(1);
        }
    }
}
