package io.syncline.assignment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.syncline.event.Ids;
import io.syncline.event.SourceEvent;
import io.syncline.intake.Database;
import io.syncline.intake.Events;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owners of new records, by the rules of the tests' configuration: dach for DE, AT and CH, two for SE and NO. */
@QuarkusTest
class OwnerAssignmentIT {
    private static final Instant DAY = Instant.parse("2026-04-01T09:00:00Z");

    @Inject
    ProducerTemplate producer;

    @Inject
    Database database;

    private final String mark = "o" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void users() {
        for (String user : List.of("dach", "nord-1", "nord-2")) {
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
    void leadOfATerritory_isOwnedThere_withTheReason() {
        lead("max@" + mark + ".de");

        assertThat(owner("max@" + mark + ".de")).isEqualTo(user("dach"));
        JsonPath field = fields("contacts", contact("max@" + mark + ".de"));
        assertThat(field.getString("source")).isEqualTo("assignment");
        // The account of its domain was given to the territory first.
        assertThat(field.getString("eventKey")).startsWith("owner:v1:account-owner:");
        assertThat(fields("accounts", account("max@" + mark + ".de")).getString("eventKey"))
                .isEqualTo("owner:v1:territory:dach");
    }

    @Test
    void leadsOfOneCompany_haveOneOwner_andCompaniesAreShared() {
        Set<String> owners = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            lead("ann@" + mark + i + ".se");
            lead("bea@" + mark + i + ".se");
            assertThat(owner("ann@" + mark + i + ".se")).isEqualTo(owner("bea@" + mark + i + ".se"));
            owners.add(owner("ann@" + mark + i + ".se"));
        }
        assertThat(owners).containsExactlyInAnyOrder(user("nord-1"), user("nord-2"));
    }

    @Test
    void ownerOfTheAccount_isThatOfItsContactsAndDeals_alsoWhenItChanges() {
        lead("eva@" + mark + ".example");
        String contact = contact("eva@" + mark + ".example");
        String account = account("eva@" + mark + ".example");

        patch("accounts/" + account, "{\"ownerId\": \"" + user("dach") + "\"}");

        assertThat(owner("eva@" + mark + ".example")).isEqualTo(user("dach"));
        String deal = operator()
                .body("{\"name\": \"D\", \"accountId\": \"" + account + "\", \"contacts\": [{\"contactId\": \""
                        + contact + "\", \"role\": \"buyer\"}]}")
                .post("/api/v1/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("ownerId");
        assertThat(deal).isEqualTo(user("dach"));
    }

    @Test
    void ownerThatAPersonChose_stays() {
        lead("ida@" + mark + ".example");
        String contact = contact("ida@" + mark + ".example");
        patch("contacts/" + contact, "{\"ownerId\": \"" + user("nord-2") + "\"}");

        patch("accounts/" + account("ida@" + mark + ".example"), "{\"ownerId\": \"" + user("dach") + "\"}");
        lead("ida@" + mark + ".example");

        assertThat(owner("ida@" + mark + ".example")).isEqualTo(user("nord-2"));
    }

    @Test
    void lead_hasTheOwnerOfItsContact_withTheReason_andFollows_untilAPersonSaysOtherwise() {
        String address = "max@" + mark + ".de";
        lead(address);
        lead(address, "Another " + mark);
        List<String> leads = leads(address);

        assertThat(leads).hasSize(2).allSatisfy(lead -> {
            assertThat(leadOwner(lead)).isEqualTo(user("dach"));
            assertThat(fields("leads", lead).getString("explanation"))
                    .isEqualTo("given by the rule contact-owner:" + contact(address));
        });

        patch("leads/" + leads.get(0), "{\"ownerId\": \"" + user("nord-1") + "\"}");
        patch("contacts/" + contact(address), "{\"ownerId\": \"" + user("nord-2") + "\"}");

        assertThat(leadOwner(leads.get(0))).isEqualTo(user("nord-1"));
        assertThat(leadOwner(leads.get(1))).isEqualTo(user("nord-2"));
        operator()
                .delete("/api/v1/leads/" + leads.get(0) + "/fields/ownerId/lock")
                .then()
                .statusCode(200);
        assertThat(leadOwner(leads.get(0))).isEqualTo(user("nord-2"));
        assertThat(operator()
                        .get("/api/v1/leads/" + leads.get(0) + "/fields")
                        .jsonPath()
                        .getString("items.find { it.field == 'company' }.explanation"))
                .isEqualTo("as it was submitted");
    }

    @Test
    void leadOfASharedMailbox_isItsAccounts() {
        String address = "info@" + mark + ".de";
        lead(address);

        String lead = leads(address).get(0);
        assertThat(leadOwner(lead)).isEqualTo(user("dach"));
        String account = operator().get("/api/v1/leads/" + lead).path("accountId");
        patch("accounts/" + account, "{\"ownerId\": \"" + user("nord-1") + "\"}");
        assertThat(leadOwner(lead)).isEqualTo(user("nord-1"));
    }

    @Test
    void contactThatJoinsAnAccount_getsItsOwnerOnce() {
        lead("max@" + mark + ".de");
        String address = mark + "@gmail.com";

        lead(address);

        assertThat(operator().get("/api/v1/contacts?q=" + address).<String>path("items[0].accountId"))
                .isEqualTo(account("max@" + mark + ".de"));
        assertThat(database.count(
                        "audit a join audit_value v on v.audit_id = a.id where a.entity = 'contact' and a.entity_id = :id"
                                + " and cast(v.after as text) like '%ownerId%'",
                        Map.of("id", contact(address))))
                .isEqualTo(1);
    }

    private List<String> leads(String address) {
        return operator().get("/api/v1/leads?q=" + address).path("items.id");
    }

    private String leadOwner(String lead) {
        return operator().get("/api/v1/leads/" + lead).path("ownerId");
    }

    private void lead(String address) {
        lead(address, "Company " + mark);
    }

    private void lead(String address, String company) {
        SourceEvent lead = Events.lead(address, "Somebody", company, DAY);
        producer.requestBody("direct:event-apply", lead);
    }

    private String user(String name) {
        return database.text(
                "select cast(user_id as text) from identity where value = :value",
                Map.of("value", name + "@acme.example"));
    }

    private String contact(String address) {
        return operator().get("/api/v1/contacts?q=" + address).path("items[0].id");
    }

    private String account(String address) {
        return operator().get("/api/v1/contacts?q=" + address).path("items[0].accountId");
    }

    private String owner(String address) {
        return operator().get("/api/v1/contacts?q=" + address).path("items[0].ownerId");
    }

    private JsonPath fields(String of, String id) {
        return operator()
                .get("/api/v1/" + of + "/" + id + "/fields")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.field == 'ownerId' }");
    }

    private static void patch(String path, String body) {
        operator().body(body).patch("/api/v1/" + path).then().statusCode(200);
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator").contentType(ContentType.JSON);
    }
}
