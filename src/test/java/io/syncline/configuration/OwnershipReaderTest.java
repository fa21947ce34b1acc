package io.syncline.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.ownership.ConflictRule;
import io.syncline.ownership.FieldGroup;
import io.syncline.ownership.FieldGroup.ReviewWhen;
import io.syncline.ownership.OwnershipPolicy;
import io.syncline.ownership.PolicyProblem;
import io.syncline.ownership.PolicyRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipReaderTest {
    private static final Path DEFAULT = Path.of("config/ownership.yaml");
    private static final String TITLE =
            """
              title:
                fields: [title]
                system-of-record: person
                authority: [lead]
                rule: most-recent
            """;

    private final OwnershipReader reader = new OwnershipReader(config());

    static SynclineConfig config() {
        var leads = new LeadFormConfig(common("website"), "html", null, List.of(), "website");
        var mail = new ImapConfig(
                common("mail"),
                "localhost",
                993,
                ImapConfig.Tls.IMPLICIT,
                Optional.empty(),
                "alice",
                "secret",
                List.of("INBOX"),
                Optional.empty(),
                Duration.ofSeconds(30));
        return new SynclineConfig(
                new Organization(Set.of("acme.example"), "US"), List.of(), List.<ConnectorConfig>of(leads, mail));
    }

    private static Common common(String id) {
        return new Common(
                id, "revops@acme.example", true, Duration.ofDays(30), 3, Duration.ofMinutes(10), Duration.ofDays(1));
    }

    static String standard() {
        try {
            return Files.readString(DEFAULT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String with(String title) {
        assertThat(standard()).contains(TITLE);
        return standard().replace(TITLE, title);
    }

    private List<PolicyProblem> problems(String text) {
        var refused = catchThrowableOfType(PolicyRefusedException.class, () -> reader.read("ownership.yaml", text));
        assertThat(refused).as("the policy is refused").isNotNull();
        return refused.problems();
    }

    @Test
    void fileOfTheRepository_isTheBuiltInPolicy_andValid() throws IOException {
        OwnershipPolicy policy = reader.read("ownership.yaml", standard());

        assertThat(policy.label()).matches("1\\+[0-9a-f]{8}");
        FieldGroup name = policy.of("contact", "name");
        assertThat(name.authority()).containsExactly(Set.of("lead"), Set.of("email-from"), Set.of("email-addressed"));
        assertThat(name.rule()).isEqualTo(ConflictRule.MOST_RECENT);
        assertThat(name.override()).containsExactlyInAnyOrder("operator", "admin");
        assertThat(policy.of("lead", "email").override()).isEmpty();
        try (var builtIn = getClass().getClassLoader().getResourceAsStream("ownership.yaml")) {
            assertThat(builtIn).hasBinaryContent(Files.readAllBytes(DEFAULT));
        }
    }

    @Test
    void everyKey_isRead() {
        OwnershipPolicy policy = reader.read(
                "ownership.yaml",
                with("""
                  title:
                    fields: [title]
                    system-of-record: website
                    authority: [[lead, email-from], imap]
                    rule: review
                    review-when: any-source
                    blank-overwrites: true
                    override: [admin]
                """)
                        .replace("# steward:", "steward:"));

        FieldGroup title = policy.of("contact", "title");
        assertThat(title)
                .isEqualTo(new FieldGroup(
                        "contact",
                        "title",
                        List.of("title"),
                        "website",
                        List.of(Set.of("lead", "email-from"), Set.of("imap")),
                        ConflictRule.REVIEW,
                        true,
                        Set.of("admin"),
                        ReviewWhen.ANY_SOURCE));
        assertThat(policy.steward()).isEqualTo("revops@acme.example");
    }

    @Test
    void hash_isOfTheRulesAndNotOfTheWords() {
        String hash = reader.read("a", standard()).hash();

        assertThat(reader.read("b", "# another comment\n" + standard()).hash()).isEqualTo(hash);
        assertThat(reader.read("c", with(TITLE.replace("most-recent", "first-writer")))
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void allProblems_areNamedWithTheirLines() {
        String text = standard()
                .replace("version: \"1\"", "version: \"1 2\"")
                .replace("# steward: revops@acme.example", "steward: revops")
                .replace(
                        TITLE,
                        TITLE.replace("rule: most-recent", "rule: most-recnt").replace("[lead]", "[leads]"));

        List<PolicyProblem> problems = problems(text);

        List<String> lines = text.lines().toList();
        assertThat(problems).hasSize(4);
        assertThat(problems).allSatisfy(problem -> {
            String key = problem.key().substring(problem.key().lastIndexOf('.') + 1);
            assertThat(lines.get(problem.line() - 1)).contains(key + ":");
        });
        assertThat(problems)
                .extracting(PolicyProblem::key)
                .containsExactly("version", "steward", "contact.title.authority", "contact.title.rule");
        assertThat(problems.get(3).toString())
                .isEqualTo("ownership.yaml, line " + problems.get(3).line()
                        + ": contact.title.rule: \"most-recnt\"; expected one of authority, most-recent, first-writer,"
                        + " never-overwrite, review; did you mean most-recent?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields: [title]|fields: [titl]|\"titl\"; expected one of name, title, accountId, ownerId; did you mean title?",
                "fields: [title]|fields: []|expected a list of fields of contact: name, title",
                "fields: [title]|fields: [title, name]|\"name\"; expected a field in one group only; it is in name too",
                "fields: [title]|field: [title]|unknown key; expected one of fields, system-of-record",
                "fields: [title]|fields: [title, title]|it is in title too",
                "system-of-record: person|system-of-record: salesforce|\"salesforce\"; expected one of person, email-from",
                "system-of-record: person|rule: review|stands a second time",
                "authority: [lead]|authority: lead|\"lead\"; expected a list of sources, the highest first",
                "authority: [lead]|authority: [lead, lead]|\"lead\"; expected it once",
                "authority: [lead]|authority: [person]|\"person\"; expected no place for person here, whose edit stands above",
                "authority: [lead]|authority: [mail]|one item in whichever mailbox or calendar they are read first",
                "authority: [lead]|authority: [{a: b}]|\"a block\"; expected a list of sources",
                "rule: most-recent|rule:|\"\"; expected one of authority, most-recent",
                "rule: most-recent|blank-overwrites: true|contact.title.rule: missing; expected one of authority",
                "rule: most-recent|review-when: any-source|rule: missing",
                "authority: [lead]|authority: [[lead, imap]]|nothing",
            })
    void wrongValue_isRefusedWithWhatWasExpected(String line, String instead, String expected) {
        String text = with(TITLE.replace(line, instead));
        if (expected.equals("nothing")) {
            assertThat(reader.read("ownership.yaml", text)).isNotNull();
            return;
        }

        assertThat(problems(text)).extracting(PolicyProblem::toString).anySatisfy(problem -> assertThat(problem)
                .contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "most-recent\\n|most-recent\\n    review-when: any-source\\n|expected rule: review beside it",
                "most-recent\\n|most-recent\\n    review-when: sometimes\\n|expected one of equal-authority, any-source",
                "most-recent\\n|most-recent\\n    blank-overwrites: maybe\\n|expected true or false",
                "most-recent\\n|most-recent\\n    override: [viewer]\\n|\"viewer\"; expected one of operator, admin",
                "[lead]\\n    rule: most-recent|[[lead, imap]]\\n    rule: authority|or each source in a place of its own",
            })
    void keysThatDoNotFitTogether_areRefused(String lines, String instead, String expected) {
        String text = with(TITLE.replace(lines.translateEscapes(), instead.translateEscapes()));

        assertThat(problems(text)).extracting(PolicyProblem::toString).anySatisfy(problem -> assertThat(problem)
                .contains(expected));
    }

    @Test
    void fieldThatSourcesWrite_isInAGroup() {
        assertThat(problems(with("")))
                .extracting(PolicyProblem::toString)
                .containsExactly("ownership.yaml, line "
                        + (1 + standard().lines().toList().indexOf("contact:") + 1)
                        + ": contact.title: missing; expected it in one group, as sources write it");
    }

    @Test
    void fieldThatOnlyPeopleWrite_hasNoSources_andMayBeLeftOut() {
        int deal = standard().indexOf("  deal:\n    fields");
        String deals = standard().substring(deal, standard().indexOf("  owner:", deal));

        assertThat(reader.read("a", standard().replace(deals, "")).hash())
                .isEqualTo(reader.read("b", standard()).hash());
        assertThat(problems(standard().replace(deals, deals.replace("authority: []", "authority: [lead]"))))
                .extracting(PolicyProblem::problem)
                .contains("\"lead\"; expected [] and system-of-record: person, as no source writes stage");
    }

    @Test
    void leadAndRequiredFields_haveTheirBounds() {
        assertThat(problems(standard().replace("rule: never-overwrite", "rule: most-recent")))
                .extracting(PolicyProblem::problem)
                .contains("\"most-recent\"; expected never-overwrite and override: [], as a lead is kept as it was"
                        + " submitted");
        assertThat(problems(standard().replace("[lead, domain]\n", "[lead, domain]\n    blank-overwrites: true\n")))
                .extracting(PolicyProblem::problem)
                .containsExactly("\"true\"; expected false, as there must be a name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|empty; expected a version",
                "'a: [b'|1|expected YAML",
                "'version: \"1\"\\ncontact: x'|2|\"x\"; expected a block of keys and values",
                "'- a'|1|\"a list\"; expected a block",
                "'a: 1\\n---\\nb: 2'|2|expected YAML",
                "'version: \"1\"\\ncontacts: {}'|2|contacts: unknown key; expected one of version, steward, account",
                "'version: \"1\"\\nversion: \"2\"'|2|version: stands a second time",
            })
    void textThatIsNoPolicy_isRefusedWithItsLine(String text, int line, String expected) {
        assertThat(problems(text.translateEscapes())).anySatisfy(problem -> {
            assertThat(problem.toString()).contains(expected);
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    @Test
    void hugeOrDeepText_isRefusedInTime() {
        assertThat(problems("a".repeat(300_000))).hasSize(1);
        assertThat(problems("[".repeat(10_000))).hasSize(1);
        assertThat(problems("a: &a [*a, *a]")).isNotEmpty();
    }
}
