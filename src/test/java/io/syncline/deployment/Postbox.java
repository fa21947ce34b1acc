package io.syncline.deployment;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

/** The mailbox post@acme.example, with three mails from a customer. */
final class Postbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    Postbox() {
        server.start();
        var user = server.setUser("post@acme.example", "post");
        for (int i = 0; i < 3; i++) {
            user.deliver(GreenMailUtil.createTextEmail(
                    "post@acme.example",
                    "jane@globex.example",
                    "Offer " + i,
                    "Hello",
                    server.getImap().getServerSetup()));
        }
    }

    int port() {
        return server.getImap().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
