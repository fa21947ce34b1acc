package io.syncline.reconciliation.consistency;

import static io.syncline.reconciliation.ReconciliationCalls.items;
import static io.syncline.reconciliation.ReconciliationCalls.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.syncline.backfill.BackfillCalls;
import io.syncline.backfill.Export;
import io.syncline.event.Delivery;
import io.syncline.event.Ids;
import io.syncline.intake.BatchIntake;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The CRM against itself: each test spoils one thing behind the application's back. */
@QuarkusTest
class ConsistencyIT {
    private static final String CONNECTOR = "consistency-postbox";
    private static final String ALL = "{\"check\": \"consistency\"}";
    private static final String OURS = "{\"check\": \"consistency\", \"connector\": \"" + CONNECTOR + "\"}";

    @Inject
    BatchIntake intake;

    @Inject
    Database database;

    private final String mark = "c" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void users() {
        for (String user : List.of("dach", "carla")) {
            database.run(
                    """
                    with made as (
                        insert into crm_user (id, name, created_at, updated_at)
                        select :id, :name, now(), now()
                        where not exists (select 1 from identity where value = :name || '@acme.example') returning id)
                    insert into identity (kind, value, user_id) select 'email', :name || '@acme.example', id from made""",
                    Map.of("id", Ids.next(), "name", user));
        }
    }

    @Test
    void wrongLink_isFound_andAssociatedAgain() {
        // given: of two mails one is linked to the other's contact
        mail("bob@" + mark + "b.example");
        mail("eve@" + mark + "e.example");
        String activity = activity("bob@" + mark + "b.example");
        String links = links(activity);
        database.run(
                """
                update association set entity_id = cast(:eve as uuid)
                where activity_id = cast(:activity as uuid) and entity = 'contact'""",
                Map.of("eve", contact("eve@" + mark + "e.example"), "activity", activity));

        // when
        JsonPath run = run(OURS);
        String looked = run.getString("id");

        // then
        assertThat(run.getLong("lookedAt"))
                .isEqualTo(database.count("activity where connector = :connector", Map.of("connector", CONNECTOR)));
        assertThat(states(looked, "wrong-link", activity)).containsExactly("open");
        assertThat(items("run=" + looked + "&kind=wrong-link"))
                .filteredOn(item -> item.get("subject").equals(activity))
                .first()
                .satisfies(item -> assertThat(item.get("details").toString())
                        .contains("has contact " + contact("eve@" + mark + "e.example"))
                        .contains("lacks contact " + contact("bob@" + mark + "b.example")));

        // when
        String repaired = run(OURS.replace("}", ", \"repair\": true}")).getString("id");

        // then
        assertThat(states(repaired, "wrong-link", activity)).containsExactly("repaired");
        assertThat(links(activity)).isEqualTo(links);
        assertThat(states(run(OURS).getString("id"), "wrong-link", activity)).isEmpty();
    }

    @Test
    void activityOnNoTimeline_andOneThatIsThereTwice_areFound_andCloseThemselves() {
        mail("bob@" + mark + ".example");
        String activity = activity("bob@" + mark + ".example");
        database.run("delete from association where activity_id = cast(:id as uuid)", Map.of("id", activity));
        database.run(
                """
                insert into activity
                select (jsonb_populate_record(a, jsonb_build_object('id', cast(:copy as uuid)))).*
                from activity a where id = cast(:id as uuid)""",
                Map.of("id", activity, "copy", Ids.next()));

        String looked = run(OURS).getString("id");

        assertThat(states(looked, "duplicate-activity", mark + "bob")).containsExactly("open");
        assertThat(states(looked, "unlinked-activity", activity)).containsExactly("open");

        database.run(
                "delete from activity where external_id = :id and cast(id as text) <> :activity",
                Map.of("id", mark + "bob", "activity", activity));
        String mended = run(OURS.replace("}", ", \"repair\": true}")).getString("id");
        assertThat(states(mended, "duplicate-activity", mark + "bob")).containsExactly("closed");
        assertThat(states(mended, "unlinked-activity", activity)).containsExactly("closed");
        assertThat(states(mended, "wrong-link", activity)).containsExactly("repaired");
    }

