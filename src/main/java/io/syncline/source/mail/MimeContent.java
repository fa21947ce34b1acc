package io.syncline.source.mail;

import jakarta.mail.internet.MimePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mail holds: its text, as a person reads it, and its attachments.
 *
 * @param text line ends and white space normalized
 */
record MimeContent(String text, List<Attachment> attachments) {
    MimeContent {
        attachments = List.copyOf(attachments);
    }

    /**
     * Reads whatever can be read; a part that cannot is what its bytes are.
     *
     * @param cut whether the bytes end before the mail does: the size of what stands last is not known then
     */
    static MimeContent of(MimePart mail, boolean cut) {
        var walk = new MimeWalk();
        String text = Texts.paragraphs(walk.text(mail));
        var attachments = new ArrayList<>(walk.attachments());
        if (cut && !attachments.isEmpty()) {
            var last = attachments.remove(attachments.size() - 1);
            attachments.add(new Attachment(last.name(), last.type(), Optional.empty()));
        }
        return new MimeContent(text, attachments);
    }
}
