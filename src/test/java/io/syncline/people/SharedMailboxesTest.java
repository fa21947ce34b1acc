package io.syncline.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Address;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedMailboxesTest {
    private final SharedMailboxes shared = new SharedMailboxes(new ContactRules() {
        @Override
        public boolean fromLeads() {
            return true;
        }

        @Override
        public boolean fromOutboundMail() {
            return true;
        }

        @Override
        public List<String> sharedMailboxes() {
            return List.of("info", "no-reply*", "*-list", "Front@Globex.example");
        }
    });

    @ParameterizedTest
    @CsvSource({
        "info@globex.example, true",
        "info+de@globex.example, true",
        "information@globex.example, false",
        "jane.info@globex.example, false",
        "no-reply-42@globex.example, true",
        "sales-list@globex.example, true",
        "front@globex.example, true",
        "front@initech.example, false",
        "info@gmail.com, false"
    })
    void addressesThatNoOnePersonReads(String address, boolean expected) {
        assertThat(shared.has(new Address(Address.Type.EMAIL, address))).isEqualTo(expected);
    }
}
