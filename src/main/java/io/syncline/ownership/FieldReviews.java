package io.syncline.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Ids;
import io.syncline.ownership.Decision.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Keeps the conflicts that wait for a person, and what people decided. The caller holds the record locked. */
@ApplicationScoped
class FieldReviews {
    private final StatelessSession session;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    FieldReviews(StatelessSession session, ObjectMapper json, Clock clock) {
        this.session = session;
        this.json = json;
        this.clock = clock;
    }

    List<Verdict> verdicts(FieldId of) {
        return rows(of).stream()
                .filter(row -> !row.open())
                .map(ReviewRow::verdict)
                .toList();
    }

    /** The review of a field that waits for a person, or nothing. */
    Optional<UUID> open(FieldId of) {
        return rows(of).stream().filter(ReviewRow::open).findFirst().map(ReviewRow::id);
    }

    /** What the sources say in it, by its fingerprint. */
    Optional<String> openConflict(FieldId of) {
        return rows(of).stream().filter(ReviewRow::open).findFirst().map(ReviewRow::conflict);
    }

    /** What the sources said, as it is kept. */
    List<ReviewView.Option> options(ReviewRow row) {
        try {
            return json.readValue(row.options(), new TypeReference<List<ReviewView.Option>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens, changes or closes the review of a field, so that it is the one of this conflict. */
    void set(FieldId of, Optional<Conflict> conflict, String policyVersion) {
        Optional<ReviewRow> open = rows(of).stream().filter(ReviewRow::open).findFirst();
        boolean same = open.map(ReviewRow::conflict).equals(conflict.map(Conflict::fingerprint));
        if (!same) {
            open.ifPresent(session::delete);
            conflict.ifPresent(now -> session.insert(new ReviewRow(
                    id(of, now), of, now.fingerprint(), write(now.words()), policyVersion, clock.instant())));
        }
    }

    void forget(String entity, Collection<UUID> ids) {
        session.createMutationQuery("delete FieldReviewRow where entity = :entity and entityId in :ids")
                .setParameter("entity", entity)
                .setParameterList("ids", ids)
                .executeUpdate();
    }

    private List<ReviewRow> rows(FieldId of) {
        return session.createSelectionQuery(
                        "from FieldReviewRow where entity = :entity and entityId = :id and field = :field",
                        ReviewRow.class)
                .setParameter("entity", of.entity())
                .setParameter("id", of.id())
                .setParameter("field", of.field())
                .list();
    }

    /** The same words of the same sources are the same review, in whatever order they came. */
    private static UUID id(FieldId of, Conflict conflict) {
        return Ids.named("review:" + of + ":" + conflict.fingerprint());
    }

    private String write(List<KeptClaim> words) {
        try {
            return json.writeValueAsString(
                    words.stream().map(ReviewView.Option::of).toList());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
