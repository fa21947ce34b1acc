package io.syncline.source.mail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.ImapConfig.Tls;
import io.syncline.event.TransientSyncException;
import io.syncline.source.mail.Mailbox.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that accepts and does not answer holds up neither a poll nor a look for longer than the timeout. */
@Timeout(20)
class MailboxTimeoutIT {
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final String USER = "alice@acme.example";

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void serverThatNeverGreets_endsTheConnecting(Tls tls) throws IOException {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var config = config(mute.getLocalPort(), tls);

            assertThatThrownBy(() -> Mailbox.connect(camel, config, SHORT))
                    .isInstanceOf(TransientSyncException.class)
                    .hasMessageContaining("Read timed out");
        }
    }

    @Test
    void serverThatFallsSilentWhileItIsRead_endsTheReading() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        server.setUser(USER, "secret");
        try (var proxy = new ImapProxy(0, server.getImap().getPort(), false);
                var mailbox = Mailbox.connect(camel, config(proxy.port(), Tls.NONE), SHORT);
                var folder = mailbox.examine("INBOX")) {
            // when
            proxy.hang();

            // then
            assertThatThrownBy(() -> folder.search(0, List.of(), ArrivalDays.ALL))
                    .isInstanceOf(TransientSyncException.class)
                    .hasMessageContaining("the connection was lost");
        } finally {
            server.stop();
        }
    }

    private static ImapConfig config(int port, Tls tls) {
        var common =
                new Common("mailbox", USER, true, Duration.ofDays(30), 3, Duration.ofMinutes(10), Duration.ofDays(3));
        return new ImapConfig(
                common,
                "127.0.0.1",
                port,
                tls,
                Optional.of("*"),
                USER,
                "secret",
                List.of("INBOX"),
                Optional.empty(),
                Duration.ofSeconds(30));
    }
}
