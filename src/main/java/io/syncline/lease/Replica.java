package io.syncline.lease;

import io.smallrye.common.net.HostName;
import jakarta.inject.Singleton;
import java.util.UUID;

/** This process among those that share the database; another one at each start. */
@Singleton
public class Replica {
    private final UUID id = UUID.randomUUID();
    private final String host = HostName.getHostName();
    private final long pid = ProcessHandle.current().pid();

    public UUID id() {
        return id;
    }

    String host() {
        return host;
    }

    long pid() {
        return pid;
    }

    /** Whether a process of this host that had this pid has ended; of other hosts nobody can tell. */
    boolean isGone(String ofHost, long ofPid) {
        // After a restart of a container the pid is often the same.
        return ofHost.equals(host)
                && (ofPid == pid
                        || ProcessHandle.of(ofPid)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty());
    }
}
