package io.syncline.alert;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/** Where digests go, for the routes: by which mail server, and to which webhook. */
@ApplicationScoped
@Named("alertWays")
@Unremovable
public class AlertWays {
    /** A transaction waits for it. */
    private static final long PATIENCE = Duration.ofSeconds(10).toMillis();

    private static final int SUBMISSION = 587;

    private final AlertsConfig config;

    @Inject
    AlertWays(AlertsConfig config) {
        this.config = config;
    }

    public boolean hasMail() {
        return config.mail().isPresent();
    }

    public boolean hasWebhook() {
        return config.webhook().isPresent();
    }

    /** Host and port. */
    public String server() {
        return config.mail()
                .map(mail -> mail.host() + ":" + mail.port().orElse(SUBMISSION))
                .orElseThrow();
    }

    public String sender() {
        return config.mail().map(AlertsConfig.Mail::from).orElseThrow();
    }

    /** As a Camel endpoint, which does not wait for ever. */
    public String webhook() {
        String url = config.webhook().orElseThrow().toString();
        return url + (url.contains("?") ? "&" : "?") + "connectTimeout=" + PATIENCE + "&responseTimeout=" + PATIENCE
                + "&skipRequestHeaders=true";
    }

    /** With the password, so that it stands in no endpoint. */
    @Produces
    @Singleton
    @Named("alertMailSession")
    @Unremovable
    static Session session(AlertsConfig config) {
        var properties = new Properties();
        config.mail().ifPresent(mail -> {
            AlertsConfig.Tls tls = mail.tls().orElse(AlertsConfig.Tls.STARTTLS);
            properties.put("mail.smtp.starttls.required", Boolean.toString(tls == AlertsConfig.Tls.STARTTLS));
            properties.put("mail.smtp.starttls.enable", Boolean.toString(tls == AlertsConfig.Tls.STARTTLS));
            properties.put("mail.smtp.ssl.enable", Boolean.toString(tls == AlertsConfig.Tls.IMPLICIT));
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.auth", Boolean.toString(mail.username().isPresent()));
            properties.put("mail.smtp.connectiontimeout", Long.toString(PATIENCE));
            properties.put("mail.smtp.timeout", Long.toString(PATIENCE));
            mail.username().ifPresent(user -> properties.put("mail.smtp.user", user));
        });
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return config.mail()
                        .flatMap(mail -> mail.username()
                                .map(user -> new PasswordAuthentication(
                                        user, mail.password().orElse(""))))
                        .orElse(null);
            }
        });
    }
}
