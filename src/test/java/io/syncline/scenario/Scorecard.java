package io.syncline.scenario;

import io.syncline.scenario.Outcomes.Link;
import io.syncline.scenario.Story.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what was done with what the labels say, rule by rule. */
final class Scorecard {
    private final Map<String, Count> byRule = new TreeMap<>();
    private final Map<String, Count> byTheme = new TreeMap<>();
    private final Count all = new Count();
    private final List<String> faults = new ArrayList<>();
    private int items;
    private int excluded;
    private int asked;
    private int askedInVain;
    private int notAsked;
    private int misfiled;

    /** Links of one rule or theme. */
    static final class Count {
        private int items;
        private int right;
        private int wrong;
        private int missed;

        double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }
    }

    void judge(Story story, Item item, String fate, List<Link> links, Set<String> reviews) {
        String place = story.theme() + " " + item.name();
        items++;
        theme(story).items++;
        if (!fate.equals(item.excluded() ? "excluded" : "applied")) {
            misfiled++;
            faults.add(place + ": is " + fate + ", expected " + (item.excluded() ? "excluded" : "applied"));
        }
        excluded += item.excluded() ? 1 : 0;
        List<String> open = new ArrayList<>(item.expected());
        for (Link link : links) {
            boolean right = open.removeIf(label -> link.leadsTo(label) || link.leadsTo(story.named(label)));
            count(story, link.rule(), right ? Verdict.RIGHT : Verdict.WRONG);
            if (!right) {
                faults.add(place + ": wrong " + link.entity() + " " + link.names() + " by " + link.rule() + ": "
                        + link.explanation());
            }
        }
        for (String label : open) {
            count(story, ruleOf(item, label), Verdict.MISSED);
            faults.add(place + ": missed " + label);
        }
        ask(place, new TreeSet<>(item.reviews()), reviews);
    }

    private void ask(String place, Set<String> wanted, Set<String> reviews) {
        for (String entity : reviews) {
            asked++;
            if (!wanted.contains(entity)) {
                askedInVain++;
                faults.add(place + ": asks in vain for " + entity);
            }
        }
        for (String entity : wanted) {
            if (!reviews.contains(entity)) {
                notAsked++;
                faults.add(place + ": does not ask for " + entity);
            }
        }
    }

    private enum Verdict {
        RIGHT,
        WRONG,
        MISSED
    }

    private void count(Story story, String rule, Verdict verdict) {
        for (Count count : List.of(all, theme(story), byRule.computeIfAbsent(rule, name -> new Count()))) {
            switch (verdict) {
                case RIGHT -> count.right++;
                case WRONG -> count.wrong++;
                case MISSED -> count.missed++;
            }
        }
    }

    private Count theme(Story story) {
        return byTheme.computeIfAbsent(story.theme(), name -> new Count());
    }

    /** The rule that should have made a link that nobody made: the one whose evidence the item has. */
    private static String ruleOf(Item item, String label) {
        if (label.contains("@") || label.startsWith("+")) {
            return "identity";
        }
        if (item.node().has("re")) {
            return "thread";
        }
        return item.node().has("series") ? "series" : item.node().path("by").asText("company-domain");
    }

    int items() {
        return items;
    }

    double precision() {
        return all.precision();
    }

    double recall() {
        return all.recall();
    }

    /** Items that were filed although they must not be, or the reverse, and questions that should or should not be asked. */
    int misfiled() {
        return misfiled;
    }

    int askedInVain() {
        return askedInVain;
    }

    int notAsked() {
        return notAsked;
    }

    List<String> faults() {
        return faults;
    }

    String table() {
        var text = new StringBuilder(
                "Labelled scenarios: " + items + " items, of them " + excluded + " not to be filed\n\n");
        row(text, "rule", byRule);
        row(text, "theme", byTheme);
        line(text, "all links made without review", all);
        text.append(String.format(
                Locale.ROOT,
                "questions to people: %d, of them in vain %d; not asked: %d; misfiled: %d%n",
                asked,
                askedInVain,
                notAsked,
                misfiled));
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, String what, Map<String, Count> counts) {
        text.append(String.format(
                Locale.ROOT,
                "%-30s %6s %6s %6s %6s %9s %7s%n",
                what,
                "items",
                "right",
                "wrong",
                "missed",
                "precision",
                "recall"));
        counts.forEach((name, count) -> line(text, name, count));
        text.append('\n');
    }

    private static void line(StringBuilder text, String name, Count count) {
        text.append(String.format(
                Locale.ROOT,
                "%-30s %6s %6d %6d %6d %9.3f %7.3f%n",
                name,
                count.items == 0 ? "" : count.items,
                count.right,
                count.wrong,
                count.missed,
                count.precision(),
                count.recall()));
    }
}
