package io.syncline.assignment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who owns new accounts, contacts, deals and leads that nobody is named for. Users are named by their e-mail addresses. */
@ConfigMapping(prefix = "syncline.owners")
interface OwnerRules {
    /** In their order; the first that names somebody decides. */
    @WithDefault("account-owner,territory,round-robin")
    List<Rule> rules();

    /** By a name of their own, which stands in the reason. A country is in one territory. */
    Map<String, Territory> territories();

    /** Among whom records are shared out that no other rule decides. */
    Optional<List<String>> roundRobin();

    /** A way to find the owner. */
    enum Rule {
        /**
         * Contacts and deals are owned by whoever owns their account; deals without one by the owner of their contacts, and
         * leads by the owner of their contact, else of their account.
         */
        ACCOUNT_OWNER,
        /** By the country of the phone number, else of the e-mail address's domain. */
        TERRITORY,
        /** Shared out evenly among users. */
        ROUND_ROBIN
    }

    /** Countries and who works there. */
    interface Territory {
        /** ISO 3166 codes such as DE. */
        List<String> countries();

        /** One, or several among whom the records of the territory are shared out. */
        List<String> users();
    }
}
