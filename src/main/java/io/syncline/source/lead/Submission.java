package io.syncline.source.lead;

import static java.util.stream.Collectors.toSet;

import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Hashes;
import io.syncline.event.LeadDetails;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.Touch;
import io.syncline.source.payload.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a form said, before it is known who it is. What may be null was not said.
 *
 * @param id of the submission at its source, or null
 * @param submittedAt by the source, or null
 * @param texts the other fields by name
 * @param leftBlank fields that were asked and left empty: not what it means, but what is not known any more
 */
record Submission(String id, Instant submittedAt, Map<String, String> texts, Set<String> leftBlank) {
    private static final List<String> LINES = List.of("form", "email", "name", "phone", "company", "title");

    Submission {
        leftBlank = Set.copyOf(leftBlank);
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** Reads the fields that JSON and forms share; JSON has those of {@code utm} in an object. */
    static Submission read(Fields lead, Fields utm, String utmPrefix) {
        var texts = new TreeMap<String, String>();
        for (String name : LINES) {
            lead.line(name, 300).ifPresent(text -> texts.put(name, text));
        }
        for (String name : new String[] {"landingPage", "referrer"}) {
            lead.line(name, 2_000).ifPresent(text -> texts.put(name, text));
        }
        for (String name : new String[] {"source", "medium", "campaign", "term", "content"}) {
            utm.line(utmPrefix + name, 300).ifPresent(text -> texts.put("utm." + name, text));
        }
        lead.text("message", 10_000).ifPresent(text -> texts.put("message", text));
        return new Submission(
                lead.id("id").orElse(null),
                lead.time("submittedAt").orElse(null),
                texts,
                LINES.stream().filter(lead::isBlank).collect(toSet()));
    }

    String text(String name) {
        return texts.get(name);
    }

    /**
     * @param region ISO 3166 code for numbers without a country code
     * @throws PermanentSyncException if it has no address and no number by which a person could be reached
     */
    LeadDetails details(Instant at, String region) {
        Address email = Addresses.email(text("email")).orElse(null);
        Address phone = Addresses.phone(text("phone"), region).orElse(null);
        if (email == null && phone == null) {
            throw new PermanentSyncException(
                    "email and phone are " + (said("email") || said("phone") ? "unreadable" : "missing")
                            + "; expected an e-mail address or a phone number at least");
        }
        return new LeadDetails(
                text("form"),
                at,
                email,
                text("name"),
                phone,
                text("company"),
                text("title"),
                text("message"),
                touch(at),
                leftBlank);
    }

    /** A submission is a touch even where nothing is known of it: somebody came directly. */
    private Touch touch(Instant at) {
        return new Touch(
                at,
                text("utm.source"),
                text("utm.medium"),
                text("utm.campaign"),
                text("utm.term"),
                text("utm.content"),
                text("landingPage"),
                text("referrer"));
    }

    /** Of all that it means, its id included only where it has one. */
    String contentHash() {
        var fields = new ArrayList<String>(Arrays.asList(id, Objects.toString(submittedAt, null)));
        texts.forEach((name, text) -> {
            fields.add(name);
            fields.add(text);
        });
        return Hashes.sha256(fields);
    }

    private boolean said(String name) {
        return texts.containsKey(name);
    }
}
