package io.syncline.source.mail;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Content-Type or Content-Disposition header says, read by its grammar or, where it breaks the grammar, by what
 * still stands out.
 *
 * @param word such as text/plain or attachment, in lower case
 */
record MediaType(String word, Function<String, Optional<String>> parameters) {
    private static final Pattern TYPE = Pattern.compile("\\s*([\\w.+-]+/[\\w.+-]+)");
    private static final Pattern DISPOSITION = Pattern.compile("\\s*([\\w-]+)");

    static MediaType ofContentType(String header, String fallback) {
        try {
            var type = new ContentType(header);
            return new MediaType(type.getBaseType().toLowerCase(Locale.ROOT), named(type.getParameterList()));
        } catch (ParseException broken) {
            return new MediaType(word(TYPE.matcher(header), fallback), name -> search(header, name));
        }
    }

    static MediaType ofDisposition(String header) {
        try {
            var disposition = new ContentDisposition(header);
            return new MediaType(
                    disposition.getDisposition().toLowerCase(Locale.ROOT), named(disposition.getParameterList()));
        } catch (ParseException broken) {
            return new MediaType(word(DISPOSITION.matcher(header), "attachment"), name -> search(header, name));
        }
    }

    Optional<String> parameter(String name) {
        return parameters.apply(name);
    }

    boolean is(String prefix) {
        return word.startsWith(prefix);
    }

    private static Function<String, Optional<String>> named(ParameterList parameters) {
        return name -> Optional.ofNullable(parameters).map(list -> list.get(name));
    }

    private static String word(Matcher matcher, String fallback) {
        return matcher.lookingAt() ? matcher.group(1).toLowerCase(Locale.ROOT) : fallback;
    }

    private static Optional<String> search(String header, String name) {
        var matcher = Pattern.compile("(?i)[;\\s]" + Pattern.quote(name) + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))")
                .matcher(header);
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }
}
