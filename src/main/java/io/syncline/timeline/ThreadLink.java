package io.syncline.timeline;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;

/** That a mail is, or refers to, a Message-ID. */
@Entity
@IdClass(ThreadLinkId.class)
class ThreadLink {
    @Id
    private String messageId;

    @Id
    private UUID activityId;

    protected ThreadLink() {}

    ThreadLink(String messageId, UUID activityId) {
        this.messageId = messageId;
        this.activityId = activityId;
    }

    String messageId() {
        return messageId;
    }
}
