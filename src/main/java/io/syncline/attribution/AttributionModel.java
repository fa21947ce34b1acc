package io.syncline.attribution;

import com.fasterxml.jackson.annotation.JsonValue;
import io.syncline.event.Touch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the credit for a person or a deal is shared among its touches. */
public enum AttributionModel {
    /** All of it to the first touch. */
    FIRST_TOUCH {
        @Override
        double weight(List<Touch> touches, int i) {
            return i == 0 ? 1 : 0;
        }
    },
    /** All of it to the last touch. */
    LAST_TOUCH {
        @Override
        double weight(List<Touch> touches, int i) {
            return i == touches.size() - 1 ? 1 : 0;
        }
    },
    /** The same to each. */
    LINEAR {
        @Override
        double weight(List<Touch> touches, int i) {
            return 1;
        }
    },
    /** Half as much for each week before the last touch. */
    TIME_DECAY {
        @Override
        double weight(List<Touch> touches, int i) {
            Duration before = Duration.between(
                    touches.get(i).at(), touches.get(touches.size() - 1).at());
            return Math.pow(0.5, (double) before.toSeconds() / HALF_LIFE.toSeconds());
        }
    },
    /** Two fifths each to the first and the last, the rest to those between them. */
    POSITION_BASED {
        @Override
        double weight(List<Touch> touches, int i) {
            boolean end = i == 0 || i == touches.size() - 1;
            return end ? 0.4 : 0.2 / (touches.size() - 2);
        }
    };

    private static final Duration HALF_LIFE = Duration.ofDays(7);

    abstract double weight(List<Touch> touches, int i);

    /**
     * The share of each touch; together they are 1.
     *
     * @param touches by time, the first first
     */
    List<Double> shares(List<Touch> touches) {
        List<Double> weights = IntStream.range(0, touches.size())
                .mapToObj(i -> weight(touches, i))
                .toList();
        double all = weights.stream().mapToDouble(Double::doubleValue).sum();
        return weights.stream().map(weight -> weight / all).toList();
    }

    /** The word of the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
