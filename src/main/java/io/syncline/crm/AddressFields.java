package io.syncline.crm;

import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Reads addresses and numbers in any spelling, in their one canonical form. */
@ApplicationScoped
class AddressFields {
    private final String region;

    @Inject
    AddressFields(SynclineConfig config) {
        this.region = config.organization().defaultRegion();
    }

    AddressBook read(Fields fields, AddressBook current) {
        List<Address> emails = fields.list(
                "emails",
                current.of(Address.Type.EMAIL),
                "an e-mail address such as ann@globex.example",
                node -> Fields.text(node).flatMap(Addresses::email));
        List<Address> phones = fields.list(
                "phones",
                current.of(Address.Type.PHONE),
                "a phone number with its country code, or one of region " + region,
                node -> Fields.text(node).flatMap(text -> Addresses.phone(text, region)));
        return new AddressBook(emails, phones);
    }
}