    @Test
    void linkToNobody_andTheCountOfItsUser_areFound() {
        mail("bob@" + mark + ".example");
        mail("eve@" + mark + ".example");
        String activity = activity("bob@" + mark + ".example");
        UUID nobody = Ids.next();
        database.run(
                """
                update association set entity_id = :nobody
                where activity_id = cast(:activity as uuid) and entity = 'contact'""",
                Map.of("nobody", nobody, "activity", activity));
        database.run("delete from activity where external_id = :id", Map.of("id", mark + "eve"));

        String looked = run(OURS).getString("id");

        assertThat(states(looked, "orphan", "link " + activity + " contact " + nobody))
                .containsExactly("open");
        String user = database.text(
                "select cast(user_id as text) from identity where value = 'carla@acme.example'", Map.of());
        assertThat(states(looked, "user-count", "user " + user)).containsExactly("open");
        database.run("delete from sync_event where external_id = :id", Map.of("id", mark + "eve"));
        assertThat(states(run(OURS).getString("id"), "user-count", "user " + user))
                .containsExactly("closed");
    }

    @Test
    void contactThatIsThereTwice_wrongOwner_andTouchOfAnother_areFound() {
        // given
        lead("max@" + mark + ".de");
        String max = contact("max@" + mark + ".de");
        String copy = Ids.next().toString();
        database.run(
                """
                with twin as (insert into contact (id, name, created_at, updated_at)
                              values (cast(:id as uuid), 'Max', now(), now()) returning id)
                insert into identity (kind, value, contact_id) select 'email', :address, id from twin""",
                Map.of("id", copy, "address", "max+news@" + mark + ".de"));
        database.run("update contact set owner_id = null where id = cast(:id as uuid)", Map.of("id", max));
        database.run(
                "update attribution_touch set contact_id = cast(:copy as uuid) where contact_id = cast(:max as uuid)",
                Map.of("copy", copy, "max", max));
        String touch = database.text(
                "select cast(id as text) from attribution_touch where contact_id = cast(:copy as uuid)",
                Map.of("copy", copy));

        // when
        String looked = run(ALL).getString("id");

        // then
        String both = max.compareTo(copy) < 0 ? max + " " + copy : copy + " " + max;
        assertThat(states(looked, "duplicate-contact", both)).containsExactly("open");
        assertThat(states(looked, "wrong-owner", "contact " + max)).containsExactly("open");
        assertThat(states(looked, "wrong-attribution", touch)).containsExactly("open");
        assertThat(items("run=" + looked + "&kind=duplicate-contact").get(0))
                .containsEntry("owner", "revops@acme.example");

        // when: they are mended
        database.run(
                "update attribution_touch set contact_id = cast(:max as uuid) where contact_id = cast(:copy as uuid)",
                Map.of("copy", copy, "max", max));
        database.run("delete from contact where id = cast(:id as uuid)", Map.of("id", copy));
        database.run(
                """
                update contact c set owner_id = cast(p.value as uuid) from field_provenance p
                where c.id = cast(:id as uuid) and p.entity_id = c.id and p.field = 'ownerId'""",
                Map.of("id", max));

        // then
        String clean = run(ALL).getString("id");
        assertThat(states(clean, "duplicate-contact", both)).containsExactly("closed");
        assertThat(states(clean, "wrong-owner", "contact " + max)).containsExactly("closed");
        assertThat(states(clean, "wrong-attribution", touch)).containsExactly("closed");
    }

    /** To somebody outside, whom that makes a contact. */
    private void mail(String to) {
        String id = mark + to.substring(0, to.indexOf('@'));
        String mail = "From: carla@acme.example\r\nTo: <" + to + ">\r\nSubject: Hello\r\nMessage-ID: <" + id
                + ">\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\n\r\nHello\r\n";
        intake.take(List.of(new Delivery(
                CONNECTOR,
                "INBOX;1;" + mark + id,
                "message/rfc822",
                mail.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.parse("2026-03-01T10:00:00Z"))));
        database.awaitAssociations();
    }

    private void lead(String address) {
        BackfillCalls.run(BackfillCalls.upload(
                "website",
                false,
                Export.CSV,
                "id,submittedAt,email,name,utm_source\n" + mark + ",2026-03-02T10:00:00Z," + address
                        + ",Max,newsletter\n"));
        database.awaitAssociations();
    }

    private String contact(String address) {
        return database.text(
                "select cast(contact_id as text) from identity where value = :address", Map.of("address", address));
    }

    private String activity(String to) {
        return database.text(
                "select cast(activity_id as text) from participant where address = :address", Map.of("address", to));
    }

    private String links(String activity) {
        return database.text(
                """
                select string_agg(entity || ' ' || entity_id || ' ' || rule, ',' order by entity, entity_id)
                from association where activity_id = cast(:id as uuid)""",
                Map.of("id", activity));
    }

    private static List<Object> states(String run, String kind, String subject) {
        return items("run=" + run + "&kind=" + kind).stream()
                .filter(item -> item.get("subject").equals(subject))
                .map(item -> item.get("state"))
                .toList();
    }
}
