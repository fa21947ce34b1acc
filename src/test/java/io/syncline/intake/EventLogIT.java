package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.syncline.event.Delivery;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** A line that is written on the path of an event says of which. */
@QuarkusTest
class EventLogIT {
    @Inject
    ProducerTemplate producer;

    @Inject
    Clock clock;

    @Test
    void lineOfAnEvent_hasConnectorAndKey_andOneAfterItHasNot() {
        String body = "not a call " + UUID.randomUUID();
        List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
        var handler = new Lines(lines);
        Logger logger = Logger.getLogger(EventParking.class.getName());
        logger.addHandler(handler);
        try {
            producer.requestBody("direct:intake", delivery(body));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines)
                .filteredOn(line -> "calls".equals(line.getMdc("connector")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getMdc("eventKey")).startsWith("unreadable:v1:calls:"));
        assertThat(MDC.get("connector")).isNull();
        assertThat(MDC.get("eventKey")).isNull();
    }

    private static final class Lines extends Handler {
        private final List<ExtLogRecord> lines;

        Lines(List<ExtLogRecord> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            if (line instanceof ExtLogRecord extended) {
                extended.copyMdc();
                lines.add(extended);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private Delivery delivery(String body) {
        return new Delivery(
                "calls",
                UUID.randomUUID().toString(),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                clock.instant());
    }
}
