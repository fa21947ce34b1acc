package io.syncline.faults;

import io.syncline.demo.GoogleCalendarStub;
import java.util.Random;

/** What happens in a sales team, drawn by a seed. */
final class Story {
    private final Random random;
    private final Items items = new Items();
    private final Mails mails;
    private final Calls calls;
    private final Leads leads;
    private final Meetings meetings;
    private int count;

    Story(long seed, Mailbox mailbox, GoogleCalendarStub calendar, Sender sender) {
        random = new Random(seed);
        mails = new Mails(random, mailbox, items);
        calls = new Calls(random, sender, items);
        leads = new Leads(random, sender, items);
        meetings = new Meetings(random, calendar, items);
    }

    /** What happened, and what must have become of it. */
    Items items() {
        return items;
    }

    /** Does something to the sources while nobody tells on. */
    synchronized void meanwhile(Runnable change) {
        change.run();
    }

    /** One unreadable item from each source. */
    synchronized void poisonAll() {
        mails.poison(++count);
        calls.poison(++count);
        leads.poison(++count);
        meetings.poison(++count);
    }

    /** A mail that its reader deletes right away. */
    synchronized void passingMail() {
        mails.passing(++count);
    }

    synchronized void tellMails(int happenings) {
        for (int i = 0; i < happenings; i++) {
            mails.tell(++count);
        }
    }

    synchronized void tell(int happenings) {
        for (int i = 0; i < happenings; i++) {
            int kind = random.nextInt(100);
            if (kind < 35) {
                mails.tell(++count);
            } else if (kind < 65) {
                calls.tell(++count);
            } else if (kind < 85) {
                leads.tell(++count);
            } else {
                meetings.tell(++count);
            }
        }
    }
}
