package io.syncline.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.association.Evidence.Chosen;
import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.event.Address;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssociationRulesTest {
    private static final Address JANE = new Address(Address.Type.EMAIL, "jane@globex.example");
    private static final UUID JANE_ID = UUID.randomUUID();
    private static final UUID GLOBEX = UUID.randomUUID();
    private static final UUID RENEWAL = UUID.randomUUID();
    private static final UUID UPSELL = UUID.randomUUID();
    private static final List<Participant> PEOPLE = List.of(new Participant("from", JANE, "Jane"));
    private static final Holder HOLDER = new Holder(JANE_ID, "Jane Doe", GLOBEX, "Globex", null);

    @Test
    void knownAddress_linksContactAndItsAccount() {
        // when
        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), List.of(), List.of()));

        // then
        assertThat(association.links())
                .extracting(Link::entity, Link::id, Link::rule)
                .containsExactly(tuple("contact", JANE_ID, "identity"), tuple("account", GLOBEX, "contact-account"));
        assertThat(association.links().get(0).explanation())
                .isEqualTo("jane@globex.example (from) is an address of the contact");
    }

    @Test
    void unknownAddressOfAKnownDomain_linksTheAccountOnly() {
        var domain = new DomainAccount(GLOBEX, "Globex", "globex.example");

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(), Map.of(JANE, domain), List.of(), List.of()));

        assertThat(association.links()).extracting(Link::rule).containsExactly("company-domain");
    }

    @Test
    void contactOfAnotherAccount_outranksTheDomain() {
        UUID initech = UUID.randomUUID();
        var moved = new Holder(JANE_ID, "Jane Doe", initech, "Initech", null);
        var domain = new DomainAccount(GLOBEX, "Globex", "globex.example");

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, moved), Map.of(JANE, domain), List.of(), List.of()));

        assertThat(association.links()).extracting(Link::id).containsExactly(JANE_ID, initech);
    }

    @Test
    void usersOfTheOrganization_areNotLinked() {
        var alice = new Holder(null, "Alice", null, null, UUID.randomUUID());

        assertThat(AssociationPolicy.standard()
                        .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, alice), Map.of(), List.of(), List.of()))
                        .links())
                .isEmpty();
    }

    @Test
    void oneOpenDealByRole_isChosenBeforeThoseOfTheAccount() {
        var byRole = new Deal(RENEWAL, GLOBEX, null, List.of(JANE_ID));
        var byAccount = new Deal(UPSELL, GLOBEX, null, List.of());

        Association association = AssociationPolicy.standard()
                .decide(
                        Kind.EMAIL,
                        PEOPLE,
                        evidence(Map.of(JANE, HOLDER), Map.of(), List.of(byRole, byAccount), List.of()));

        assertThat(association.links())
                .filteredOn(link -> link.entity().equals("deal"))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.id()).isEqualTo(RENEWAL);
                    assertThat(link.confidence()).isEqualTo(0.9);
                });
    }

    @Test
    void severalOpenDealsThatFitEqually_goToReview() {
        List<Deal> deals =
                List.of(new Deal(RENEWAL, GLOBEX, null, List.of()), new Deal(UPSELL, GLOBEX, null, List.of()));

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), deals, List.of()));

        assertThat(association.links()).noneMatch(link -> link.entity().equals("deal"));
        assertThat(association.reviews()).singleElement().satisfies(review -> assertThat(review.candidates())
                .containsExactlyInAnyOrder(RENEWAL, UPSELL));
    }

    @Test
    void dealOpenedWellAfterTheOthers_isTaken_andCloserOnesAreReviewed() {
        Instant spring = Instant.parse("2026-03-01T00:00:00Z");
        var old = new Deal(RENEWAL, GLOBEX, spring, List.of());
        var fresh = new Deal(UPSELL, GLOBEX, spring.plus(Duration.ofDays(90)), List.of());
        var close = new Deal(UPSELL, GLOBEX, spring.plus(Duration.ofDays(89)), List.of());
        var undated = new Deal(UPSELL, GLOBEX, null, List.of());

        assertThat(dealsChosen(List.of(old, fresh))).containsExactly(UPSELL);
        assertThat(dealsChosen(List.of(fresh, old))).containsExactly(UPSELL);
        assertThat(dealsChosen(List.of(old, close))).isEmpty();
        assertThat(dealsChosen(List.of(old, undated))).isEmpty();
    }

    @Test
    void meetingWithoutEvidenceOfItsOwn_followsItsSeries() {
        var series = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "account", GLOBEX, null));

        Association association = AssociationPolicy.standard()
                .decide(Kind.MEETING, PEOPLE, evidence(Map.of(), Map.of(), List.of(), series));

        assertThat(association.links()).extracting(Link::rule).containsExactly("series");
    }

    @Test
    void ruleThatIsLeftOut_linksNothing_andTheVersionSaysSo() {
        var policy = new AssociationPolicy(List.of(AssociationRule.COMPANY_DOMAIN), Duration.ofDays(90));

        assertThat(policy.decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), List.of(), List.of()))
                        .links())
                .isEmpty();
        assertThat(policy.version()).isNotEqualTo(AssociationPolicy.standard().version());
    }

    private static List<UUID> dealsChosen(List<Deal> deals) {
        return AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), deals, List.of()))
                .links()
                .stream()
                .filter(link -> link.entity().equals("deal"))
                .map(Link::id)
                .toList();
    }

    @Test
    void threadChoosesBetweenDeals_andNamesTheLosers() {
        List<Deal> deals =
                List.of(new Deal(RENEWAL, GLOBEX, null, List.of()), new Deal(UPSELL, GLOBEX, null, List.of()));
        var thread = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "deal", UPSELL, GLOBEX));

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), deals, thread));

        assertThat(association.links())
                .filteredOn(link -> link.entity().equals("deal"))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.id()).isEqualTo(UPSELL);
                    assertThat(link.evidence()).containsEntry("losers", List.of(RENEWAL.toString()));
                });
    }

    @Test
    void replyWithoutEvidenceOfItsOwn_followsItsThread() {
        var thread = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "account", GLOBEX, null));

        Association inherited = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(), Map.of(), List.of(), thread));
        Association own = AssociationPolicy.standard()
                .decide(
                        Kind.EMAIL,
                        PEOPLE,
                        evidence(
                                Map.of(),
                                Map.of(JANE, new DomainAccount(UUID.randomUUID(), "Initech", "initech.example")),
                                List.of(),
                                thread));

        assertThat(inherited.links()).singleElement().extracting(Link::rule).isEqualTo("thread");
        assertThat(own.links()).singleElement().extracting(Link::rule).isEqualTo("company-domain");
    }

    @Test
    void freemailDomains_nameNoCompany() {
        assertThat(CompanyDomains.suffixes("gmail.com")).isEmpty();
        assertThat(CompanyDomains.suffixes("mail.emea.globex.example"))
                .containsExactly("mail.emea.globex.example", "emea.globex.example", "globex.example");
    }

    @Test
    void publicSuffixes_nameNoCompany() {
        assertThat(CompanyDomains.suffixes("co.uk")).isEmpty();
        assertThat(CompanyDomains.suffixes("example")).isEmpty();
        assertThat(CompanyDomains.suffixes("sales.globex.co.uk")).containsExactly("sales.globex.co.uk", "globex.co.uk");
        assertThat(CompanyDomains.registered("sales.globex.co.uk")).contains("globex.co.uk");
        assertThat(CompanyDomains.registered("a.b.globex.example")).contains("globex.example");
        assertThat(CompanyDomains.registered("gmail.com")).isEmpty();
        assertThat(CompanyDomains.suffixes("a_b.globex.example"))
                .containsExactly("a_b.globex.example", "globex.example");
    }

    @Test
    void addressOfAnEarlierEmployer_isThatCompanys() {
        UUID initech = UUID.randomUUID();
        var moved = new Holder(JANE_ID, "Jane Doe", initech, "Initech", null);
        var domain = new DomainAccount(GLOBEX, "Globex", "globex.example");
        var evidence = new Evidence(
                Map.of(JANE, moved),
                Map.of(),
                Map.of(JANE, domain),
                Set.of(JANE),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        Association association = AssociationPolicy.standard().decide(Kind.EMAIL, PEOPLE, evidence);

        assertThat(association.links()).extracting(Link::id).containsExactly(JANE_ID, GLOBEX);
    }

    @Test
    void numberOfSeveralContacts_isTheirAccounts_andWhoItWasIsAsked() {
        var june = new Holder(UUID.randomUUID(), "June Doe", GLOBEX, "Globex", null);

        Association colleagues = AssociationPolicy.standard().decide(Kind.CALL, PEOPLE, contested(HOLDER, june));
        Association strangers = AssociationPolicy.standard()
                .decide(
                        Kind.CALL,
                        PEOPLE,
                        contested(HOLDER, new Holder(june.contactId(), "June", UUID.randomUUID(), "Initech", null)));

        assertThat(colleagues.links()).extracting(Link::entity, Link::id).containsExactly(tuple("account", GLOBEX));
        assertThat(strangers.links()).isEmpty();
        for (Association association : List.of(colleagues, strangers)) {
            assertThat(association.reviews()).singleElement().satisfies(review -> {
                assertThat(review.entity()).isEqualTo("contact");
                assertThat(review.candidates()).containsExactlyInAnyOrder(JANE_ID, june.contactId());
            });
        }
    }

    @Test
    void contactThatAPersonChose_bringsItsAccount_andIsNotAskedAboutAgain() {
        UUID initech = UUID.randomUUID();
        var june = new Holder(UUID.randomUUID(), "June Doe", initech, "Initech", null);
        var chosen = new Chosen("contact", june.contactId(), initech);

        Association association =
                AssociationPolicy.standard().decide(Kind.CALL, PEOPLE, contested(List.of(chosen), HOLDER, june));

        assertThat(association.links())
                .extracting(Link::entity, Link::id)
                .containsExactly(tuple("contact", june.contactId()), tuple("account", initech));
        assertThat(association.reviews()).isEmpty();
    }

    @Test
    void dealOfAThreadThatWasPassedOn_isAskedAbout_notInherited() {
        var partner = new DomainAccount(UUID.randomUUID(), "Partner", "partner.example");
        var thread = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "deal", RENEWAL, GLOBEX));

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(), Map.of(JANE, partner), List.of(), thread));

        assertThat(association.links()).extracting(Link::entity).containsExactly("account");
        assertThat(association.reviews()).singleElement().satisfies(review -> assertThat(review.candidates())
                .containsExactly(RENEWAL));
    }

    @Test
    void threadOfSeveralCompanies_isAskedAbout() {
        UUID initech = UUID.randomUUID();
        var thread = List.of(
                new ThreadLinkEvidence(UUID.randomUUID(), "account", GLOBEX, null),
                new ThreadLinkEvidence(UUID.randomUUID(), "account", initech, null));

        Association association = AssociationPolicy.standard()
                .decide(Kind.EMAIL, PEOPLE, evidence(Map.of(), Map.of(), List.of(), thread));

        assertThat(association.links()).isEmpty();
        assertThat(association.reviews()).singleElement().satisfies(review -> assertThat(review.candidates())
                .containsExactlyInAnyOrder(GLOBEX, initech));
    }

    @Test
    void dealInWhichAllContactsMeet_isTaken() {
        UUID june = UUID.randomUUID();
        var one = new Deal(RENEWAL, GLOBEX, null, List.of(JANE_ID));
        var both = new Deal(UPSELL, GLOBEX, null, List.of(JANE_ID, june));
        var other = new Deal(UPSELL, GLOBEX, null, List.of(june));

        assertThat(dealsChosen(List.of(one, both))).containsExactly(UPSELL);
        assertThat(dealsChosen(List.of(one, other))).isEmpty();
    }

    private static Evidence contested(Holder... holders) {
        return contested(List.of(), holders);
    }

    private static Evidence contested(List<Chosen> chosen, Holder... holders) {
        return new Evidence(
                Map.of(), Map.of(JANE, List.of(holders)), Map.of(), Set.of(), List.of(), chosen, List.of(), List.of());
    }

    private static Evidence evidence(
            Map<Address, Holder> holders,
            Map<Address, DomainAccount> domains,
            List<Deal> deals,
            List<ThreadLinkEvidence> thread) {
        return new Evidence(holders, Map.of(), domains, Set.of(), List.of(), List.of(), deals, thread);
    }
}
