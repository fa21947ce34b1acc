package io.syncline.ownership;

import java.util.Comparator;

/**
 * What a source said of a field, once or often: its first and its last time decide under every rule.
 *
 * @param value empty where the source said that there is none
 * @param refused whether it was recorded as refused and has not stood since
 */
public record KeptClaim(Role role, String value, Moment first, Moment last, boolean refused) {
    static final Comparator<KeptClaim> BY_FIRST = Comparator.comparing(KeptClaim::first)
            .thenComparing(KeptClaim::value)
            .thenComparing(KeptClaim::source);
    static final Comparator<KeptClaim> BY_LAST = Comparator.comparing(KeptClaim::last)
            .thenComparing(KeptClaim::value)
            .thenComparing(KeptClaim::source);

    static KeptClaim of(FieldClaim claim) {
        return new KeptClaim(claim.role(), claim.value(), claim.moment(), claim.moment(), false);
    }

    /** Who says it: a role, with its connector where each connector is a source of its own. */
    public String source() {
        return role.pooled() ? role.word() : role.word() + "/" + first.connector();
    }

    public boolean blank() {
        return value.isEmpty();
    }

    boolean sameAs(KeptClaim other) {
        return value.equals(other.value) && source().equals(other.source());
    }

    KeptClaim with(KeptClaim again) {
        return new KeptClaim(role, value, Moment.earlier(first, again.first), Moment.later(last, again.last), refused);
    }

    KeptClaim refused(boolean now) {
        return new KeptClaim(role, value, first, last, now);
    }
}
