package io.syncline.event;

import java.time.Instant;

/** A marketing touch: where a person came from, when. Each part may be null, as the form gave it. */
public record Touch(
        Instant at,
        String source,
        String medium,
        String campaign,
        String term,
        String content,
        String landingPage,
        String referrer) {}
