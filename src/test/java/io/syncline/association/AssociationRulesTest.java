package io.syncline.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.event.Address;
import io.syncline.event.Participant;
import java.util.List;
import java.util.Map;
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
        Association association =
                AssociationRules.decide(PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), List.of(), List.of()));

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

        Association association =
                AssociationRules.decide(PEOPLE, evidence(Map.of(), Map.of(JANE, domain), List.of(), List.of()));

        assertThat(association.links()).extracting(Link::rule).containsExactly("company-domain");
    }

    @Test
    void contactOfAnotherAccount_outranksTheDomain() {
        UUID initech = UUID.randomUUID();
        var moved = new Holder(JANE_ID, "Jane Doe", initech, "Initech", null);
        var domain = new DomainAccount(GLOBEX, "Globex", "globex.example");

        Association association = AssociationRules.decide(
                PEOPLE, evidence(Map.of(JANE, moved), Map.of(JANE, domain), List.of(), List.of()));

        assertThat(association.links()).extracting(Link::id).containsExactly(JANE_ID, initech);
    }

    @Test
    void usersOfTheOrganization_areNotLinked() {
        var alice = new Holder(null, "Alice", null, null, UUID.randomUUID());

        assertThat(AssociationRules.decide(PEOPLE, evidence(Map.of(JANE, alice), Map.of(), List.of(), List.of()))
                        .links())
                .isEmpty();
    }

    @Test
    void oneOpenDealByRole_isChosenBeforeThoseOfTheAccount() {
        var byRole = new Deal(RENEWAL, "Renewal", GLOBEX, List.of(JANE_ID));
        var byAccount = new Deal(UPSELL, "Upsell", GLOBEX, List.of());

        Association association = AssociationRules.decide(
                PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), List.of(byRole, byAccount), List.of()));

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
                List.of(new Deal(RENEWAL, "Renewal", GLOBEX, List.of()), new Deal(UPSELL, "Upsell", GLOBEX, List.of()));

        Association association =
                AssociationRules.decide(PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), deals, List.of()));

        assertThat(association.links()).noneMatch(link -> link.entity().equals("deal"));
        assertThat(association.reviews()).singleElement().satisfies(review -> assertThat(review.candidates())
                .containsExactlyInAnyOrder(RENEWAL, UPSELL));
    }

    @Test
    void threadChoosesBetweenDeals_andNamesTheLosers() {
        List<Deal> deals =
                List.of(new Deal(RENEWAL, "Renewal", GLOBEX, List.of()), new Deal(UPSELL, "Upsell", GLOBEX, List.of()));
        var thread = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "deal", UPSELL));

        Association association =
                AssociationRules.decide(PEOPLE, evidence(Map.of(JANE, HOLDER), Map.of(), deals, thread));

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
        var thread = List.of(new ThreadLinkEvidence(UUID.randomUUID(), "account", GLOBEX));

        Association inherited = AssociationRules.decide(PEOPLE, evidence(Map.of(), Map.of(), List.of(), thread));
        Association own = AssociationRules.decide(
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
        assertThat(FreemailDomains.companySuffixes("gmail.com")).isEmpty();
        assertThat(FreemailDomains.companySuffixes("mail.emea.globex.example"))
                .containsExactly("mail.emea.globex.example", "emea.globex.example", "globex.example");
    }

    private static Evidence evidence(
            Map<Address, Holder> holders,
            Map<Address, DomainAccount> domains,
            List<Deal> deals,
            List<ThreadLinkEvidence> thread) {
        return new Evidence(holders, domains, deals, thread);
    }
}
