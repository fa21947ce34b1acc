package io.syncline.console;

import io.syncline.attribution.Attribution;
import io.syncline.attribution.Attribution.AttributedTouch;
import io.syncline.attribution.Attribution.Credit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a record came from. */
record AttributionPage(RecordHead head, Attribution attribution) {
    public List<String> models() {
        return List.copyOf(attribution.credits().keySet());
    }

    public List<AttributedTouch> touches() {
        return attribution.touches();
    }

    /** The touch's share by a model, in per cent. */
    public String share(AttributedTouch touch, String model) {
        double share = attribution.credits().get(model).stream()
                .filter(credit -> credit.eventKey().equals(touch.eventKey()))
                .mapToDouble(Credit::share)
                .sum();
        return Math.round(share * 100) + " %";
    }

    /** Source, medium, campaign and the rest, as far as the form gave them. */
    public String say(AttributedTouch touch) {
        return Stream.of(
                        touch.touch().source(),
                        touch.touch().medium(),
                        touch.touch().campaign(),
                        touch.touch().term(),
                        touch.touch().content())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" / "));
    }
}
