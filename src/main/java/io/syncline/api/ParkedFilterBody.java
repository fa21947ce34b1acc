package io.syncline.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.crm.FieldError;
import io.syncline.crm.Fields;
import io.syncline.crm.ValidationException;
import io.syncline.event.Status;
import io.syncline.ledger.ParkedFilter;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the filter of a command on many events. */
final class ParkedFilterBody {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ParkedFilterBody() {}

    /**
     * @throws ValidationException if it is missing, names nothing, or a field of it is wrong
     */
    static ParkedFilter read(Fields body) {
        JsonNode node = body.required(
                "filter",
                null,
                "an object with at least one of connector, status, cause, from, to",
                value -> Optional.of(value).filter(filter -> filter.isObject() && !filter.isEmpty()));
        body.check();
        try {
            return filter(Fields.of(node, ParkedFilter.class));
        } catch (ValidationException e) {
            throw new ValidationException(e.errors().stream()
                    .map(error -> new FieldError("filter." + error.field(), error.value(), error.expected()))
                    .toList());
        }
    }

    private static ParkedFilter filter(Fields fields) {
        String connector = fields.text("connector", null);
        Status status = fields.read("status", null, "dead or retrying", ParkedFilterBody::parked);
        String cause = fields.text("cause", null);
        Instant from = time(fields, "from");
        Instant to = time(fields, "to");
        fields.check();
        var filter = new ParkedFilter(connector, status, cause, from, to);
        if (filter.isEmpty()) {
            throw new ValidationException(
                    "connector", null, "at least one of connector, status, cause, from, to that is not null");
        }
        return filter;
    }

    private static Optional<Status> parked(JsonNode node) {
        return Stream.of(Status.DEAD, Status.RETRYING)
                .filter(status -> node.isTextual() && status.word().equals(node.textValue()))
                .findFirst();
    }

    /** PostgreSQL's time ends before Java's does. */
    private static Instant time(Fields fields, String field) {
        Instant time = fields.instant(field, null);
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            fields.refuse(field, "a time between " + EARLIEST + " and " + LATEST);
        }
        return time;
    }
}
