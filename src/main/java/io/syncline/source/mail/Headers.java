package io.syncline.source.mail;

import io.syncline.event.Addresses;
import io.syncline.event.Participant;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A part's headers, unfolded and in characters, whatever they were written in. */
record Headers(List<Field> fields) {
    record Field(String name, String value) {}

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"'()\\[\\]]+@[^\\s<>,;:\"'()\\[\\]]+");
    private static final int LONGEST_NAME = 500;

    Headers {
        fields = List.copyOf(fields);
    }

    static Headers of(Part part) throws MessagingException {
        var fields = new ArrayList<Field>();
        for (Header header : Collections.list(part.getAllHeaders())) {
            String value = header.getValue() == null ? "" : header.getValue();
            fields.add(new Field(header.getName().strip(), Charsets.header(MimeUtility.unfold(value))));
        }
        return new Headers(fields);
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /** The header's text, encoded words decoded, on one line; empty when there is nothing to read. */
    Optional<String> text(String name) {
        return first(name).map(EncodedWords::decode).map(Texts::line).filter(text -> !text.isEmpty());
    }

    /** Who is named; an address that cannot be read is kept as a name. */
    List<Participant> participants(String name, String role) {
        return all(name).stream()
                .flatMap(value -> parse(value).stream())
                .flatMap(address -> participant(address, role).stream())
                .distinct()
                .toList();
    }

    private static List<InternetAddress> parse(String value) {
        var members = new ArrayList<InternetAddress>();
        try {
            for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
                if (address.isGroup()) {
                    Collections.addAll(members, address.getGroup(false));
                } else {
                    members.add(address);
                }
            }
            return members;
        } catch (AddressException broken) {
            return ADDRESS.matcher(value)
                    .results()
                    .map(match -> plain(match.group()))
                    .toList();
        }
    }

    private static InternetAddress plain(String address) {
        var plain = new InternetAddress();
        plain.setAddress(address);
        return plain;
    }

    private static Optional<Participant> participant(InternetAddress written, String role) {
        String address = written.getAddress() == null ? "" : Texts.line(written.getAddress());
        String personal = written.getPersonal() == null ? "" : Texts.line(EncodedWords.decode(written.getPersonal()));
        var canonical = Addresses.email(address);
        String name = canonical.isEmpty() && personal.isEmpty() ? address : personal;
        boolean repeats = canonical.isPresent() && name.equalsIgnoreCase(address);
        if (canonical.isEmpty() && name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Participant(
                role, canonical.orElse(null), name.isEmpty() || repeats ? null : Texts.bounded(name, LONGEST_NAME)));
    }
}
