package io.syncline.source.telephony;

import io.syncline.event.Addresses;
import io.syncline.event.Participant;
import java.util.Optional;
import java.util.Set;

/**
 * One end of a call at Twilio: a number, {@code client:alice} for somebody at a softphone, or {@code sip:alice@host}.
 *
 * @param text without the scheme
 */
record TwilioParty(String scheme, String text) {
    static final int LONGEST = 320;

    /** What Twilio sends for a number that is withheld: the letters of a word on a telephone's keys. */
    private static final Set<String> WITHHELD =
            Set.of("+266696687", "+7378742833", "+2562533", "+8566696", "+86282452253", "+464");

    static Optional<TwilioParty> of(Optional<String> field) {
        return field.map(text -> {
            int colon = text.indexOf(':');
            return colon < 0 || colon == text.length() - 1
                    ? new TwilioParty("", text)
                    : new TwilioParty(text.substring(0, colon), text.substring(colon + 1));
        });
    }

    /** Whether it is one of the organization's own people, at a softphone. */
    boolean isClient() {
        return scheme.equals("client");
    }

    Participant participant(String role, String region) {
        return switch (scheme) {
            case "client" -> CallParty.of(role, text, region);
            case "sip", "sips" -> sip(role, region);
            default -> WITHHELD.contains(text) ? new Participant(role, null, text) : CallParty.of(role, text, region);
        };
    }

    /** A SIP address looks like an e-mail address and is none; the user part may be a number. */
    private Participant sip(String role, String region) {
        String user = text.split("[@;]", 2)[0];
        return Addresses.phone(user, region)
                .map(number -> new Participant(role, number, null))
                .orElse(new Participant(role, null, scheme + ":" + text));
    }
}
