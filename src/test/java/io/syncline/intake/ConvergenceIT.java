package io.syncline.intake;

import static io.syncline.intake.Events.again;
import static io.syncline.intake.Events.call;
import static io.syncline.intake.Events.email;
import static io.syncline.intake.Events.lead;
import static io.syncline.intake.Events.leadWithPhone;
import static io.syncline.intake.Events.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.association.AssociationRefresh;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** Order does not matter: the same events, permuted and repeated, end in the same CRM. */
@QuarkusTest
class ConvergenceIT {
    private static final int ORDERS = 25;
    private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:06:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    AssociationRefresh refresh;

    @Inject
    Database database;

    @Test
    void sameEventsInAnyOrderAndRepetition_endInTheSameRows() {
        String expected = null;
        for (int i = 0; i < ORDERS; i++) {
            // given: the story of a company of its own, in an order of its own
            String company = "c" + i + "x" + Long.toHexString(System.nanoTime());
            List<SourceEvent> events = new ArrayList<>(story(company));
            Random random = new Random(i);
            if (i > 0) {
                List.copyOf(events)
                        .subList(0, random.nextInt(events.size()))
                        .forEach(event -> events.add(again(event, RECEIVED)));
                Collections.shuffle(events, random);
            }

            // when
            for (SourceEvent event : events) {
                producer.requestBody("direct:event-apply", event);
                if (random.nextBoolean()) {
                    refresh.refresh();
                }
            }
            // What the route itself has taken and not committed yet still counts.
            database.awaitAssociations();

            // then
            String rows = rows(company)
                    .replace(company, "company")
                    .replace(phone(company), "phone")
                    .replaceAll("lead:v1:test-calls:[0-9a-f]+", "lead");
            expected = expected == null ? rows : expected;
            assertThat(rows).as("order " + i).isEqualTo(expected);
        }
        assertThat(expected)
                .contains("Jane Doe, CTO at Globex", "account:contact-account", "completed")
                .contains("name = Globex by lead, ", "name = Jane Doe by lead, ", "accountId = Globex by domain, ");
    }

    private static List<SourceEvent> story(String company) {
        String domain = "@" + company + ".example";
        var alice = email("alice@acme.example");
        var jane = email("jane" + domain);
        var joe = email("joe" + domain);
        String phone = phone(company);
        return List.of(
                mail("1" + domain, DAY, jane, List.of(alice), Direction.INBOUND),
                mail("2" + domain, DAY.plusSeconds(60), alice, List.of(jane), Direction.OUTBOUND, "1" + domain),
                mail(
                        "3" + domain,
                        DAY.plusSeconds(120),
                        joe,
                        List.of(alice),
                        Direction.INBOUND,
                        "1" + domain,
                        "2" + domain),
                mail("4" + domain, DAY.plusSeconds(180), alice, List.of(joe, jane), Direction.OUTBOUND, "3" + domain),
                mail(
                        "5" + domain,
                        DAY.plusSeconds(240),
                        email(company + "@gmail.com"),
                        List.of(alice),
                        Direction.INBOUND,
                        "4" + domain),
                mail(
                        "6" + domain,
                        DAY.plusSeconds(300),
                        email("amy@emea." + company + ".example"),
                        List.of(alice),
                        Direction.INBOUND),
                call(company, 1, "ringing", 20, phone),
                call(company, 2, "answered", 30, phone),
                call(company, 3, "completed", 50, phone),
                lead("jane" + domain, "Jane Doe", "The Company", DAY.plusSeconds(30)),
                lead("jane" + domain, "J. Doe", "Company Inc.", DAY.plusSeconds(10)),
                leadWithPhone("jane" + domain, phone, DAY.plusSeconds(5)));
    }

    private static String phone(String company) {
        return "+1415" + String.format(Locale.ROOT, "%07d", Math.floorMod(company.hashCode(), 10_000_000));
    }

    /** All that the story left behind, without ids and times of arrival. */
    private String rows(String company) {
        return database.text(
                """
                select string_agg(line, chr(10) order by line) from (
                  select 'contact ' || i.value || ': ' || coalesce(c.name, '-') || ', ' || coalesce(c.title, '-')
                         || ' at ' || coalesce(a.name, '-') as line
                  from identity i join contact c on c.id = i.contact_id left join account a on a.id = c.account_id
                  where i.kind = 'email' and i.value like :like
                  union all
                  select 'activity ' || coalesce(v.subject, '') || ' ' || v.activity_key || ' ' || v.status || ' ' || v.occurred_at || ' '
                         || coalesce(v.actor ->> 'type', '-') || ' '
                         || coalesce((select string_agg(s.entity || ':' || s.rule || ':' || s.explanation, ', ' order by s.entity, s.rule, s.explanation)
                                      from association s where s.activity_id = v.id), '-')
                  from activity v where (v.activity_key like :like and v.kind in ('email', 'call'))
                  union all
                  select 'touch ' || t.occurred_at || ' ' || coalesce(t.source, '-')
                  from attribution_touch t join identity i on i.contact_id = t.contact_id and i.kind = 'email'
                  where i.value like :like
                  union all
                  select 'field ' || o.name || ' ' || f.field || ' = '
                         || coalesce((select name from account where cast(id as text) = f.value), f.value) || ' by '
                         || concat_ws(', ', f.source, f.authority, f.source_time, f.event_key, f.rule, f.policy_version)
                  from field_provenance f
                  join (select 'contact' as entity, contact_id as id, value as name from identity
                        where kind = 'email' and contact_id is not null
                        union all select 'account', account_id, domain from account_domain) o
                    on o.entity = f.entity and o.id = f.entity_id
                  where o.name like :like
                  union all
                  select 'claim ' || o.name || ' ' || c.field || ' = '
                         || coalesce((select name from account where cast(id as text) = c.value), c.value) || ' by '
                         || concat_ws(', ', c.source, c.first_at, c.first_key, c.last_at, c.last_key)
                  from field_claim c
                  join (select 'contact' as entity, contact_id as id, value as name from identity
                        where kind = 'email' and contact_id is not null
                        union all select 'account', account_id, domain from account_domain) o
                    on o.entity = c.entity and o.id = c.entity_id
                  where o.name like :like) t (line)""",
                Map.of("like", "%" + company + "%"));
    }
}
