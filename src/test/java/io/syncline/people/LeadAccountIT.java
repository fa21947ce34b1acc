package io.syncline.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account that a lead finds or makes. */
@QuarkusTest
class LeadAccountIT {
    private static final Instant DAY = Instant.parse("2026-04-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = "l" + UUID.randomUUID().toString().replace("-", "");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leadsOfACompanyAndItsSubdomain_areOfOneAccount_whicheverComesFirst(boolean subdomainFirst) {
        String ann = "ann@eu." + mark + ".co.uk";
        String bea = "bea@" + mark + ".co.uk";

        lead(subdomainFirst ? ann : bea);
        lead(subdomainFirst ? bea : ann);

        assertThat(account(ann)).isNotNull().isEqualTo(account(bea));
        assertThat(domains(account(bea))).isEqualTo(mark + ".co.uk");
    }

    @Test
    void subdomainOfASubsidiary_isTheSubsidiarys() {
        UUID subsidiary = UUID.randomUUID();
        database.run(
                """
                with made as (insert into account (id, name, created_at, updated_at) values (:id, 'S', now(), now()) returning id)
                insert into account_domain (domain, account_id) select :domain, id from made""",
                Map.of("id", subsidiary, "domain", "eu." + mark + ".example"));

        List.of("ann@eu.", "bea@shop.").forEach(name -> lead(name + mark + ".example"));

        assertThat(account("ann@eu." + mark + ".example")).isEqualTo(subsidiary.toString());
        assertThat(domains(account("bea@shop." + mark + ".example"))).isEqualTo(mark + ".example");
    }

    private void lead(String address) {
        producer.requestBody("direct:event-apply", Events.lead(address, "Somebody", "Company " + mark, DAY));
    }

    private String account(String address) {
        return database.text(
                """
                select cast(c.account_id as text) from contact c join identity i on i.contact_id = c.id
                where i.value = :value""",
                Map.of("value", address));
    }

    private String domains(String account) {
        return database.text(
                "select string_agg(domain, ' ' order by domain) from account_domain where account_id = cast(:id as uuid)",
                Map.of("id", account));
    }
}
