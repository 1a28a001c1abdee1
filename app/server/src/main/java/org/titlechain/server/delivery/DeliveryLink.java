package org.titlechain.server.delivery;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.server.delivery.DeliveryException.Reason;

/** Asks one member: a connection, one request, one answer. */
final class DeliveryLink {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECT_MILLISECONDS = 3_000;

    private final MemberIdentity identity;
    private final MemberTrust trust;

    /**
     * A way to ask members.
     *
     * @param trust believes any member; for each request only the one that is asked is believed
     */
    DeliveryLink(MemberIdentity identity, MemberTrust trust) {
        this.identity = identity;
        this.trust = trust;
    }

    /** The list of results. */
    MapValue ask(String member, InetSocketAddress address, DeliveryRequest request) throws DeliveryException {
        MapValue answer = exchange(member, address, request.toMap());
        Optional<String> code = answer.find("code").map(Value::asText);
        if (code.isPresent()) {
            throw new DeliveryException(Reason.named(code.get()), member);
        }
        return answer;
    }

    private MapValue exchange(String member, InetSocketAddress address, MapValue request) throws DeliveryException {
        try (SSLSocket socket = (SSLSocket) MemberTls.context(identity, trust.only(member))
                .getSocketFactory()
                .createSocket()) {
            socket.setEnabledProtocols(MemberTls.PROTOCOLS);
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLISECONDS);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.startHandshake();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (!Frames.read(in, Frames.LARGEST_REQUEST)
                    .filter(Frames.GREETING::equals)
                    .isPresent()) {
                throw new DeliveryException(Reason.MALFORMED, member);
            }
            Frames.write(new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())), request);
            return Frames.read(in, Frames.LARGEST_ANSWER).orElseThrow(() -> new IOException("no answer"));
        } catch (IOException e) {
            throw new DeliveryException(
                    isAboutCertificate(e) ? Reason.CERTIFICATE_REFUSED : Reason.HOLDER_UNREACHABLE, member, e);
        }
    }

    /**
     * With TLS 1.3 the other side refuses a certificate after this side has begun to talk: by an alert of that name.
     */
    private static boolean isAboutCertificate(IOException e) {
        return e instanceof SSLException
                && (e.getCause() instanceof CertificateException
                        || String.valueOf(e.getMessage()).contains("certificate"));
    }
}
