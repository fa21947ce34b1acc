package io.syncline.source.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a mail lies, as sightings say it. */
record Place(String folder, long uidValidity, long uid) {
    private static final Pattern FORM = Pattern.compile("(.*);(\\d{1,18});(\\d{1,18})", Pattern.DOTALL);

    static Optional<Place> parse(String location) {
        var parts = FORM.matcher(location);
        return parts.matches()
                ? Optional.of(new Place(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return folder + ";" + uidValidity + ";" + uid;
    }
}
