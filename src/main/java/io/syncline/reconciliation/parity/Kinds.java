package io.syncline.reconciliation.parity;

/** The ways in which an item can be out of step. */
final class Kinds {
    /** Applied in the ledger, and its activity or lead is not there. */
    static final String MISSING_IN_CRM = "missing-in-crm";

    /** In the source, and the ledger never saw it. */
    static final String MISSING_IN_LEDGER = "missing-in-ledger";

    /** In the CRM, and the source that it came from holds it no longer. */
    static final String MISSING_IN_SOURCE = "missing-in-source";

    /** In the source in another revision than the ledger has seen. */
    static final String DIFFERENT_REVISION = "different-revision";

    /** In the CRM more than once. */
    static final String DUPLICATE = "duplicate";

    private Kinds() {}
}
