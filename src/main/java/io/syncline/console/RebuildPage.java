package io.syncline.console;

import io.syncline.rebuild.ChangeKind;
import io.syncline.rebuild.Rebuild;
import io.syncline.rebuild.RebuildChange;
import io.syncline.rebuild.RebuildState;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A rebuild and what it would change, or has changed.
 *
 * @param kind that is filtered by, or null
 * @param names of the records that would change
 * @param next the cursor of the changes that follow, or null
 */
record RebuildPage(Line line, ChangeKind kind, List<RebuildChange> changes, Map<UUID, String> names, String next) {
    /** A rebuild in a list. */
    record Line(Rebuild rebuild) {
        public boolean underWay() {
            return rebuild.state() == RebuildState.RUNNING || rebuild.state() == RebuildState.APPLYING;
        }

        public boolean ready() {
            return rebuild.state() == RebuildState.READY;
        }

        public boolean open() {
            return underWay() || ready();
        }

        public String what() {
            return rebuild.connector() == null ? "all connectors" : rebuild.connector();
        }

        public String progress() {
            String of = rebuild.total() == null ? "" : " of " + rebuild.total();
            String rate = rebuild.ratePerSecond() == null ? "" : ", " + rebuild.ratePerSecond() + " a second";
            String left = rebuild.secondsLeft() == null ? "" : ", " + Say.duration(rebuild.secondsLeft()) + " left";
            return rebuild.done() + of + " events" + rate + left;
        }

        public String path() {
            return "/rebuilds/" + rebuild.id();
        }
    }

    public String name(UUID id) {
        return names.getOrDefault(id, id.toString());
    }

    /** Where the changed thing is shown; null where it has no page. */
    public String path(RebuildChange change) {
        return switch (change.entity()) {
            case "account", "contact", "deal" -> "/" + change.entity() + "s/" + change.entityId();
            case "activity" -> "/activities/" + change.entityId();
            case "event" -> "/events/" + change.entityId();
            default -> null;
        };
    }

    public String more() {
        return line.path() + "?cursor=" + next + (kind == null ? "" : "&kind=" + kind.word());
    }
}
