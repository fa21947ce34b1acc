package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that happened at the sources, by name; told by one thread, asked by others. */
final class Items {
    private final Map<String, Item> byName = new TreeMap<>();

    synchronized void add(Item item) {
        if (byName.putIfAbsent(item.name(), item) != null) {
            throw new IllegalArgumentException(item.name() + " was told before");
        }
    }

    /** Another revision of an item that was told before. */
    synchronized void become(String name, String otherState, Fate otherFate) {
        byName.compute(name, (same, before) -> before.become(otherState, otherFate));
    }

    synchronized List<Item> all() {
        return List.copyOf(byName.values());
    }

    synchronized Item find(String name) {
        return byName.get(name);
    }

    synchronized List<Item> of(Fate fate) {
        return byName.values().stream().filter(item -> item.fate() == fate).toList();
    }

    /** Source items and states that were handed over, redeliveries not included. */
    synchronized int places() {
        return byName.values().stream().mapToInt(Item::places).sum();
    }
}
