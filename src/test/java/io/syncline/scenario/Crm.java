package io.syncline.scenario;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Enters what people of a story enter, over the API, and knows the ids of what it named. */
final class Crm {
    private final Story story;
    private final Map<String, UUID> byName = new HashMap<>();

    Crm(Story story) {
        this.story = story;
    }

    /** Whose id is known by name: accounts and deals that people entered. */
    UUID named(String name) {
        return byName.get(name);
    }

    void enter(JsonNode node) {
        if (node.has("account")) {
            Map<String, Object> account = new LinkedHashMap<>();
            account.put("name", story.named(node.path("account").asText()));
            account.put("domains", Story.texts(node.path("domains")));
            byName.put("account " + node.path("account").asText(), post("accounts", account));
        } else if (node.has("contact")) {
            contact(node);
        } else if (node.has("deal")) {
            deal(node);
        } else {
            throw new IllegalArgumentException(
                    story.theme() + ": is " + node + ", expected an account, a contact or a deal");
        }
    }

    private void contact(JsonNode node) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("name", node.path("contact").asText());
        contact.put("emails", Story.texts(node.path("emails")));
        contact.put("phones", Story.texts(node.path("phones")));
        if (node.has("of")) {
            contact.put("accountId", byName.get("account " + node.path("of").asText()));
        }
        byName.put("contact " + node.path("contact").asText(), post("contacts", contact));
    }

    private void deal(JsonNode node) {
        Map<String, Object> deal = new LinkedHashMap<>();
        deal.put("name", story.named(node.path("deal").asText()));
        if (node.has("of")) {
            deal.put("accountId", byName.get("account " + node.path("of").asText()));
        }
        deal.put(
                "contacts",
                Story.texts(node.path("roles")).stream()
                        .map(name -> Map.of("contactId", byName.get("contact " + name), "role", "buyer"))
                        .toList());
        for (String field : List.of("stage", "openedAt", "closedAt")) {
            if (node.has(field)) {
                deal.put(field, node.path(field).asText());
            }
        }
        byName.put("deal " + node.path("deal").asText(), post("deals", deal));
    }

    private static UUID post(String path, Map<String, Object> body) {
        return UUID.fromString(given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
