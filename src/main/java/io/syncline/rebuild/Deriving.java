package io.syncline.rebuild;

import static java.util.function.Predicate.not;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.association.AssociationRefresh;
import io.syncline.backfill.Pace;
import io.syncline.intake.Derivation;
import io.syncline.ledger.Failure;
import io.syncline.ledger.StoredEvent;
import io.syncline.ledger.StoredEvents;
import io.syncline.ownership.FieldId;
import io.syncline.ownership.FieldOwnership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings the stored events over the path once more, in the shadow, and then all that follows from them. */
@ApplicationScoped
class Deriving {
    private static final Logger LOG = Logger.getLogger(Deriving.class);
    private static final int RECORDS = 100;

    private final Shadow shadow;
    private final DerivedEvents derived;
    private final StoredEvents events;
    private final Derivation path;
    private final AssociationRefresh refresh;
    private final OwnerAssignment assignment;
    private final FieldOwnership ownership;
    private final Pace pace;
    private final RebuildJobs jobs;

    @Inject
    Deriving(
            Shadow shadow,
            DerivedEvents derived,
            StoredEvents events,
            Derivation path,
            AssociationRefresh refresh,
            OwnerAssignment assignment,
            FieldOwnership ownership,
            Pace pace,
            RebuildJobs jobs) {
        this.shadow = shadow;
        this.derived = derived;
        this.events = events;
        this.path = path;
        this.refresh = refresh;
        this.assignment = assignment;
        this.ownership = ownership;
        this.pace = pace;
        this.jobs = jobs;
    }

    /**
     * Derives the next batch.
     *
     * @return whether there was one
     */
    boolean next(RebuildRow job) {
        Map<UUID, Long> batch = derived.next(job.done);
        if (batch.isEmpty()) {
            return false;
        }
        long began = System.nanoTime();
        Map<UUID, StoredEvent> stored = events.find(batch.keySet());
        long last = batch.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        List<UUID> readable =
                batch.keySet().stream().filter(stored::containsKey).toList();
        batch.keySet().stream()
                .filter(not(stored::containsKey))
                .forEach(gone -> derived.cannot(job, gone, "its raw item was taken out meanwhile"));
        if (!together(job, readable.stream().map(stored::get).toList(), last, began)) {
            readable.forEach(id -> alone(job, stored.get(id), batch.get(id)));
            shadow.plain(() -> progressed(job, last, began));
        }
        job.done = last;
        rest(pace.restAfter(since(began)));
        return true;
    }

    private boolean together(RebuildRow job, List<StoredEvent> batch, long last, long began) {
        try {
            shadow.within(() -> {
                path.apply(batch);
                return progressed(job, last, began);
            });
            return true;
        } catch (RebuildJobs.LostException lost) {
            throw lost;
        } catch (RuntimeException oneOfThem) {
            LOG.debugf("a batch of rebuild %s is derived one by one: %s", job.id, oneOfThem.getClass());
            return false;
        }
    }

    /** What passes, such as a database that is away, is not the event's fault: then all waits. */
    private void alone(RebuildRow job, StoredEvent event, long ordinal) {
        try {
            shadow.within(() -> {
                path.apply(List.of(event));
                jobs.set(job, "done = " + ordinal);
                return null;
            });
        } catch (RebuildJobs.LostException lost) {
            throw lost;
        } catch (RuntimeException cause) {
            Failure failure = Failure.of(cause);
            if (failure.transientFailure()) {
                throw cause;
            }
            derived.cannot(job, event.id(), failure.message());
        }
    }

    private Void progressed(RebuildRow job, long last, long began) {
        Duration worked = since(began);
        long all = worked.plus(pace.restAfter(worked)).toMillis();
        jobs.set(job, "done = " + last + ", worked_ms = worked_ms + " + all);
        return null;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void rest(Duration rest) {
        try {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        } catch (InterruptedException e) {
            // The process ends: the next batch is not derived any more.
            Thread.currentThread().interrupt();
        }
    }

    /** Owners by rule, fields of which nothing new was said, and links whose evidence has changed, until nothing changes. */
    void settle(RebuildRow job, BooleanSupplier ending) {
        List<FieldId> owned = derived.assigned();
        inBatches(job, owned, ending, this::assign);
        inBatches(job, derived.unsettled(), ending, ownership::decideAgain);
        while (!ending.getAsBoolean() && shadow.within(() -> refresh(job))) {
            // The next batch.
        }
    }

    private void assign(FieldId owner) {
        switch (owner.entity()) {
            case "contact" -> assignment.contact(owner.id(), null);
            case "deal" -> assignment.deal(owner.id());
            default -> assignment.account(owner.id(), owner.field(), null);
        }
    }

    private void inBatches(RebuildRow job, List<FieldId> all, BooleanSupplier ending, Consumer<FieldId> each) {
        for (int from = 0; from < all.size() && !ending.getAsBoolean(); from += RECORDS) {
            List<FieldId> batch = all.subList(from, Math.min(all.size(), from + RECORDS));
            shadow.within(() -> {
                batch.forEach(each);
                jobs.set(job, "done = done");
                return null;
            });
        }
    }

    private boolean refresh(RebuildRow job) {
        int taken = refresh.refresh();
        jobs.set(job, "done = done");
        return taken > 0 || derived.evidenceWaits();
    }
}
