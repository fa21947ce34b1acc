package io.syncline.source.calendar;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.DateTime;
import io.syncline.source.payload.ReadPaths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An event of the client's model, or what is in it, by the API's names; so that a review is told of each read. */
record EventNode(GenericJson node, String path) {
    static EventNode of(GenericJson event) {
        return new EventNode(event, "");
    }

    String text(String name) {
        return get(name, String.class);
    }

    Integer number(String name) {
        return get(name, Integer.class);
    }

    DateTime time(String name) {
        return get(name, DateTime.class);
    }

    boolean is(String name, boolean value) {
        Boolean said = get(name, Boolean.class);
        return said != null && said == value;
    }

    Optional<EventNode> node(String name) {
        return Optional.ofNullable(get(name, GenericJson.class)).map(inner -> new EventNode(inner, path + name + "."));
    }

    /** The elements of a list, those left out that are none. */
    Stream<EventNode> nodes(String name) {
        List<?> elements = get(name, List.class);
        return elements == null
                ? Stream.empty()
                : elements.stream()
                        .filter(GenericJson.class::isInstance)
                        .map(inner -> new EventNode((GenericJson) inner, path + name + "[]."));
    }

    private <T> T get(String name, Class<T> type) {
        ReadPaths.read(path + name);
        Object value = node.get(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }
}
