package io.syncline.association;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.association.Evidence.Holder;
import io.syncline.event.Address;
import io.syncline.timeline.Activity;
import io.syncline.timeline.ActivityParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads and writes what association keeps: links, recognised participants, the actor, the review list. */
@ApplicationScoped
class AssociationStore {
    private final StatelessSession session;
    private final AssociationPolicy policy;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    AssociationStore(StatelessSession session, AssociationPolicy policy, ObjectMapper json, Clock clock) {
        this.session = session;
        this.policy = policy;
        this.json = json;
        this.clock = clock;
    }

    List<ActivityParticipant> participants(UUID activityId) {
        return session.createSelectionQuery(
                        "from ActivityParticipant where activityId = :id order by ordinal", ActivityParticipant.class)
                .setParameter("id", activityId)
                .list();
    }

    List<AssociationRow> links(UUID activityId) {
        return session.createSelectionQuery("from AssociationRow where activityId = :id", AssociationRow.class)
                .setParameter("id", activityId)
                .list();
    }

    List<CorrectionRow> corrections(UUID activityId) {
        return session.createSelectionQuery("from CorrectionRow where activityId = :id", CorrectionRow.class)
                .setParameter("id", activityId)
                .list();
    }

    AssociationRow row(Activity activity, Link link, String correctedBy) {
        return new AssociationRow(
                activity.id(),
                activity.occurredAt(),
                link,
                write(link.evidence()),
                policy.version(),
                correctedBy,
                clock.instant());
    }

    /** Writes on each participant whom of the CRM it is. */
    void recognise(List<ActivityParticipant> rows, Map<Address, Holder> holders) {
        for (ActivityParticipant row : rows) {
            Address address = row.participant().address();
            Holder holder = address == null ? null : holders.get(address);
            UUID contact = holder == null ? null : holder.contactId();
            UUID user = holder == null ? null : holder.userId();
            if (!Objects.equals(contact, row.contactId()) || !Objects.equals(user, row.userId())) {
                row.recognisedAs(contact, user);
                session.update(row);
            }
        }
    }

    void actor(Activity activity, Map<String, Object> actor) {
        String now = actor == null ? null : write(actor);
        if (!Objects.equals(tree(activity.actor()), tree(now))) {
            session.createMutationQuery("update Activity set actor = :actor where id = :id")
                    .setParameter("actor", now)
                    .setParameter("id", activity.id())
                    .executeUpdate();
        }
    }

    /** What is asked about the links of an activity, and what people chose. */
    List<ReviewRow> reviews(UUID activityId) {
        return session.createSelectionQuery("from ReviewRow where activityId = :id", ReviewRow.class)
                .setParameter("id", activityId)
                .list();
    }

    /** Asks these questions: one that is open already stays as it is, and what people chose stays until it is asked anew. */
    void ask(UUID activityId, List<ReviewRow> before, List<Review> reviews) {
        List<Review> asked = new ArrayList<>(reviews);
        for (ReviewRow row : before) {
            boolean same = row.open() && asked.removeIf(review -> isSame(row, review));
            boolean anew = asked.stream().anyMatch(review -> review.entity().equals(row.entity()));
            if (!same && (row.open() || anew)) {
                session.delete(row);
            }
        }
        session.insertMultiple(asked.stream()
                .map(review -> new ReviewRow(activityId, review, write(review.candidates()), clock.instant()))
                .toList());
    }

    private boolean isSame(ReviewRow row, Review review) {
        return row.entity().equals(review.entity())
                && row.explanation().equals(review.explanation())
                && candidates(row).equals(review.candidates());
    }

    List<UUID> candidates(ReviewRow row) {
        try {
            return json.readValue(row.candidates(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
