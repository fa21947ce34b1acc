package io.syncline.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.syncline.audit.AuditVerification.Anchor;
import io.syncline.audit.AuditVerification.Problem;
import io.syncline.database.Owner;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sealed audit, and somebody with all rights who changes it. */
@QuarkusTest
class AuditSealIT {
    @Inject
    Audit audit;

    @Inject
    AuditSealer sealer;

    @Inject
    AuditVerifier verifier;

    @Inject
    StatelessSession session;

    @Inject
    DataSource application;

    @Inject
    Database database;

    @Inject
    Owner owner;

    private long from;
    private List<Long> ids;

    /** A block of this test's own, behind what other tests did to theirs. */
    @BeforeEach
    void sealThreeRows() {
        sealAll();
        from = newest() + 1;
        ids = List.of(write("a"), write("b"), write("c"));
        sealAll();
        assertThat(verifier.verify(from, null, null).problems()).isEmpty();
    }

    private long write(String value) {
        return QuarkusTransaction.requiringNew().call(() -> {
            audit.record(entry(value));
            return session.createNativeQuery("select currval('audit_id_seq')", Long.class)
                    .getSingleResult();
        });
    }

    private static AuditEntry entry(String value) {
        return AuditEntry.person("contact", UUID.randomUUID(), "updated", null, Map.of("name", value), "test");
    }

    private void sealAll() {
        Awaitility.await().until(() -> sealer.seal() == 0 && database.count(unsealed(), Map.of()) == 0);
    }

    private static String unsealed() {
        return "audit where id > coalesce((select max(through) from audit_block), 0)";
    }

    private long newest() {
        return Long.parseLong(
                database.text("select cast(coalesce(max(number), 0) as text) from audit_block", Map.of()));
    }

    private void tamper(String... statements) throws Exception {
        owner.tamper(statements);
    }

    private List<String> problems() {
        return verifier.verify(from, null, null).problems().stream()
                .map(problem -> problem.kind() + " " + (problem.id() == null ? "" : problem.id()))
                .map(String::strip)
                .toList();
    }

    @Test
    void rowThatWasChanged_isNamed() throws Exception {
        tamper("update audit set actor = 'somebody else' where id = " + ids.get(1));
        assertThat(problems()).containsExactly("row-changed " + ids.get(1));
    }

    @Test
    void rowThatWasDeleted_isNamed() throws Exception {
        tamper("delete from audit_value where audit_id = " + ids.get(0), "delete from audit where id = " + ids.get(0));
        assertThat(problems()).containsExactly("row-missing " + ids.get(0));
    }

    @Test
    void rowThatWasAddedUnderAnOldId_isNamed() throws Exception {
        long void1 = QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery("select nextval('audit_id_seq')", Long.class)
                        .getSingleResult());
        write("behind the gap");
        sealAll();
        assertThat(problems()).isEmpty();

