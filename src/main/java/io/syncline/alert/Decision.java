package io.syncline.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of what is seen and what was noted: each trouble once, when it has lasted; dead letters again when
 * there are more; and that it is over, to whom its beginning was told.
 *
 * @param noted what is to be noted now, instead of what was
 */
record Decision(List<Noted> noted, List<Trouble> news, List<Noted> over) {
    Decision {
        noted = List.copyOf(noted);
        news = List.copyOf(news);
        over = List.copyOf(over);
    }

    /**
     * @param mayTell whether the owner may get a digest now; what cannot be told stays to be told
     */
    static Decision of(List<Noted> before, List<Trouble> seen, Duration after, Instant now, boolean mayTell) {
        var noted = new ArrayList<Noted>();
        var news = new ArrayList<Trouble>();
        var over = new ArrayList<Noted>();
        for (Trouble trouble : seen) {
            Noted known = before.stream()
                    .filter(trouble::isSameAs)
                    .findFirst()
                    .orElse(Noted.first(trouble, now))
                    .atMost(trouble.count());
            boolean isNews = known.told()
                    ? trouble.count() > known.toldCount()
                    : !known.since().plus(after).isAfter(now);
            if (isNews && mayTell) {
                news.add(trouble);
                known = known.told(trouble.count(), now);
            }
            noted.add(known);
        }
        for (Noted gone : before) {
            Optional<Trouble> still =
                    seen.stream().filter(trouble -> trouble.isSameAs(gone)).findFirst();
            if (still.isEmpty() && gone.told()) {
                (mayTell ? over : noted).add(gone);
            }
        }
        return new Decision(noted, news, over);
    }

    boolean isWorthADigest() {
        return !news.isEmpty() || !over.isEmpty();
    }
}
