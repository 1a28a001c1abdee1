package org.titlechain.server.delivery;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value.MapValue;

/** A holder with its true certificate that answers something else than it should, or breaks off in the middle. */
final class LyingHolder implements AutoCloseable {
    private final SSLServerSocket listening;
    private final Discloser honest;
    private volatile UnaryOperator<MapValue> lie = answer -> answer;
    private volatile boolean breaking;

    LyingHolder(SSLContext context, Discloser honest) throws IOException {
        this.listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.honest = honest;
        listening.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::run);
    }

    int port() {
        return listening.getLocalPort();
    }

    void tell(UnaryOperator<MapValue> next) {
        lie = next;
        breaking = false;
    }

    void breakOff() {
        breaking = true;
    }

    private void run() {
        while (!listening.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                Frames.write(out, Frames.GREETING);
                MapValue request = Frames.read(new DataInputStream(socket.getInputStream()), Frames.LARGEST_REQUEST)
                        .orElseThrow();
                MapValue answer = lie.apply(honest.answer("province", request));
                if (breaking) {
                    byte[] bytes = CanonicalEncoder.encode(answer);
                    out.writeInt(bytes.length);
                    out.write(bytes, 0, bytes.length / 2);
                } else {
                    Frames.write(out, answer);
                }
            } catch (IOException e) {
                // The other side refused, or this one is closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
