package io.syncline.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Says at the start how well the audit is guarded against the application itself. */
@ApplicationScoped
public class AuditGuard {
    private static final Logger LOG = Logger.getLogger(AuditGuard.class);

    private final StatelessSession session;

    @Inject
    AuditGuard(StatelessSession session) {
        this.session = session;
    }

    @Transactional
    void start(@Observes StartupEvent started) {
        if (!separate()) {
            LOG.warn(
                    "the application's database user owns the audit, so only triggers guard it: let another user own the"
                            + " tables (quarkus.flyway.username and quarkus.flyway.password), and they refuse by their rights");
        }
    }

    /** Whether the application works as another than the owner of the tables. */
    @Transactional
    boolean separate() {
        return session.createNativeQuery(
                        "select not pg_has_role(current_user, relowner, 'USAGE') from pg_class where oid = cast('audit' as regclass)",
                        Boolean.class)
                .getSingleResult();
    }
}
