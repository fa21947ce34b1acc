package io.syncline.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.database.Owner;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit is only ever added to: the database refuses the application itself, on its own connection. */
@QuarkusTest
class AuditRightsIT {
    @Inject
    DataSource application;

    @Inject
    Database database;

    @Inject
    Owner owner;

    @Inject
    AuditGuard guard;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody'",
                "delete from audit",
                "truncate audit",
                "truncate audit cascade",
                "update audit_value set after = null",
                "delete from audit_value",
                "update audit_block set rows = 0",
                "delete from audit_block",
                "insert into audit_block select * from audit_block",
                "insert into audit_redaction values (1, 1)",
                "delete from audit_redaction",
                "select setval('audit_block_number_seq', 1)",
                "select setval('audit_id_seq', 1)",
                "drop table audit",
                "alter table audit disable trigger all",
                "drop trigger audit_append_only on audit",
                "create or replace function audit_is_append_only() returns trigger language plpgsql as 'begin end'",
                "set session_replication_role = replica",
                "alter table audit owner to current_user",
                "set role syncline",
                "delete from flyway_schema_history",
                "create table beside (id integer)"
            })
    void application_mayNotChangeTheAudit_norTheRulesThatGuardIt(String sql) throws Exception {
        try (var connection = application.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void application_isNoSuperuser_andOwnsNothing() {
        assertThat(database.count("pg_roles where rolname = current_user and rolsuper", Map.of()))
                .isZero();
        assertThat(database.count("pg_class where relowner = cast(current_user as regrole)", Map.of()))
                .isZero();
        assertThat(guard.separate()).isTrue();
    }

    @Test
    void ownersOwnTriggers_refuseToo_whereOneUserIsBoth() throws Exception {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            for (String sql : List.of(
                    "update audit set actor = 'x'",
                    "delete from audit where id = 0",
                    "truncate audit cascade",
                    "update audit_value set after = null",
                    "update audit_block set rows = 0",
                    "delete from audit_block",
                    "delete from audit_redaction")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
            }
        }
    }
}
