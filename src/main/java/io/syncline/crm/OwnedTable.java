package io.syncline.crm;

import static java.util.stream.Collectors.joining;

import io.syncline.ownership.OwnedRecords;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** A table whose fields are owned: each is a column, and a text outside. */
abstract class OwnedTable implements OwnedRecords {
    private final StatelessSession session;
    private final Clock clock;
    private final String entity;
    private final String condition;
    private final boolean versioned;
    private final Map<String, Column> columns;

    /** For the container's proxies. */
    OwnedTable() {
        this(null, null, "", "", true, Map.of());
    }

    /**
     * @param entity its name, which is the table's too
     * @param condition what rows must meet beside their id
     * @param versioned whether rows count their changes
     * @param columns by field
     */
    OwnedTable(
            StatelessSession session,
            Clock clock,
            String entity,
            String condition,
            boolean versioned,
            Map<String, Column> columns) {
        this.session = session;
        this.clock = clock;
        this.entity = entity;
        this.condition = condition;
        this.versioned = versioned;
        this.columns = new TreeMap<>(columns);
    }

    /** A column and its type in SQL. */
    record Column(String name, String type) {
        static Column text(String name) {
            return new Column(name, "text");
        }

        static Column id(String name) {
            return new Column(name, "uuid");
        }
    }

    @Override
    public String entity() {
        return entity;
    }

    @Override
    public Optional<Map<String, String>> read(UUID id) {
        return select(id, "");
    }

    @Override
    public Optional<Map<String, String>> lock(UUID id) {
        // Others may go on to link rows to it.
        return select(id, " for no key update");
    }

    @Override
    public void write(UUID id, String field, String value) {
        Column column = columns.get(field);
        var update = session.createNativeMutationQuery(
                        "update " + entity + " set " + column.name() + " = cast(:value as "
                                + column.type() + ")" + (versioned ? ", version = version + 1, updated_at = :now" : "")
                                + " where id = :id")
                .setParameter("value", value, String.class)
                .setParameter("id", id);
        if (versioned) {
            update.setParameter("now", clock.instant());
        }
        update.executeUpdate();
        written(id, field);
    }

    /** What a query with the parameter {@code id} finds of a record. */
    List<String> texts(String sql, UUID id) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("id", id)
                .list();
    }

    /** What follows from a field that sources, and not people, have written. */
    void written(UUID id, String field) {}

    private Optional<Map<String, String>> select(UUID id, String lock) {
        String list = columns.entrySet().stream()
                .map(column -> column.getValue().name() + " as \"" + column.getKey() + "\"")
                .collect(joining(", "));
        return session.createNativeQuery(
                        "select " + list + " from " + entity + " where id = :id" + condition + lock, Tuple.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(this::values);
    }

    private Map<String, String> values(Tuple row) {
        Map<String, String> values = new HashMap<>();
        columns.keySet().forEach(field -> values.put(field, text(row.get(field))));
        return values;
    }

    /** A value as people and sources write it. */
    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value == null ? null : value.toString();
    }
}
