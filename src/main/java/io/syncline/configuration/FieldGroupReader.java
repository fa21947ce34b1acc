package io.syncline.configuration;

import io.syncline.ownership.ConflictRule;
import io.syncline.ownership.FieldGroup;
import io.syncline.ownership.FieldGroup.ReviewWhen;
import io.syncline.ownership.OwnedField;
import io.syncline.ownership.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one field group of a policy. */
final class FieldGroupReader {
    private static final List<String> KEYS =
            List.of("fields", "system-of-record", "authority", "rule", "review-when", "blank-overwrites", "override");
    private static final List<String> ROLES = List.of("operator", "admin");

    private final String entity;
    private final YamlBlock block;
    private final FieldSources sources;
    private final LineProblems problems;

    FieldGroupReader(String entity, YamlBlock block, FieldSources sources, LineProblems problems) {
        this.entity = entity;
        this.block = block;
        this.sources = sources;
        this.problems = problems;
    }

    FieldGroup read(String name) {
        block.refuseUnknown(KEYS);
        List<String> fields = fields();
        String truth = systemOfRecord();
        List<Set<String>> authority = authority(truth);
        ConflictRule rule = rule(authority);
        boolean blank = flag("blank-overwrites");
        Set<String> override = override();
        var group = new FieldGroup(entity, name, fields, truth, authority, rule, blank, override, reviewWhen(rule));
        for (String field : fields) {
            OwnedField.of(entity, field).ifPresent(known -> fits(group, known));
        }
        return group;
    }

    private List<String> fields() {
        String expectation = "a list of fields of " + entity;
        List<String> known =
                OwnedField.ofEntity(entity).stream().map(OwnedField::field).toList();
        List<String> fields = block.list("fields", expectation).orElse(List.of());
        if (fields.isEmpty()) {
            problems.missing(block.line("fields"), block.key("fields"), expectation + ": " + String.join(", ", known));
        }
        fields.stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> problems.badWord(block.line("fields"), block.key("fields"), field, known));
        return fields;
    }

    private String systemOfRecord() {
        String key = "system-of-record";
        String expectation = "person, or a source";
        List<String> known = Stream.concat(Stream.of(Role.PERSON.word()), sources.known().stream())
                .toList();
        Optional<String> word = block.required(key, expectation);
        word.filter(source -> !known.contains(source)).ifPresent(source -> refuseSource(key, source, known));
        return word.orElse(Role.PERSON.word());
    }

    private List<Set<String>> authority(String truth) {
        String key = "authority";
        String expectation = "a list of sources, the highest first; [a, b] in one place are equal";
        Optional<List<List<String>>> places = block.places(key, expectation);
        if (!block.names().contains(key)) {
            problems.missing(block.line(), block.key(key), expectation + "; [] where only people write");
        }
        List<String> seen = new ArrayList<>(List.of(truth));
        for (String source :
                places.orElse(List.of()).stream().flatMap(List::stream).toList()) {
            if (!sources.known().contains(source)) {
                refuseSource(key, source, sources.known());
            } else if (seen.contains(source)) {
                String expected =
                        source.equals(truth) ? "no place for it, as the system of record is above" : "it once";
                problems.bad(block.line(key), block.key(key), source, expected);
            }
            seen.add(source);
        }
        return places.orElse(List.of()).stream()
                .map(place -> (Set<String>) new LinkedHashSet<>(place))
                .toList();
    }

    private void refuseSource(String key, String word, List<String> known) {
        sources.whyNot(word)
                .ifPresentOrElse(
                        why -> problems.bad(block.line(key), block.key(key), word, why),
                        () -> problems.badWord(block.line(key), block.key(key), word, known));
    }

    private ConflictRule rule(List<Set<String>> authority) {
        List<String> known =
                Stream.of(ConflictRule.values()).map(ConflictRule::word).toList();
        Optional<String> word = block.required("rule", "one of " + String.join(", ", known));
        Optional<ConflictRule> rule = word.flatMap(ConflictRule::of);
        if (word.isPresent() && rule.isEmpty()) {
            problems.badWord(block.line("rule"), block.key("rule"), word.get(), known);
        }
        boolean equals = authority.stream().anyMatch(place -> place.size() > 1);
        if (rule.equals(Optional.of(ConflictRule.AUTHORITY)) && equals) {
            problems.bad(
                    block.line("rule"),
                    block.key("rule"),
                    "authority",
                    "a rule that decides between the equal sources of authority, or each source in a place of its own");
        }
        return rule.orElse(ConflictRule.AUTHORITY);
    }

    private ReviewWhen reviewWhen(ConflictRule rule) {
        String key = "review-when";
        List<String> known =
                Stream.of(ReviewWhen.values()).map(ReviewWhen::word).toList();
        Optional<String> word = block.text(key, "one of " + String.join(", ", known));
        if (word.isPresent() && rule != ConflictRule.REVIEW) {
            problems.bad(block.line(key), block.key(key), word.get(), "rule: review beside it, or no such key");
        }
        word.filter(text -> !known.contains(text))
                .ifPresent(text -> problems.badWord(block.line(key), block.key(key), text, known));
        return Stream.of(ReviewWhen.values())
                .filter(when -> word.equals(Optional.of(when.word())))
                .findFirst()
                .orElse(ReviewWhen.EQUAL_AUTHORITY);
    }

    private boolean flag(String key) {
        Optional<String> word = block.text(key, "true or false");
        Optional<Boolean> flag = word.flatMap(Values::bool);
        if (word.isPresent() && flag.isEmpty()) {
            problems.bad(block.line(key), block.key(key), word.get(), "true or false");
        }
        return flag.orElse(false);
    }

    private Set<String> override() {
        String key = "override";
        List<String> roles = block.list(key, "a list of roles: operator, admin").orElse(ROLES);
        roles.stream()
                .filter(role -> !ROLES.contains(role))
                .forEach(role -> problems.badWord(block.line(key), block.key(key), role, ROLES));
        return new LinkedHashSet<>(roles);
    }

    private void fits(FieldGroup group, OwnedField field) {
        boolean peoples = group.systemOfRecord().equals(Role.PERSON.word())
                && group.authority().isEmpty();
        if (!field.automated() && !peoples) {
            problems.bad(
                    block.line("authority"),
                    block.key("authority"),
                    String.join(
                            ", ",
                            group.authority().stream().flatMap(Set::stream).toList()),
                    "[] and system-of-record: person, as no source writes " + field.field());
        }
        if (field.required() && group.blankOverwrites()) {
            problems.bad(
                    block.line("blank-overwrites"),
                    block.key("blank-overwrites"),
                    "true",
                    "false, as there must be a " + field.field());
        }
        if (field.asSubmitted()
                && (group.rule() != ConflictRule.NEVER_OVERWRITE
                        || !group.override().isEmpty())) {
            problems.bad(
                    block.line("rule"),
                    block.key("rule"),
                    group.rule().word(),
                    "never-overwrite and override: [], as a lead is kept as it was submitted");
        }
    }
}
