package io.syncline.association;

import io.quarkus.arc.Unremovable;
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

    @Inject
    AssociationRefresh(AssociationTasks tasks, ActivityAssociation association) {
        this.tasks = tasks;
        this.association = association;
    }

    /**
     * Associates one batch again.
     *
     * @return how many it took from the queue; 0 when the queue is empty
     */
    @Transactional
    public int refresh() {
        List<UUID> activities = tasks.take(BATCH);
        activities.stream().sorted().forEach(association::associateAgain);
        return activities.size();
    }
}
