package io.syncline.source.mail;

import io.syncline.event.Delivery;
import java.util.List;
import java.util.Optional;

/**
 * Some mails of one folder, to be kept together.
 *
 * @param poll that read them
 * @param deliveries none when only the checkpoint moves
 * @param checkpoint where the folder stands once they are kept; empty when nothing was read
 */
public record MailBatch(
        MailPoll poll, String folder, List<Delivery> deliveries, Optional<FolderCheckpoint> checkpoint) {
    public MailBatch {
        deliveries = List.copyOf(deliveries);
    }

    static MailBatch nothing(MailPoll poll) {
        return new MailBatch(poll, "", List.of(), Optional.empty());
    }
}
