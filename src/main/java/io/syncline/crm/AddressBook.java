package io.syncline.crm;

import io.syncline.event.Address;
import java.util.List;
import java.util.stream.Stream;

/** All addresses of one person, in the order that was given. */
record AddressBook(List<Address> addresses) {
    static final AddressBook EMPTY = new AddressBook(List.of());

    AddressBook {
        addresses = List.copyOf(addresses);
    }

    AddressBook(List<Address> emails, List<Address> phones) {
        this(Stream.concat(emails.stream(), phones.stream()).toList());
    }

    List<Address> of(Address.Type type) {
        return addresses.stream().filter(address -> address.type() == type).toList();
    }

    List<String> emails() {
        return values(Address.Type.EMAIL);
    }

    List<String> phones() {
        return values(Address.Type.PHONE);
    }

    private List<String> values(Address.Type type) {
        return of(type).stream().map(Address::value).toList();
    }
}
