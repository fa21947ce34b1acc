package io.syncline.alert;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server and a webhook that take digests, started once for all tests. */
public class AlertReceivers implements QuarkusTestResourceLifecycleManager {
    private static final String USER = "alerts";
    private static final String PASSWORD = "alerts-password";
    private static final List<String> POSTED = new CopyOnWriteArrayList<>();

    private static GreenMail mail;
    private static volatile String refused;
    private HttpServer web;

    @Override
    public Map<String, String> start() {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser(USER, PASSWORD);
        try {
            web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        web.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refused != null && body.contains(refused);
            if (!refuse) {
                POSTED.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            }
            exchange.sendResponseHeaders(refuse ? 500 : 204, -1);
            exchange.close();
        });
        web.start();
        return Map.of(
                "syncline.alerts.webhook",
                "http://127.0.0.1:" + web.getAddress().getPort() + "/hook?room=7",
                "syncline.alerts.mail.host",
                "127.0.0.1",
                "syncline.alerts.mail.port",
                Integer.toString(mail.getSmtp().getPort()),
                "syncline.alerts.mail.tls",
                "none",
                "syncline.alerts.mail.username",
                USER,
                "syncline.alerts.mail.password",
                PASSWORD,
                "syncline.alerts.mail.from",
                "syncline@acme.example");
    }

    @Override
    public void stop() {
        web.stop(0);
        mail.stop();
    }

    /** The webhook answers 500 to what has this in it; to nothing, for null. */
    static void refuse(String part) {
        refused = part;
    }

    static List<String> posted(String owner) {
        return POSTED.stream().filter(body -> body.contains(owner)).toList();
    }

    static List<String> subjects(String owner) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> isTo(message, owner))
                .map(AlertReceivers::subject)
                .toList();
    }

    private static boolean isTo(MimeMessage message, String owner) {
        try {
            return message.getAllRecipients()[0].toString().equals(owner);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
