package io.syncline.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.ownership.OwnershipPolicy;
import io.syncline.ownership.PolicyInForce;
import io.syncline.ownership.PolicyProblem;
import io.syncline.ownership.PolicyRefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The policy by its file, or the built-in one where there is no file. A file that becomes wrong is refused, named once in
 * the log and kept in the status, and what was in force stays. It is looked at by its content, so that a change behind a
 * symbolic link (a ConfigMap) is seen like any other.
 */
@Singleton
class OwnershipFile implements PolicyInForce {
    private static final Logger LOG = Logger.getLogger(OwnershipFile.class);
    private static final String BUILT_IN = "ownership.yaml";
    private static final String DEFAULT_FILE = "config/ownership.yaml";

    private final OwnershipReader reader;
    private final Path file;
    private final Clock clock;

    private String lastSeen;
    private String lastTaken;
    private volatile OwnershipPolicy policy;
    private volatile Status status;

    @Inject
    OwnershipFile(
            OwnershipReader reader,
            Clock clock,
            @ConfigProperty(name = "syncline.ownership-file", defaultValue = DEFAULT_FILE) Path file) {
        this.reader = reader;
        this.file = file;
        this.clock = clock;
        boolean builtIn = file.equals(Path.of(DEFAULT_FILE)) && !Files.exists(file);
        try {
            lastTaken =
                    builtIn ? builtIn() : read().orElseThrow(() -> new PolicyRefusedException(List.of(unreadable())));
            policy = reader.read(builtIn ? "built-in" : file.toString(), lastTaken);
        } catch (PolicyRefusedException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
        lastSeen = lastTaken;
        status = new Status(builtIn ? "built-in" : file.toString(), clock.instant(), List.of());
    }

    @Override
    public OwnershipPolicy policy() {
        return policy;
    }

    @Override
    public Status status() {
        return status;
    }

    /**
     * Looks for a change and takes it, when two looks in a row see the same, so that a file that is being written is not
     * read half.
     *
     * @return whether another policy is in force now
     */
    synchronized boolean look() {
        Optional<String> text = read();
        if (text.isEmpty()) {
            if (!status.source().equals("built-in")) {
                refuse(List.of(unreadable()));
            }
            return false;
        }
        boolean settled = text.get().equals(lastSeen);
        lastSeen = text.get();
        boolean refusedBefore = !status.refused().isEmpty();
        return settled && (refusedBefore || !lastSeen.equals(lastTaken)) && take(lastSeen);
    }

    private boolean take(String text) {
        try {
            OwnershipPolicy read = reader.read(file.toString(), text);
            boolean changed = !read.label().equals(policy.label());
            boolean news = !text.equals(lastTaken) || !status.refused().isEmpty();
            lastTaken = text;
            policy = read;
            if (news) {
                status = new Status(file.toString(), changed ? clock.instant() : status.since(), List.of());
            }
            if (changed) {
                LOG.infof("field ownership policy %s of %s is in force", read.label(), file);
            }
            return changed;
        } catch (PolicyRefusedException e) {
            refuse(e.problems());
            return false;
        }
    }

    private void refuse(List<PolicyProblem> problems) {
        if (!status.refused().equals(problems)) {
            problems.forEach(problem ->
                    LOG.errorf("field ownership policy refused, %s stays in force: %s", policy.label(), problem));
            status = new Status(status.source(), status.since(), problems);
        }
    }

    private Optional<String> read() {
        try {
            // Not readString: a byte that is no UTF-8 shall be refused by what it becomes, with its line.
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private PolicyProblem unreadable() {
        return new PolicyProblem(file.toString(), 1, "", "cannot be read; expected a readable file");
    }

    private static String builtIn() {
        try (InputStream file = OwnershipFile.class.getClassLoader().getResourceAsStream(BUILT_IN)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
