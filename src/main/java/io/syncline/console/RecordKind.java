package io.syncline.console;

import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of records that have a timeline. */
enum RecordKind {
    ACCOUNT,
    CONTACT,
    DEAL;

    static final String PATH = "/{kind: accounts|contacts|deals}";

    /** The word of the API: account, contact or deal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same of many, as in a path: accounts, contacts or deals. */
    public String words() {
        return word() + "s";
    }

    /** At the head of a page. */
    public String title() {
        return name().charAt(0) + words().substring(1);
    }

    static RecordKind ofWords(String words) {
        return Stream.of(values())
                .filter(kind -> kind.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of record is called " + words));
    }
}
