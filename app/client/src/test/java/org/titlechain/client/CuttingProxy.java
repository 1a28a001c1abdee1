package org.titlechain.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line between a client and a node that breaks at a chosen byte: after so many bytes of the request, or after so many
 * of the answer. Everything up to there has arrived at the other end.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int nodePort;
    private final long requestBytes;
    private final long answerBytes;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /** Passes at most so many bytes of request and answer, then cuts both ways. */
    CuttingProxy(int nodePort, long requestBytes, long answerBytes) throws IOException {
        this.nodePort = nodePort;
        this.requestBytes = requestBytes;
        this.answerBytes = answerBytes;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Bytes of requests that went through. */
    long requested() {
        return requested.get();
    }

    /** Bytes of answers that went through. */
    long answered() {
        return answered.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket node = new Socket(InetAddress.getLoopbackAddress(), nodePort)) {
            Thread up = Thread.ofVirtual().start(() -> {
                if (!pass(client, node, requestBytes, requested)) {
                    close(client);
                    close(node);
                }
            });
            if (requestBytes > 0) {
                pass(node, client, answerBytes, answered);
            } else {
                up.join();
            }
        } catch (IOException e) {
            // A broken line is what this is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until the end of the stream; false when the limit was reached first. */
    private static boolean pass(Socket from, Socket to, long limit, AtomicLong passed) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            long left = limit;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return true;
                }
                out.write(buffer, 0, read);
                out.flush();
                left -= read;
                passed.addAndGet(read);
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
