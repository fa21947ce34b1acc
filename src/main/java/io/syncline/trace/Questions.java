package io.syncline.trace;

import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Translator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Understands what people search by, in the spelling that they have at hand. */
@ApplicationScoped
class Questions {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern EVENT_KEY = Pattern.compile("[a-z]+:v\\d+:.+", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>");
    private static final Pattern NUMBER = Pattern.compile("[+(\\d][^@]*");

    private final List<Translator> translators;
    private final String region;

    @Inject
    Questions(@Any Instance<Translator> translators, SynclineConfig config) {
        this(translators.stream().toList(), config.organization().defaultRegion());
    }

    Questions(List<Translator> translators, String region) {
        this.translators = List.copyOf(translators);
        this.region = region;
    }

    /**
     * @param query as it came; a space in front of a number was a plus sign before it was a URL
     */
    Question read(String query) {
        String text = query.strip();
        Optional<UUID> id = UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
        boolean key = EVENT_KEY.matcher(text).matches();
        Optional<Address> address =
                id.isPresent() || key ? Optional.empty() : email(text).or(() -> phone(query, text));
        return new Question(text, id, externalIds(text), address, meanings(text, id, key, address));
    }

    private List<String> externalIds(String text) {
        Set<String> ids = new LinkedHashSet<>(List.of(text));
        translators.forEach(translator -> translator.externalId(text).ifPresent(ids::add));
        return List.copyOf(ids);
    }

    private static Optional<Address> email(String text) {
        return Addresses.email(text.replaceFirst("(?i)^mailto:", "")).or(() -> BRACKETED
                .matcher(text)
                .results()
                .findFirst()
                .flatMap(inner -> Addresses.email(inner.group(1))));
    }

    private Optional<Address> phone(String query, String text) {
        String number = text.replaceFirst("(?i)^tel:", "");
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        Optional<Address> lostItsPlus =
                query.startsWith(" ") ? Addresses.phone("+" + number, region) : Optional.empty();
        return lostItsPlus.or(() -> Addresses.phone(number, region));
    }

    private static List<String> meanings(String text, Optional<UUID> id, boolean key, Optional<Address> address) {
        List<String> meanings = new ArrayList<>();
        id.ifPresent(given -> meanings.add("event-id"));
        if (key) {
            meanings.add("event-key");
        }
        boolean bracketed = BRACKETED.matcher(text).find();
        if (bracketed || text.indexOf('@') >= 0) {
            meanings.add("message-id");
        }
        if (!key && !bracketed && text.chars().noneMatch(Character::isWhitespace)) {
            meanings.addAll(List.of("calendar-id", "call-id", "submission-id"));
        }
        address.ifPresent(whose -> meanings.add(whose.type() == Address.Type.EMAIL ? "email-address" : "phone-number"));
        return meanings;
    }
}
