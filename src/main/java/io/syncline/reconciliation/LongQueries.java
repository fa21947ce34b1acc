package io.syncline.reconciliation;

/** Queries over all there is take longer than transactions do else, and less long than the lease of a run. */
public final class LongQueries {
    public static final int SECONDS = 600;

    private LongQueries() {}
}
