package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceGaps;
import io.syncline.ledger.SightedPayloads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Notices what a folder may have held that reading on does not bring. */
@ApplicationScoped
class MailGaps {
    private final SourceGaps gaps;
    private final SightedPayloads sighted;

    @Inject
    MailGaps(SourceGaps gaps, SightedPayloads sighted) {
        this.gaps = gaps;
        this.sighted = sighted;
    }

    /** Looks before a folder is read on from {@code kept}. */
    void look(ImapConfig config, String name, RemoteFolder folder, FolderCheckpoint kept) {
        if (kept.lastUid() > 0) {
            gaps.passedOver(config, name, config.since());
            if (kept.uidValidity() != folder.uidValidity()) {
                renumbered(config, name, folder, kept);
            }
        }
    }

    /** A folder that was put back from a copy is one; it is read again as a whole, and what the copy had not is gone. */
    private void renumbered(ImapConfig config, String name, RemoteFolder folder, FolderCheckpoint kept) {
        Optional<LocalDate> last = gaps.lastRead(config.id());
        long read = sighted.count(config.id(), name + ";" + kept.uidValidity() + ";");
        long held =
                folder.search(0, List.of(), ArrivalDays.since(config.since())).size();
        if (last.isPresent() && held < read) {
            gaps.note(
                    config.id(),
                    name,
                    last.get(),
                    gaps.tomorrow(),
                    "the folder was numbered anew (UIDVALIDITY) and holds " + held + " mails of the " + read
                            + " that were read of it: mails that came since " + last.get()
                            + " and were not read yet may be gone too, and can be read once they are put back");
        }
    }
}
