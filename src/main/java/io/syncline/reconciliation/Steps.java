package io.syncline.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Transactions for what is no bean. */
@ApplicationScoped
class Steps {
    @Transactional
    void inOne(Runnable step) {
        step.run();
    }
}
