package org.titlechain.server.delivery;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.server.delivery.DeliveryException.Reason;

/**
 * Listens for other members: TLS 1.3 only, a certificate of an active member is required, and it is judged again for
 * each request, so that a suspension ends connections that are open.
 */
final class DeliveryListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryListener.class);
    private static final int CONNECTIONS_AT_ONCE = 64;
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int FAREWELL_MILLISECONDS = 1_000;
    private static final int FAREWELL_BYTES = 64 << 10;

    private final SSLContext context;
    private final ServerSocket listening;
    private final MemberTrust trust;
    private final Discloser discloser;
    private final Semaphore room = new Semaphore(CONNECTIONS_AT_ONCE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    private DeliveryListener(SSLContext context, ServerSocket listening, MemberTrust trust, Discloser discloser) {
        this.context = context;
        this.listening = listening;
        this.trust = trust;
        this.discloser = discloser;
        this.thread = Thread.ofPlatform().name("titlechain-delivery").daemon().unstarted(this::accept);
    }

    static DeliveryListener start(SSLContext context, String host, int port, MemberTrust trust, Discloser discloser)
            throws IOException {
        ServerSocket socket = new ServerSocket(port, CONNECTIONS_AT_ONCE, InetAddress.getByName(host));
        DeliveryListener listener = new DeliveryListener(context, socket, trust, discloser);
        listener.thread.start();
        return listener;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (room.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name("titlechain-delivery").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn(
                            "a member's connection was not taken: {}",
                            e.getClass().getSimpleName());
                }
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            plain.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
            try (SSLSocket socket = shakeHands(plain)) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
                Frames.write(out, Frames.GREETING);
                Optional<MapValue> request = Frames.read(in, Frames.LARGEST_REQUEST);
                while (request.isPresent()) {
                    Frames.write(out, answer(socket, request.get()));
                    request = Frames.read(in, Frames.LARGEST_REQUEST);
                }
            }
        } catch (IOException e) {
            LOG.info("a member's connection ended: {}", reason(e));
        } finally {
            open.remove(plain);
            room.release();
        }
    }

    /** A connection that does not finish its handshake in time is closed, however slowly its bytes come. */
    private SSLSocket shakeHands(Socket plain) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            try {
                if (!done.await(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)) {
                    plain.close();
                }
            } catch (IOException e) {
                LOG.info("a slow connection did not close");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), false);
            socket.setEnabledProtocols(MemberTls.PROTOCOLS);
            socket.setNeedClientAuth(true);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            sayFarewell(plain);
            throw e;
        } finally {
            done.countDown();
        }
    }

    /** Lets the other side finish what it is writing: a connection that is reset would lose the alert that says why. */
    private static void sayFarewell(Socket plain) {
        try {
            plain.shutdownOutput();
            plain.setSoTimeout(FAREWELL_MILLISECONDS);
            plain.getInputStream().readNBytes(FAREWELL_BYTES);
        } catch (IOException e) {
            LOG.debug("the other side was gone already");
        }
    }

    private MapValue answer(SSLSocket socket, MapValue request) throws IOException {
        String asking;
        try {
            asking = trust.member((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        } catch (CertificateException e) {
            LOG.info("a member is not believed any more: {}", e.getMessage());
            return Discloser.refused(Reason.CERTIFICATE_REFUSED);
        }
        MapValue answer = discloser.answer(asking, request);
        LOG.info(
                "delivery to {}: {}",
                asking,
                answer.find("code").map(code -> code.asText()).orElse("answered"));
        return answer;
    }

    private static String reason(IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof CertificateException
                ? String.valueOf(cause.getMessage())
                : e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.info("a connection did not close");
        }
    }
}
