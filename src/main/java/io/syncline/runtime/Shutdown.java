package io.syncline.runtime;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whether the process is about to end: no new work begins then, and long work ends after the step in hand. */
@ApplicationScoped
public class Shutdown {
    private volatile boolean stopping;

    /** True from the signal on, before requests and routes are waited for. */
    public boolean begun() {
        return stopping || ApplicationLifecycleManager.isVmShuttingDown();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }
}
