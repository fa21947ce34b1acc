package io.syncline.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.ImapConfig.Tls;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.RetryLimits;
import io.syncline.connector.SynclineConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity.Auth;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynclineConfigReaderTest {
    private static final String ORGANIZATION =
            """
            syncline:
              organization:
                domains: [acme.example]
                default-region: US
            """;
    private static final String MAIL = ORGANIZATION
            + """
              connectors:
                mail:
                  type: imap
                  owner: revops@acme.example
                  host: imap.acme.example
                  username: alice@acme.example
                  password: correct horse
            """;

    @Test
    void read_keyWithDots_isRefusedInsteadOfOverlooked() {
        assertThatThrownBy(
                        () -> read(
                                ORGANIZATION
                                        + """
                syncline.connectors:
                  mail:
                    type: imap
                """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "syncline.connectors: is one name with dots in YAML; expected its parts as nested keys");
    }

    @Test
    void read_imapWithTheLeast_fillsInTheDefaults() {
        ImapConfig mail = only(ImapConfig.class, read(MAIL));

        assertThat(mail.common().id()).isEqualTo("mail");
        assertThat(mail.common().owner()).isEqualTo("revops@acme.example");
        assertThat(mail.enabled()).isTrue();
        assertThat(mail.common().dedupWindow()).isEqualTo(Duration.ofDays(30));
        assertThat(mail.common().failureThreshold()).isEqualTo(3);
        assertThat(mail.common().lagThreshold()).isEqualTo(Duration.ofMinutes(10));
        assertThat(mail.tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(mail.port()).isEqualTo(993);
        assertThat(mail.folders()).containsExactly("INBOX", "Sent");
        assertThat(mail.since()).isEmpty();
        assertThat(mail.pollEvery()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void read_imapWithEverything_takesItAsWritten() {
        ImapConfig mail = only(
                ImapConfig.class,
                read(
                        MAIL
                                + """
                  enabled: false
                  tls: starttls
                  folders: [INBOX, "Sent, old", Archive/2025]
                  since: 2026-01-01
                  poll-every: PT2M
                  dedup-window: 12h
                  failure-threshold: 5
                  lag-threshold: 1h
            """));

        assertThat(mail.enabled()).isFalse();
        assertThat(mail.port()).isEqualTo(143);
        assertThat(mail.folders()).containsExactly("INBOX", "Sent, old", "Archive/2025");
        assertThat(mail.since()).contains(LocalDate.of(2026, 1, 1));
        assertThat(mail.pollEvery()).isEqualTo(Duration.ofMinutes(2));
        assertThat(mail.common().dedupWindow()).isEqualTo(Duration.ofHours(12));
        assertThat(mail.common().failureThreshold()).isEqualTo(5);
    }

    @Test
    void read_organizationAndNeverLog_areCanonical() {
        SynclineConfig config = read(
                """
                syncline:
                  organization:
                    domains: [ACME.example, bücher.example]
                  never-log: ["*@Legal.example", medical.example]
                """);

        assertThat(config.organization().domains()).containsExactlyInAnyOrder("acme.example", "xn--bcher-kva.example");
        assertThat(config.neverLog()).containsExactly("*@legal.example", "medical.example");
    }

    @Test
    void read_calendar_takesCredentialsThatExist(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key.json"), "{}");

        CalendarConfig calendar = only(
                CalendarConfig.class,
                read(ORGANIZATION
                        + """
                          connectors:
                            meetings:
                              type: google-calendar
                              owner: revops@acme.example
                              calendars: [alice@acme.example, bob@acme.example]
                              credentials: %s
                        """
                                .formatted(key)));

        assertThat(calendar.calendars()).containsExactly("alice@acme.example", "bob@acme.example");
        assertThat(calendar.credentials()).isEqualTo(key);
        assertThat(calendar.rootUrl()).isEqualTo(URI.create("https://www.googleapis.com/"));
        assertThat(calendar.pollEvery()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void read_secretAsTextOrList_givesAllOfThem() {
        SynclineConfig config = read(
                ORGANIZATION
                        + """
                  connectors:
                    calls:
                      type: telephony
                      owner: revops@acme.example
                      auth: bearer
                      secret: [new-token, old-token]
                    twilio:
                      type: telephony
                      owner: revops@acme.example
                      provider: twilio
                      secret: twilio-token
                      public-url: https://hooks.acme.example
                """);

        assertThat(config.connectors()).extracting(ConnectorConfig::id).containsExactly("calls", "twilio");
        TelephonyConfig calls = (TelephonyConfig) config.connectors().get(0);
        assertThat(calls.provider()).isEqualTo("generic");
        assertThat(calls.security().auth()).contains(Auth.BEARER);
        assertThat(calls.security().secrets()).containsExactly("new-token", "old-token");
        TelephonyConfig twilio = (TelephonyConfig) config.connectors().get(1);
        assertThat(twilio.security().secrets()).containsExactly("twilio-token");
        assertThat(twilio.security().publicUrl()).contains(URI.create("https://hooks.acme.example"));
    }

    @Test
    void read_htmlForm_needsNoSecret() {
        LeadFormConfig form = only(
                LeadFormConfig.class,
                read(
                        ORGANIZATION
                                + """
                          connectors:
                            website:
                              type: lead-form
                              owner: marketing@acme.example
                              provider: html
                              allowed-origins: [https://www.acme.example]
                        """));

        assertThat(form.security().secrets()).isEmpty();
        assertThat(form.allowedOrigins()).containsExactly("https://www.acme.example");
        assertThat(form.honeypot()).isEqualTo("website");
    }

    @Test
    void read_environment_setsAndOverrides() {
        SynclineConfig config = read(
                MAIL,
                Map.of(
                        "SYNCLINE_CONNECTORS_MAIL_POLL_EVERY", "5s",
                        "SYNCLINE_CONNECTORS_MAIL_FOLDERS", "INBOX,Archive",
                        "SYNCLINE_CONNECTORS_PHONE_CALLS_TYPE", "telephony",
                        "SYNCLINE_CONNECTORS_PHONE_CALLS_OWNER", "revops@acme.example",
                        "SYNCLINE_CONNECTORS_PHONE_CALLS_AUTH", "bearer",
                        "SYNCLINE_CONNECTORS_PHONE_CALLS_SECRET", "token"));

        assertThat(config.connectors()).extracting(ConnectorConfig::id).containsExactly("mail", "phone-calls");
        ImapConfig mail = (ImapConfig) config.connectors().get(0);
        assertThat(mail.pollEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(mail.folders()).containsExactly("INBOX", "Archive");
    }

    @Test
    void read_variablesOfKubernetesAndOfPlaceholders_areNoMistake() {
        SynclineConfig config = read(
                MAIL.replace("correct horse", "${SYNCLINE_MAIL_SECRET}"),
                Map.of(
                        "SYNCLINE_SERVICE_HOST", "10.0.0.7",
                        "SYNCLINE_SERVICE_PORT_HTTP", "80",
                        "SYNCLINE_PORT_80_TCP_ADDR", "10.0.0.7",
                        "SYNCLINE_PORT", "tcp://10.0.0.7:80",
                        "SYNCLINE_ADMIN_PASSWORD", "admin",
                        "SYNCLINE_MAIL_SECRET", "battery"));

        assertThat(only(ImapConfig.class, config).password()).isEqualTo("battery");
    }

    @Test
    void read_misspeltVariables_areRefused() {
        assertThatThrownBy(() -> read(
                        MAIL, Map.of("SYNCLINE_CONNECTORS_MAIL_HOTS", "x", "SYNCLINE_ADMIN_PASWORD", "hidden-value")))
                .hasMessageContaining("SYNCLINE_CONNECTORS_MAIL_HOTS: unknown environment variable")
                .hasMessageContaining("SYNCLINE_ADMIN_PASWORD: unknown environment variable")
                .hasMessageContaining("SYNCLINE_ADMIN_PASSWORD (did you mean that?)")
                .hasMessageNotContaining("hidden-value");
    }

    @Test
    void read_nothing_needsOnlyThePassword() {
        assertThat(read("syncline: {}").connectors()).isEmpty();
        assertThatThrownBy(() -> new SynclineConfigReader(config("syncline: {}", Map.of())).read(true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SYNCLINE_ADMIN_PASSWORD: missing");
    }

    @Test
    void read_manyProblems_areOneMessage_withoutSecrets() {
        String message = refusal(
                """
                syncline:
                  organisation:
                    domains: [acme.example]
                  organization:
                    default-region: USA
                  never-log: ["a b"]
                  schedules:
                    enabled: perhaps
                    enbaled: true
                  connectors:
                    mail:
                      type: imap
                      owner: revops
                      tls: ssl
                      port: 99999
                      password: hidden-value
                      since: yesterday
                      poll-every: 30 parsecs
                      enabled: maybe
                      hots: x
                      secret: hidden-value
                    Fax:
                      type: fax
                    calls:
                      type: telefony
                      owner: revops@acme.example
                    twilio:
                      type: telephony
                      owner: revops@acme.example
                      provider: twilio
                      auth: bearer
                    leads:
                      type: lead-form
                      owner: revops@acme.example
                      auth: standard-webhooks
                      secret: "hidden value"
                      allowed-origins: [www.acme.example]
                    meetings:
                      type: google-calendar
                      owner: revops@acme.example
                      credentials: /no/such/file
                      root-url: ftp://acme.example
                """);

        assertThat(message)
                .contains("syncline.organisation: unknown key")
                .contains("did you mean organization?")
                .contains("syncline.organization.domains: missing; expected the domains of your own people")
                .contains(
                        "syncline.organization.default-region: \"USA\"; expected a country's ISO 3166 code such as US")
                .contains("syncline.never-log: \"a b\"; expected")
                .contains("syncline.schedules.enabled: \"perhaps\"; expected true or false")
                .contains(
                        "syncline.schedules.enbaled: unknown key; expected one of enabled, work-every; did you mean enabled?")
                .contains("syncline.connectors.mail.owner: \"revops\"; expected the e-mail address")
                .contains("syncline.connectors.mail.host: missing; expected the name of the IMAP server")
                .contains("syncline.connectors.mail.username: missing")
                .contains("syncline.connectors.mail.tls: \"ssl\"; expected implicit, starttls or none")
                .contains("syncline.connectors.mail.port: \"99999\"; expected a number from 1 to 65535")
                .contains("syncline.connectors.mail.since: \"yesterday\"; expected a date such as 2026-01-01")
                .contains("syncline.connectors.mail.poll-every: \"30 parsecs\"; expected a duration such as 30s")
                .contains("syncline.connectors.mail.enabled: \"maybe\"; expected true or false")
                .contains("syncline.connectors.mail.hots: unknown key")
                .contains("syncline.connectors.mail.secret: unknown key for type imap")
                .contains("syncline.connectors.Fax: \"Fax\"; expected an id")
                .contains("syncline.connectors.calls.type: \"telefony\"")
                .contains("did you mean telephony?")
                .contains("syncline.connectors.twilio.secret: missing")
                .contains("syncline.connectors.twilio.public-url: missing")
                .contains("syncline.connectors.twilio.auth: cannot be used")
                .contains("syncline.connectors.leads.secret: a value that is not shown here; expected a signing key")
                .contains("syncline.connectors.leads.allowed-origins: \"www.acme.example\"; expected an origin")
                .contains("syncline.connectors.meetings.calendars: missing")
                .contains("syncline.connectors.meetings.credentials: \"/no/such/file\"; expected a readable file")
                .contains(
                        "syncline.connectors.meetings.root-url: \"ftp://acme.example\"; expected an http or https URL")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "provider: twillio, one of generic; twilio",
        "provider: html, one of generic; twilio",
        "auth: basic, bearer or standard-webhooks"
    })
    void read_badProviderOrAuth_isRefused(String line, String expectation) {
        String name = line.replaceAll(":.*", "");
        assertThat(refusal(ORGANIZATION
                        + """
                          connectors:
                            calls:
                              type: telephony
                              owner: revops@acme.example
                              secret: token
                              %s
                        """
                                .formatted(line)))
                .contains("syncline.connectors.calls." + name + ": \"")
                .contains("expected " + expectation.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({"30", "0s", "-5m", "5 weeks", "PT0S", "99999999999999d", "'1,5h'"})
    void read_badDuration_isRefused(String duration) {
        assertThat(refusal(MAIL + "      poll-every: " + duration + "\n"))
                .contains("syncline.connectors.mail.poll-every: \"" + duration + "\"; expected a duration");
    }

    @Test
    void read_placeholderThatIsNotSet_namesTheKey() {
        assertThat(refusal(MAIL.replace("correct horse", "${NOT_SET_ANYWHERE}")))
                .contains("syncline.connectors.mail.password: refers by ${...} to something that is not set")
                .doesNotContain("missing");
    }

    @Test
    void read_aConnectorTwice_namesFileAndLine(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("application.yaml"), MAIL + "    mail:\n      type: imap\n");
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new YamlConfigSource(file.toUri().toURL(), 260))
                .build();

        assertThatThrownBy(() -> new SynclineConfigReader(config).read(false))
                .hasMessageContaining(file + ", line 12: found duplicate key mail");
    }

    @Test
    void read_aConnectorIdWithADot_isRefused() {
        assertThat(refusal(ORGANIZATION + "  connectors:\n    \"a.b\":\n      type: imap\n"))
                .contains("syncline.connectors.\"a.b\": \"a.b\"; expected an id");
    }

    @Test
    void read_aScalarWhereConnectorsBelong_isRefused() {
        assertThat(refusal(ORGANIZATION + "  connectors: mail\n")).contains("syncline.connectors");
        assertThat(refusal(ORGANIZATION + "  connectors:\n    mail: imap\n")).contains("syncline.connectors.mail");
    }

    @Test
    void read_retryOfAConnector_isItsOwn() {
        var limits = only(
                        ImapConfig.class,
                        read(
                                MAIL
                                        + """
                          retry:
                            initial-delay: 1m
                            at-once: 5
                    """,
                                Map.of("SYNCLINE_CONNECTORS_MAIL_RETRY_MAX_ATTEMPTS", "7")))
                .common()
                .retry();

        assertThat(limits)
                .isEqualTo(new RetryLimits(
                        Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.of(7), Optional.of(5)));
        assertThat(only(ImapConfig.class, read(MAIL)).common().retry()).isEqualTo(RetryLimits.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "max-attempts: 0, max-attempts: \"0\"; expected a number from 1 to 1000000",
        "at-once: many, at-once: \"many\"; expected a number from 1 to 1000",
        "initial-delay: 0s, initial-delay: \"0s\"; expected a duration",
        "'{initial-delay: 10m, max-delay: 5m}', 'max-delay: \"5m\"; expected at least the initial-delay, 10m'",
        "max-attemps: 3, 'max-attemps: unknown key; expected one of initial-delay, max-delay, max-attempts, at-once; did you mean max-attempts?'",
        "lease: 2m, lease: unknown key; expected one of initial-delay"
    })
    void read_badRetryOfAConnector_isRefused(String retry, String problem) {
        String block = retry.startsWith("{") ? retry : "{" + retry + "}";

        assertThat(refusal(MAIL + "      retry: " + block + "\n"))
                .contains("syncline.connectors.mail.retry." + problem);
    }

    @Test
    void read_aScalarWhereRetryBelongs_isRefused() {
        assertThat(refusal(MAIL + "      retry: 5\n"))
                .contains("syncline.connectors.mail.retry: a value or a list; expected a block");
    }

    @Test
    void read_badCommonRetry_isRefused() {
        assertThat(refusal(MAIL + "  retry:\n    jitter: 2\n    max-delay: soon\n"))
                .contains("syncline.retry.jitter: \"2\"; expected a share from 0 to 1")
                .contains("syncline.retry.max-delay: \"soon\"; expected a duration");
    }

    private static String refusal(String yaml) {
        try {
            read(yaml);
        } catch (ConfigurationException e) {
            return e.getMessage();
        }
        throw new AssertionError("not refused");
    }

    private static <T extends ConnectorConfig> T only(Class<T> type, SynclineConfig config) {
        assertThat(config.connectors()).hasSize(1);
        return type.cast(config.connectors().get(0));
    }

    private static SynclineConfig read(String yaml) {
        return read(yaml, Map.of());
    }

    private static SynclineConfig read(String yaml, Map<String, String> environment) {
        return new SynclineConfigReader(config(yaml, environment)).read(false);
    }

    private static SmallRyeConfig config(String yaml, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new YamlConfigSource("test", yaml, 260), new EnvConfigSource(environment, 300))
                .build();
    }
}
