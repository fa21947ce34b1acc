package io.syncline.source.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A wire to a mail server that can be cut, that can be listened to, and that can offer STARTTLS, which GreenMail cannot. */
public final class ImapProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int server;
    private final boolean offersStartTls;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private volatile boolean hangs;
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
    private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);

    public ImapProxy(int port, int server, boolean offersStartTls) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.offersStartTls = offersStartTls;
        threads.execute(this::accept);
    }

    /** The port that it listens on; of use where 0 was given. */
    int port() {
        return listener.getLocalPort();
    }

    /** After so many bytes more from the server the connection breaks. */
    public void cutAfter(long bytes) {
        bytesUntilCut.set(bytes);
    }

    /** From now on nothing that the server says arrives, and no connection ends. */
    void hang() {
        hangs = true;
    }

    /** Does something before the server hears of a command for the first time. */
    public void before(String command, Runnable action) {
        actions.put(command, action);
    }

    /** What clients sent in the clear. */
    String saidInTheClear() {
        return String.join("\n", said);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Socket speaking = offersStartTls ? startTls(client) : client;
            try (var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
                if (offersStartTls) {
                    line(upstream.getInputStream());
                }
                var back = threads.submit(() -> relay(speaking, upstream, true));
                relay(upstream, speaking, false);
                back.cancel(true);
            }
        } catch (IOException | GeneralSecurityException ended) {
            // The test looks at what the client made of it.
        }
    }

    private void relay(Socket from, Socket to, boolean fromClient) {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromClient && !offersStartTls) {
                    String words = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                    said.add(words);
                    actions.keySet().stream()
                            .filter(words::contains)
                            .map(actions::remove)
                            .forEach(Runnable::run);
                } else if (!fromClient) {
                    bytesUntilCut.addAndGet(-n);
                }
                if (bytesUntilCut.get() < 0) {
                    from.close();
                    to.close();
                    return;
                }
                if (fromClient || !hangs) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // One side hung up.
        }
    }

    private Socket startTls(Socket client) throws IOException, GeneralSecurityException {
        var in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        say(out, "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready");
        while (true) {
            String line = line(in);
            said.add(line);
            String tag = line.substring(0, line.indexOf(' '));
            if (line.endsWith("CAPABILITY")) {
                say(out, "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED");
                say(out, tag + " OK done");
            } else if (line.endsWith("STARTTLS")) {
                say(out, tag + " OK begin");
                var secure = (SSLSocket) context().getSocketFactory().createSocket(client, null, true);
                secure.setUseClientMode(false);
                return secure;
            } else {
                say(out, tag + " BAD not before STARTTLS");
            }
        }
    }

    /** With GreenMail's self-signed certificate. */
    private static SSLContext context() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var stored = ImapProxy.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(stored, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
