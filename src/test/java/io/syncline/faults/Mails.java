package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Random;

/** Mails that come and go; some are filed in both folders. */
final class Mails {
    static final String CONNECTOR = "mail";

    private static final Date ARRIVED = Date.from(Instant.parse("2026-03-02T08:00:00Z"));

    private final Random random;
    private final People people;
    private final Mailbox mailbox;
    private final Items items;

    Mails(Random random, Mailbox mailbox, Items items) {
        this.random = random;
        this.people = new People(random);
        this.mailbox = mailbox;
        this.items = items;
    }

    void tell(int number) {
        String id = "m" + number + "@c.example";
        boolean sent = random.nextBoolean();
        String person = people.any().email();
        String mail = text(number, sent ? Mailbox.USER : person, sent ? person : Mailbox.USER, id);
        // Filed by a rule of the mailbox: the same mail in another folder.
        int places = random.nextInt(5) == 0 ? 2 : 1;
        items.add(item(id, sent ? "sent" : "received", Fate.FILED, places));
        for (int i = 0; i < places; i++) {
            mailbox.deliver(sent == (i == 0) ? "Sent" : "INBOX", mail, ARRIVED);
        }
    }

    /** A mail that says nothing of where it comes from and when. */
    void poison(int number) {
        String name = "email unreadable " + number;
        items.add(new Item(name, CONNECTOR, null, Fate.DEAD, 1, null, now()));
        mailbox.deliver("INBOX", "X-Nothing: at all %d\n\nno sender, no date\n".formatted(number), ARRIVED);
    }

    /** A mail that its reader deletes right away. */
    void passing(int number) {
        String id = "gone" + number + "@c.example";
        items.add(item(id, "received", Fate.OPTIONAL, 0));
        mailbox.deliver("INBOX", text(number, people.any().email(), Mailbox.USER, id), ARRIVED);
        mailbox.delete("INBOX", "<" + id + ">");
    }

    private static Item item(String id, String state, Fate fate, int places) {
        return new Item("email " + id, CONNECTOR, state, fate, places, "<" + id + ">", now());
    }

    private static String text(int number, String from, String to, String id) {
        return """
                From: %s
                To: %s
                Subject: Mail %d
                Date: Mon, 2 Mar 2026 09:%02d:%02d +0000
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Hello, this is mail %d.
                """
                .formatted(from, to, number, number / 60 % 60, number % 60, id, number);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
