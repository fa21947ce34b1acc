package io.syncline.source.mail;

import io.syncline.event.Addresses;
import io.syncline.event.Participant;
import io.syncline.source.mime.KnownHeaders;
import io.syncline.source.payload.ReadPaths;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A part's headers, unfolded and in characters, whatever they were written in. */
record Headers(List<Field> fields) {
    record Field(String name, String value) {}

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\n");
    private static final int LONGEST_NAME = 500;

    Headers {
        fields = List.copyOf(fields);
    }

    static Headers of(Part part) throws MessagingException {
        return of(part.getAllHeaders());
    }

    static Headers of(KnownHeaders headers) {
        return of(headers.getAllHeaders());
    }

    private static Headers of(Enumeration<Header> headers) {
        var fields = new ArrayList<Field>();
        for (Header header : Collections.list(headers)) {
            String value = header.getValue() == null ? "" : header.getValue();
            fields.add(new Field(header.getName().strip(), Charsets.header(unfolded(value))));
        }
        return new Headers(fields);
    }

    /** RFC 5322, 2.2.3: without the line ends; the white space after them stays. */
    private static String unfolded(String value) {
        return LINE_END.matcher(value).replaceAll("");
    }

    List<String> all(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        ReadPaths.read("headers." + known);
        if (!KnownHeaders.NAMES.contains(known)) {
            throw new IllegalArgumentException(name + " is not read; expected one of " + KnownHeaders.NAMES);
        }
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

    /** At most so many of those who are named; an address that cannot be read is kept as a name. */
    List<Participant> participants(String name, String role, int most) {
        return all(name).stream()
                .flatMap(value -> AddressList.parse(value, most).stream())
                .limit(most)
                .flatMap(address -> participant(address, role).stream())
                .distinct()
                .toList();
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
