package io.syncline.source.telephony;

import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Participant;
import java.util.Optional;

/** Who took part in a call: a number, an e-mail address, or what else the provider calls them. */
final class CallParty {
    private CallParty() {}

    /** Without an address where the text is none: a withheld number, an extension, a plain name. */
    static Participant of(String role, String text, String region) {
        Optional<Address> address = text.indexOf('@') >= 0 ? Addresses.email(text) : Addresses.phone(text, region);
        return new Participant(role, address.orElse(null), address.isPresent() ? null : text);
    }
}
