package io.syncline.connector;

import io.syncline.event.Delivery;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads again what a source holds of some days: beside the poll, without moving its checkpoints. */
public interface SourceHistory {
    /** The type of the connectors whose sources it can read. */
    String connectorType();

    /**
     * @param position where an earlier reading of the same days stood, by {@link Slice#position}; null for the beginning
     * @param ending whether the process is about to end; then there are no more slices
     * @throws io.syncline.event.TransientSyncException if the source cannot be read now
     * @throws io.syncline.event.PermanentSyncException if it refuses to be read
     */
    Reading read(ConnectorConfig connector, Days days, String position, BooleanSupplier ending);

    /**
     * Whole days, as the source counts them; for calendars UTC.
     *
     * @param from the first day, or null for the beginning
     * @param to the day after the last, or null for no end
     */
    record Days(LocalDate from, LocalDate to) {
        public Days {
            if (from != null && to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("days end after they begin, not on " + to);
            }
        }
    }

    /** One pass over the days, slice by slice. */
    interface Reading extends AutoCloseable {
        /** Items of all the days, as far as the source says. */
        long total();

        /** Items before the position that it began from. */
        long done();

        /**
         * The next items, to be kept before the next are asked for.
         *
         * @return null at the end
         */
        Slice next();

        /** What the source did not hand over, for a person to read. */
        List<String> problems();

        @Override
        void close();
    }

    /**
     * Some items.
     *
     * @param items how far it is, in items from the beginning, once these are kept
     * @param position to go on from then
     */
    record Slice(List<Delivery> deliveries, long items, String position) {
        public Slice {
            deliveries = List.copyOf(deliveries);
        }
    }
}
