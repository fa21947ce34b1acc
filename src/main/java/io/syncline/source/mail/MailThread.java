package io.syncline.source.mail;

import io.syncline.event.Address;
import io.syncline.event.Participant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The ids that put a mail in its thread. */
final class MailThread {
    private static final int LONGEST = 50;

    private MailThread() {}

    /** The mail's own id first, then what it answers, then its References: the first of them and the latest. */
    static List<String> of(Mail mail, String ownId) {
        // Old mailers write the sender's address where the id belongs: it would make one thread of all their mail.
        Set<String> people = mail.participants().stream()
                .map(Participant::address)
                .filter(Objects::nonNull)
                .map(Address::value)
                .collect(Collectors.toSet());
        var thread = new LinkedHashSet<>(List.of(ownId));
        thread.addAll(referred(mail, "In-Reply-To"));
        var references = referred(mail, "References");
        int over = thread.size() + references.size() - LONGEST;
        if (over > 0 && !references.isEmpty()) {
            thread.add(references.get(0));
            references = references.subList(Math.min(over + 1, references.size()), references.size());
        }
        thread.addAll(references);
        thread.removeIf(id -> !id.equals(ownId) && people.contains(id));
        return new ArrayList<>(thread).subList(0, Math.min(thread.size(), LONGEST));
    }

    private static List<String> referred(Mail mail, String header) {
        return mail.headers().all(header).stream()
                .flatMap(value -> MessageIds.referred(value).stream())
                .distinct()
                .toList();
    }
}
