package io.syncline.source.mail;

/** What becomes of automated mail: {@code syncline.mail.automated}. */
enum AutomatedMailRule {
    /** It is kept in the ledger and stays off the timelines. */
    EXCLUDE,
    /** It is filed like any other, marked as automated. */
    FILE
}
