package io.syncline.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Delivery;
import io.syncline.event.LeadDetails;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import io.syncline.event.Touch;
import io.syncline.event.Translator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for any delivery, whoever made it: it is understood as an event that the database can keep, or refused for good
 * with a reason that quotes nothing of it; and either is soon decided.
 */
public final class Hostile {
    /** Stands in every value of a hostile item: where it comes up, the payload is quoted. */
    public static final String MARKER = "zebra7f3a";

    /** Of the processor, for a payload of a mebibyte. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Of an entry in a B-tree of PostgreSQL, less what stands beside it there. */
    private static final int LARGEST_INDEXED = 2_600;

    private static final int LONGEST_TEXT = 64 * 1024;
    private static final Instant FIRST = Instant.parse("-4000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+200000-01-01T00:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Hostile() {}

    /**
     * @return the event, or empty when the delivery was refused
     */
    public static Optional<SourceEvent> translate(Translator translator, Delivery delivery) {
        long began = THREADS.getCurrentThreadCpuTime();
        try {
            SourceEvent event = translator.translate(delivery);
            isStorable(event);
            return Optional.of(event);
        } catch (PermanentSyncException refused) {
            assertThat(refused).hasMessageContaining("expected");
            assertThat(refused.getMessage()).doesNotContain(MARKER).doesNotContain("\0");
            assertThat(refused.getMessage().length()).isLessThan(1_000);
            return Optional.empty();
        } finally {
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began))
                    .isLessThan(SOON);
        }
    }

    private static void isStorable(SourceEvent event) {
        indexed(event.key().value(), event.externalId(), event.delivery().location());
        event.thread().forEach(Hostile::indexed);
        texts(event.activityKey(), event.contentHash(), event.delivery().contentType());
        event.delivery().context().forEach(Hostile::texts);
        event.exclusion().ifPresent(exclusion -> texts(exclusion.reason()));
        instant(event.rank().at());
        facts(event.facts());
        event.lead().ifPresent(Hostile::lead);
    }

    private static void facts(ActivityFacts facts) {
        instant(facts.occurredAt());
        instant(facts.endedAt());
        texts(facts.subject(), facts.status(), facts.body());
        assertThat(facts.participants()).hasSizeLessThanOrEqualTo(2_500);
        for (Participant person : facts.participants()) {
            texts(person.role(), person.response());
            indexed(
                    person.name(),
                    person.address() == null ? null : person.address().value());
        }
        try {
            String attributes = JSON.writeValueAsString(facts.attributes());
            assertThat(attributes).hasSizeLessThan(1024 * 1024);
            texts(JSON.readTree(attributes));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the attributes are no JSON", e);
        }
    }

    private static void texts(JsonNode attributes) {
        if (attributes.isTextual()) {
            texts(attributes.textValue());
        }
        attributes.forEach(Hostile::texts);
    }

    private static void lead(LeadDetails lead) {
        instant(lead.submittedAt());
        indexed(lead.form(), lead.name(), lead.company(), lead.title());
        Stream.of(lead.email(), lead.phone()).filter(Objects::nonNull).forEach(address -> indexed(address.value()));
        Touch touch = lead.touch();
        texts(lead.message(), touch.source(), touch.medium(), touch.campaign(), touch.term(), touch.content());
        texts(touch.landingPage(), touch.referrer());
    }

    private static void indexed(String... texts) {
        texts(texts);
        for (String text : texts) {
            assertThat(text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(LARGEST_INDEXED);
        }
    }

    private static void texts(String... texts) {
        for (String text : texts) {
            if (text != null) {
                assertThat(text.length()).isLessThanOrEqualTo(LONGEST_TEXT);
                assertThat(text.indexOf('\0')).isNegative();
                encodable(text);
            }
        }
    }

    private static void encodable(String text) {
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .as("no half of a surrogate pair")
                .isTrue();
    }

    private static void instant(Instant time) {
        if (time != null) {
            assertThat(time).isBetween(FIRST, LAST);
        }
    }
}
