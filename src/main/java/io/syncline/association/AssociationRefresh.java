package io.syncline.association;

import io.quarkus.arc.Unremovable;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Works the queue of activities off whose evidence has changed. */
@ApplicationScoped
@Named("associationRefresh")
@Unremovable
public class AssociationRefresh {
    private static final int BATCH = 50;

    private final AssociationTasks tasks;
    private final ActivityAssociation association;
    private final Shutdown shutdown;

    @Inject
    AssociationRefresh(AssociationTasks tasks, ActivityAssociation association, Shutdown shutdown) {
        this.tasks = tasks;
        this.association = association;
        this.shutdown = shutdown;
    }

    /**
     * Associates one batch again.
     *
     * @return how many it took from the queue; 0 when the queue is empty or the process is about to end
     */
    @Transactional
    public int refresh() {
        if (shutdown.begun()) {
            return 0;
        }
        List<UUID> activities = tasks.take(BATCH);
        activities.stream().sorted().forEach(association::associateAgain);
        return activities.size();
    }
}
