package io.syncline.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ownership.Decision.Conflict;
import io.syncline.ownership.Decision.Standing;
import io.syncline.ownership.FieldGroup.ReviewWhen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldDecisionTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID CONTACT = new UUID(0, 1);
    private static final List<Set<String>> LEAD_MAIL = List.of(Set.of("lead"), Set.of("email-from"));
    private static final List<Set<String>> EQUALS = List.of(Set.of("lead", "email-from"), Set.of("email-addressed"));

    private static FieldGroup group(ConflictRule rule, List<Set<String>> authority, boolean blank, ReviewWhen when) {
        return new FieldGroup(
                "contact", "title", List.of("title"), "person", authority, rule, blank, Set.of("admin"), when);
    }

    private static FieldGroup group(ConflictRule rule, List<Set<String>> authority) {
        return group(rule, authority, false, ReviewWhen.EQUAL_AUTHORITY);
    }

    private static FieldClaim claim(Role role, String connector, String value, int minute) {
        var moment = new Moment(T0.plusSeconds(60L * minute), role.word() + connector + minute, connector);
        return new FieldClaim("contact", CONTACT, "title", value, role, moment);
    }

    private static FieldClaim lead(String value, int minute) {
        return claim(Role.LEAD, "website", value, minute);
    }

    private static FieldClaim mail(String value, int minute) {
        return claim(Role.EMAIL_FROM, "mail", value, minute);
    }

    private static ClaimSet kept(List<FieldClaim> claims) {
        var set = new ClaimSet(List.of());
        for (FieldClaim claim : claims) {
            set = set.with(KeptClaim.of(claim));
        }
        return set;
    }

    private static Decision decide(FieldGroup group, FieldClaim... claims) {
        return FieldDecision.of(group, kept(List.of(claims)).claims(), List.of());
    }

    private static String value(Decision decision) {
        return decision.standing().map(Standing::value).orElse(null);
    }

    /** An event of its own: what it says, by which source, and when. */
    record Said(Role role, String connector, String value, int minute) {}

    private static List<FieldClaim> claims(List<Said> said) {
        List<FieldClaim> claims = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Said one = said.get(i);
            var moment = new Moment(T0.plusSeconds(one.minute()), "event-" + i, one.connector());
            claims.add(new FieldClaim("contact", CONTACT, "title", one.value(), one.role(), moment));
        }
        return claims;
    }

    @Property(tries = 2000)
    void claimsInAnyOrderAndRepetition_endInTheSameField(
            @ForAll("groups") FieldGroup group,
            @ForAll("conversations") List<Said> said,
            @ForAll("verdicts") List<Verdict> verdicts,
            @ForAll Random random) {
        // given
        List<FieldClaim> inOrder = claims(said);
        List<FieldClaim> shuffled = new ArrayList<>(inOrder);
        shuffled.addAll(inOrder.subList(0, random.nextInt(inOrder.size() + 1)));
        Collections.shuffle(shuffled, random);

        // when
        Decision expected = FieldDecision.of(group, kept(inOrder).claims(), verdicts);
        Decision decision = FieldDecision.of(group, kept(shuffled).claims(), verdicts);

        // then: the value, where it comes from, and what waits for a person
        assertThat(decision).isEqualTo(expected);
    }

    @Property(tries = 2000)
    void whatIsKept_decidesAsAllThatWasSaid(
            @ForAll("groups") FieldGroup group, @ForAll("conversations") List<Said> said) {
        // given: what every single event says, nothing put together and nothing left out
        List<KeptClaim> all = claims(said).stream().map(KeptClaim::of).toList();

        // when
        Decision byAll = FieldDecision.of(group, all, List.of());
        Decision byKept = FieldDecision.of(group, kept(claims(said)).claims(), List.of());

        // then
        assertThat(byKept.standing()).isEqualTo(byAll.standing());
        assertThat(byKept.conflict().map(Conflict::fingerprint))
                .isEqualTo(byAll.conflict().map(Conflict::fingerprint));
    }

    @Property(tries = 500)
    void everyDecision_isOfAClaimThatWasMade(
            @ForAll("groups") FieldGroup group, @ForAll("conversations") List<Said> said) {
        Decision decision = FieldDecision.of(group, kept(claims(said)).claims(), List.of());

        Set<String> values = new HashSet<>(said.stream().map(Said::value).toList());
        assertThat(decision.standing().stream().map(Standing::value)).isSubsetOf(values);
    }

    @Provide
    static Arbitrary<FieldGroup> groups() {
        Arbitrary<List<Set<String>>> authorities = Arbitraries.of(
                LEAD_MAIL,
                EQUALS,
                List.of(Set.of("lead", "email-from", "email-addressed")),
                List.of(Set.of("website"), Set.of("imap"), Set.of("lead-form")),
                List.of(Set.of("email-addressed")),
                List.of());
        return Combinators.combine(
                        Arbitraries.of(ConflictRule.values()),
                        authorities,
                        Arbitraries.of(true, false),
                        Arbitraries.of(ReviewWhen.values()))
                .as(FieldDecisionTest::group);
    }

    @Provide
    static Arbitrary<List<Said>> conversations() {
        Arbitrary<Tuple.Tuple2<Role, String>> sources = Arbitraries.of(
                Tuple.of(Role.LEAD, "website"),
                Tuple.of(Role.LEAD, "partner"),
                Tuple.of(Role.EMAIL_FROM, "alice"),
                Tuple.of(Role.EMAIL_FROM, "bob"),
                Tuple.of(Role.EMAIL_ADDRESSED, "alice"));
        // Many values, so that a source has more to say than is kept; and few minutes, so that many speak at once.
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("", "CTO", "cto", "C.T.O."),
                Arbitraries.integers().between(1, 30).map(number -> "title " + number));
        return Combinators.combine(sources, values, Arbitraries.integers().between(0, 20))
                .as((source, value, minute) -> new Said(source.get1(), source.get2(), value, minute))
                .list()
                .ofMaxSize(40);
    }

    /** Of conflicts that may or may not be the one at hand. */
    @Provide
    static Arbitrary<List<Verdict>> verdicts() {
        String atHand = decide(group(ConflictRule.REVIEW, EQUALS), lead("CTO", 1), mail("C.T.O.", 2))
                .conflict()
                .orElseThrow()
                .fingerprint();
        return Combinators.combine(
                        Arbitraries.of(atHand, "another"),
                        Arbitraries.of("CTO", ""),
                        Arbitraries.integers().between(1, 9))
                .as((conflict, value, day) -> new Verdict(conflict, value, T0.plusSeconds(86_400L * day), "user:ann"))
                .list()
                .ofMaxSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHORITY, second",
        "MOST_RECENT, second",
        "FIRST_WRITER, first",
        "NEVER_OVERWRITE, mail",
        "REVIEW, second"
    })
    void rule_choosesBetweenAMailBeforeTwoLeads(ConflictRule rule, String expected) {
        Decision decision =
                decide(group(rule, LEAD_MAIL), lead("first", 2), mail("mail", 1), lead("second", 3), mail("later", 4));

        assertThat(value(decision)).isEqualTo(expected);
        assertThat(decision.conflict()).isEmpty();
    }

    @Test
    void sourceWithoutAPlace_writesNothing() {
        assertThat(decide(group(ConflictRule.MOST_RECENT, List.of(Set.of("lead"))), mail("mail", 1)))
                .isEqualTo(Decision.NONE);
    }

    @Test
    void connector_goesBeforeItsRoleAndItsType() {
        FieldGroup group = group(
                ConflictRule.AUTHORITY,
                List.of(Set.of("website"), Set.of("email-from"), Set.of("lead"), Set.of("imap")));

        Decision decision = decide(
                group,
                claim(Role.LEAD, "partner", "partner", 9),
                claim(Role.LEAD, "website", "website", 1),
                mail("mail", 8),
                claim(Role.EMAIL_ADDRESSED, "mail", "addressed", 9));

        assertThat(value(decision)).isEqualTo("website");
        assertThat(decision.standing().orElseThrow().authority()).isEqualTo(1);
    }

    @Test
    void systemOfRecord_isAboveAllOthers() {
        var group = new FieldGroup(
                "contact",
                "title",
                List.of("title"),
                "email-addressed",
                LEAD_MAIL,
                ConflictRule.MOST_RECENT,
                false,
                Set.of(),
                ReviewWhen.EQUAL_AUTHORITY);

        assertThat(value(decide(group, lead("lead", 9), claim(Role.EMAIL_ADDRESSED, "mail", "crm", 1))))
                .isEqualTo("crm");
    }

    @Test
    void blank_overwritesOnlyWhereThePolicySaysSo() {
        var keeps = group(ConflictRule.MOST_RECENT, LEAD_MAIL);
        var clears = group(ConflictRule.MOST_RECENT, LEAD_MAIL, true, ReviewWhen.EQUAL_AUTHORITY);

        assertThat(value(decide(keeps, lead("CTO", 1), lead("", 2)))).isEqualTo("CTO");
        assertThat(value(decide(clears, lead("CTO", 1), lead("", 2)))).isEmpty();
        assertThat(value(decide(clears, lead("CTO", 3), lead("", 2)))).isEqualTo("CTO");
    }

    @Test
    void personsReleasedValue_standsWhereNobodyElseSpeaks() {
        for (ConflictRule rule : ConflictRule.values()) {
            FieldGroup group = group(rule, LEAD_MAIL, true, ReviewWhen.ANY_SOURCE);
            FieldClaim person = claim(Role.PERSON, null, "CEO", 5);

            assertThat(value(decide(group, person))).as(rule.word()).isEqualTo("CEO");
            assertThat(value(decide(group, person, mail("CTO", 9))))
                    .as(rule.word())
                    .isEqualTo("CTO");
            assertThat(value(decide(group, person, mail("CTO", 1))))
                    .as(rule.word())
                    .isEqualTo("CTO");
        }
    }

    @Test
    void equalSourcesThatDisagree_waitForAPerson_andTheFirstKeepsTheField() {
        FieldGroup group = group(ConflictRule.REVIEW, EQUALS);

        Decision decision = decide(group, mail("Head of IT", 2), lead("CTO", 1), lead("CIO", 3));

        assertThat(value(decision)).isEqualTo("CIO");
        assertThat(decision.conflict().orElseThrow().words())
                .extracting(KeptClaim::value)
                .containsExactlyInAnyOrder("CIO", "Head of IT");
    }

    @Test
    void otherSpelling_isNoDisagreement() {
        assertThat(decide(group(ConflictRule.REVIEW, EQUALS), mail("HEAD  of it", 2), lead("Head of IT", 1))
                        .conflict())
                .isEmpty();
    }

    @Test
    void lowerSource_disagreesOnlyWhereAnySourceCounts() {
        FieldClaim lower = claim(Role.EMAIL_ADDRESSED, "mail", "Boss", 1);

        assertThat(decide(group(ConflictRule.REVIEW, EQUALS), lead("CTO", 2), lower)
                        .conflict())
                .isEmpty();
        Decision any = decide(group(ConflictRule.REVIEW, EQUALS, false, ReviewWhen.ANY_SOURCE), lead("CTO", 2), lower);
        assertThat(any.conflict()).isPresent();
        assertThat(value(any)).isEqualTo("CTO");
    }

    @Test
    void decidedConflict_comesBackOnlyWhenASourceSaysSomethingNew() {
        // given
        FieldGroup group = group(ConflictRule.REVIEW, EQUALS);
        List<FieldClaim> said = new ArrayList<>(List.of(lead("CTO", 1), mail("Head of IT", 2)));
        Conflict conflict =
                decide(group, said.toArray(FieldClaim[]::new)).conflict().orElseThrow();
        var verdict = new Verdict(conflict.fingerprint(), "Head of IT", T0.plusSeconds(9_999), "user:ann");

        // when: the same is said again
        said.add(lead("CTO", 8));
        Decision again = FieldDecision.of(group, kept(said).claims(), List.of(verdict));

        // then
        assertThat(value(again)).isEqualTo("Head of IT");
        assertThat(again.conflict()).isEmpty();

        // when: something new is said
        said.add(lead("CEO", 9));
        Decision other = FieldDecision.of(group, kept(said).claims(), List.of(verdict));

        // then: what was decided stands until it is decided again
        assertThat(value(other)).isEqualTo("Head of IT");
        assertThat(other.conflict()).isPresent();

        // when: they come to agree
        said.add(mail("CEO", 10));
        Decision agreed = FieldDecision.of(group, kept(said).claims(), List.of(verdict));

        // then
        assertThat(value(agreed)).isEqualTo("CEO");
        assertThat(agreed.conflict()).isEmpty();
    }
}
