package io.syncline.api;

import io.syncline.crm.ConflictException;
import java.util.function.Supplier;

/** What a service refuses because of the state that things are in is a conflict to the caller. */
public final class Refusals {
    private Refusals() {}

    /**
     * @throws ConflictException with the words of the refusal
     */
    public static <T> T orConflict(Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalStateException e) {
            throw new ConflictException(e.getMessage());
        }
    }

    /**
     * @throws ConflictException with the words of the refusal
     */
    static void orConflict(Runnable change) {
        orConflict(() -> {
            change.run();
            return null;
        });
    }
}
