package io.syncline.source.calendar;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.SourceGaps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Notices what a calendar may have held that listing on does not bring. */
@ApplicationScoped
class CalendarGaps {
    private final SourceGaps gaps;

    @Inject
    CalendarGaps(SourceGaps gaps) {
        this.gaps = gaps;
    }

    /** Looks before a calendar is listed on from {@code kept}. */
    void look(CalendarConfig config, String calendar, CalendarCheckpoint kept) {
        if (!kept.full()) {
            gaps.passedOver(config, calendar, config.since());
        }
    }

    /**
     * A void token (410) takes along what changed since: the listing in full that follows shows how all is now, and of
     * meetings before its first day nothing.
     */
    void voided(CalendarConfig config, String calendar) {
        config.since()
                .ifPresent(since -> gaps.note(
                        config.id(),
                        calendar,
                        null,
                        since,
                        "the calendar API took the sync token for void (410): what changed"
                                + gaps.lastRead(config.id())
                                        .map(day -> " since " + day)
                                        .orElse("")
                                + " of meetings before " + since + " was not told, and the calendar was listed in full"
                                + " from there only"));
    }
}
