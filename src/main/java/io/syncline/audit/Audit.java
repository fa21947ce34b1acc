package io.syncline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.hibernate.StatelessSession;

/** Writes the audit, in the transaction of the change itself: a change without its row cannot be. */
@ApplicationScoped
public class Audit {
    private final StatelessSession session;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Audit(StatelessSession session, ObjectMapper json, Clock clock) {
        this.session = session;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(TxType.MANDATORY)
    public void record(AuditEntry entry) {
        session.insert(new AuditRow(clock.instant(), entry, write(entry.before()), write(entry.after())));
    }

    private String write(Map<String, Object> values) {
        try {
            return values == null ? null : json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