        tamper("insert into audit (id, at, entity, entity_id, action, rule, actor) overriding system value values ("
                + void1 + ", now(), 'contact', 'x', 'created', 'person', 'user:nobody')");
        assertThat(problems()).containsExactly("row-added " + void1);
    }

    @Test
    void rowsThatWereSwapped_areNamed() throws Exception {
        tamper("update audit a set entity_id = b.entity_id, digest = b.digest from audit b where a.id in (" + ids.get(0)
                + ", " + ids.get(1) + ") and b.id in (" + ids.get(0) + ", " + ids.get(1) + ") and a.id <> b.id");
        assertThat(problems()).contains("row-changed " + ids.get(0), "row-changed " + ids.get(1));
    }

    @Test
    void valuesThatWereChanged_orTakenOutBeside_areNamed() throws Exception {
        tamper(
                "update audit_value set after = '{\"name\": \"z\"}' where audit_id = " + ids.get(0),
                "delete from audit_value where audit_id = " + ids.get(1));
        assertThat(problems()).containsExactly("value-changed " + ids.get(0), "value-missing " + ids.get(1));
    }

    @Test
    void valuesThatWereTakenOutUnderAForeignRedaction_areNamed() throws Exception {
        redact(List.of(ids.get(0)));
        tamper(
                "insert into audit_redaction select " + ids.get(1)
                        + ", redacted_by from audit_redaction where audit_id = " + ids.get(0),
                "delete from audit_value where audit_id = " + ids.get(1));
        assertThat(problems()).containsExactly("value-missing " + ids.get(1));
    }

    @Test
    void lastBlockThatWasDeleted_isMissed_alsoAfterTheNextOne() throws Exception {
        write("another block");
        sealAll();
        // The next look of the sealer notes the block before.
        sealer.seal();
        write("and another");
        sealAll();
        long last = newest();
        tamper(
                "delete from audit_block where number = " + (last - 1),
                "delete from audit_block where number = " + last);
        assertThat(verifier.verify(from, null, null).problems())
                .extracting(Problem::kind, Problem::block)
                .contains(tuple("block-missing", last - 1));

        write("sealed anew");
        sealAll();
        assertThat(verifier.verify(from, null, null).problems())
                .extracting(Problem::kind, Problem::block)
                .contains(tuple("block-missing", last - 1));
    }

    @Test
    void blockThatWasChanged_removedOrReordered_isNamed() throws Exception {
        write("second block");
        sealAll();
        write("third block");
        sealAll();
        long third = newest();
        assertThat(problems()).isEmpty();

        tamper("update audit_block set sealed_at = sealed_at + interval '1 day' where number = " + from);
        assertThat(problems()).containsExactly("block-changed");
        tamper("update audit_block set sealed_at = sealed_at - interval '1 day' where number = " + from);
        assertThat(problems()).isEmpty();

        // With its own hash made right, the one that follows tells.
        tamper(
                "update audit_block set sealed_at = sealed_at + interval '1 day' where number = " + from,
                "update audit_block b set hash = audit_block_hash(b) where number = " + from);
        assertThat(verifier.verify(from, null, null).problems())
                .extracting(Problem::kind, Problem::block)
                .containsExactly(tuple("block-changed", from + 1));

        tamper(
                "update audit_block set number = -1 where number = " + (third - 1),
                "update audit_block set number = " + (third - 1) + " where number = " + third,
                "update audit_block set number = " + third + " where number = -1");
        assertThat(problems()).contains("block-changed");
        tamper("delete from audit_block where number = " + (third - 1));
        assertThat(problems()).contains("block-missing");
    }

    @Test
    void wholeChainWrittenAnew_isToldByTheAnchorThatWasKeptElsewhere() throws Exception {
        AuditBlock kept = verifier.verify(from, null, null).newest();
        Anchor anchor = new Anchor(kept.number(), kept.hash());
        assertThat(verifier.verify(from, null, anchor).intact()).isTrue();

        tamper(
                "update audit set actor = 'somebody else' where id = " + ids.get(1),
                "delete from audit_block where number >= " + from,
                "select setval('audit_block_number_seq', " + (from - 1) + ")");
        sealAll();
        assertThat(verifier.verify(from, null, null).problems()).isEmpty();
        assertThat(verifier.verify(from, null, anchor).problems())
                .extracting(Problem::kind)
                .containsExactly("anchor-differs");
    }

    @Test
    void redaction_isNoTampering_andIsItselfOnRecord() {
        assertThat(redact(List.of(ids.get(0), ids.get(2)))).isEqualTo(2);
        assertThat(redact(List.of(ids.get(0)))).isZero();
        sealAll();

        AuditVerification found = verifier.verify(from, null, null);
        assertThat(found.problems()).isEmpty();
        assertThat(found.redacted()).isEqualTo(2);
        String id = database.text("select entity_id from audit where id = " + ids.get(0), Map.of());
        as("viewer")
                .get("/api/v1/audit?entity=contact&id=" + id)
                .then()
                .body("items.redacted", contains(true))
                .body("items[0].before", nullValue())
                .body("items[0].after", nullValue())
                .body("items[0].action", equalTo("updated"));
        as("viewer")
                .get("/api/v1/audit?entity=audit")
                .then()
                .body("items[0].action", equalTo("redacted"))
                .body("items[0].rule", equalTo("test of redaction"))
                .body("items[0].actor", equalTo("user:admin"))
                .body("items[0].after.rows", equalTo(2));
        long redaction = Long.parseLong(database.text(
                "select cast(redacted_by as text) from audit_redaction where audit_id = " + ids.get(0), Map.of()));
        assertThat(redact(List.of(redaction)))
                .as("what was redacted stays on record")
                .isZero();
    }

    private int redact(List<Long> rows) {
        return QuarkusTransaction.requiringNew().call(() -> session.createNativeQuery(
                        "select audit_redact(:ids, 'user:admin', 'test of redaction', now())", Integer.class)
                .setParameter("ids", rows.toArray(Long[]::new))
                .getSingleResult());
    }

    /** Two writers; the one that drew the lower id commits last, or never. Nobody waits for anybody. */
    @Test
    void sealing_isBehindWhoeverStillWrites_andTheGapOfARollbackStaysEmpty() throws Exception {
        try (Connection slow = application.getConnection();
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("insert into audit (at, entity, entity_id, action, rule, actor)"
                    + " values (now(), 'contact', 'x', 'created', 'person', 'user:slow')");
            long lower = Long.parseLong(database.text("select cast(last_value as text) from audit_id_seq", Map.of()));
            long higher = write("committed first");
            for (int i = 0; i < 3; i++) {
                sealer.seal();
            }
            assertThat(database.count(unsealed() + " and id >= " + lower, Map.of()))
                    .isPositive();
            assertThat(verifier.verify(from, null, null).unsealed()).isPositive();

            slow.rollback();
            sealAll();
            assertThat(problems()).isEmpty();
            assertThat(database.count(
                            "audit_block where through >= " + higher + " and not members @> cast(" + lower
                                    + " as bigint)" + " and members @> cast(" + higher + " as bigint)",
                            Map.of()))
                    .isEqualTo(1);
        }
    }

    @Test
    void verify_isForViewers_inPartsToo_andRefusesWhatIsNoBlock() {
        as("viewer")
                .get("/api/v1/audit/verify?from=" + from + "&to=" + from)
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("blocks", equalTo(1))
                .body("next", nullValue())
                .body("newest.number", equalTo((int) newest()));
        as("viewer").get("/api/v1/audit/verify?from=0").then().statusCode(400);
        as("viewer").get("/api/v1/audit/verify?anchor=12").then().statusCode(400);
        given().get("/api/v1/audit/verify").then().statusCode(401);
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }
}
