package io.syncline.connector;

import io.syncline.connector.SourceHistory.Days;
import io.syncline.event.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks a source what it holds of some days, item by item and without their content: to compare, not to read. */
public interface SourceList {
    /** The type of the connectors whose sources it can ask. */
    String connectorType();

    /**
     * @param days never before the connector's own first day
     * @throws io.syncline.event.TransientSyncException if the source cannot be asked now
     * @throws io.syncline.event.PermanentSyncException if it refuses to be asked
     */
    Listing list(ConnectorConfig connector, Days days);

    /** One pass over the days, page by page. */
    interface Listing extends AutoCloseable {
        /**
         * The next items.
         *
         * @return null at the end
         */
        List<Item> next();

        /**
         * Reads items in full.
         *
         * @param items of the last page, or of the last answer of {@link #elsewhere}
         * @param taker is given deliveries, some at a time, as a poll would make them; none of an item that is gone
         */
        void fetch(Collection<Item> items, Consumer<List<Delivery>> taker);

        /**
         * Asks for items that no page had.
         *
         * @param ids of items
         * @return those that the source holds all the same, at other days
         */
        List<Item> elsewhere(Collection<String> ids);

        /** What the source did not list, for a person to read: what is not on the pages may be there then. */
        List<String> problems();

        @Override
        void close();
    }

    /**
     * An item as the list has it.
     *
     * @param id names it in all its revisions: folder, UIDVALIDITY and UID; or calendar and event id
     * @param location of the sighting that reading this revision makes
     * @param at when it is of, by the clock that the days go by; null where the list does not say
     * @param changedAt when this revision came to be, or null
     * @param cancelled whether it is there as a tombstone only
     * @param words that name it for a person, by what they are: a Message-ID, an iCalUID
     */
    record Item(
            String id, String location, Instant at, Instant changedAt, boolean cancelled, Map<String, String> words) {
        public Item {
            words = Map.copyOf(words);
        }
    }
}
