package io.syncline.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A delivery, understood: the canonical form of every source.
 *
 * @param activityKey names the activity; the events of one call or one meeting share it
 * @param externalId the source's own id, for people to search by: Message-ID, call id, iCalUID, submission id
 * @param contentHash of what the item means, without transport (received headers, etags): the same key with another
 *     content hash is a conflict
 * @param partial whether the facts complete those of other events (a call's states) or replace them (a meeting's
 *     revisions)
 * @param thread the Message-IDs that a mail is (first) and refers to; two activities that share one are of one thread
 * @param lead for a lead only
 * @param exclusion why it shall not be filed, if so
 */
public record SourceEvent(
        EventKey key,
        Kind kind,
        String activityKey,
        String externalId,
        String contentHash,
        Rank rank,
        boolean partial,
        ActivityFacts facts,
        List<String> thread,
        Optional<LeadDetails> lead,
        Optional<Exclusion> exclusion,
        Delivery delivery) {
    public SourceEvent {
        requireNonNull(key);
        requireNonNull(kind);
        requireNonNull(activityKey);
        requireNonNull(externalId);
        requireNonNull(contentHash);
        requireNonNull(rank);
        requireNonNull(facts);
        requireNonNull(facts.occurredAt(), "an event happened at some time");
        thread = List.copyOf(thread);
        requireNonNull(lead);
        requireNonNull(exclusion);
        requireNonNull(delivery);
    }

    /**
     * Why an item is not filed.
     *
     * @param reason what a person reads in the trace, such as "automated: Auto-Submitted auto-replied"
     * @param keepPayload whether the raw item may be kept; false where privacy is the reason
     */
    public record Exclusion(String reason, boolean keepPayload) {}

    /** The id of its activity: the same for all events of the activity, before and after a rebuild. */
    public UUID activityId() {
        return Ids.named(activityKey);
    }

    /** The event under its final key; without a stable id of the source, its activity is named by that key too. */
    public SourceEvent keyed(String finalKey) {
        return new SourceEvent(
                new EventKey(finalKey, Optional.empty()),
                kind,
                key.window().isPresent() ? finalKey : activityKey,
                externalId,
                contentHash,
                new Rank(rank.revision(), rank.at(), finalKey),
                partial,
                facts,
                thread,
                lead,
                exclusion,
                delivery);
    }

    /** Those of the participants, and what a lead says of itself beside the address that names it. */
    public List<Address> addresses() {
        return Stream.concat(
                        facts.participants().stream().map(Participant::address),
                        lead.stream().flatMap(said -> Stream.of(said.email(), said.phone())))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether it goes on a timeline; false when it is excluded. */
    public boolean filed() {
        return exclusion.isEmpty();
    }

    public SourceEvent excluded(Exclusion why) {
        return new SourceEvent(
                key,
                kind,
                activityKey,
                externalId,
                contentHash,
                rank,
                partial,
                facts,
                thread,
                lead,
                Optional.of(why),
                delivery);
    }

    @Override
    public String toString() {
        return "SourceEvent[" + key + "]";
    }
}
