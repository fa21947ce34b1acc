package io.syncline.association;

import java.util.Locale;

/** The rules that can link an activity. */
enum AssociationRule {
    /** An address or a number of a contact, and that contact's account. */
    IDENTITY,
    /** An account's domain, or one below it. */
    COMPANY_DOMAIN,
    /** Another message of the thread. */
    THREAD,
    /** Another instance of the recurring meeting. */
    SERIES,
    /** An open deal of a contact or an account at hand. */
    OPEN_DEAL;

    /** The word of the configuration, and on receipts. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
