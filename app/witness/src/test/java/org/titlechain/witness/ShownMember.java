package org.titlechain.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.LogNodes;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TreeHash;
import org.titlechain.proof.TrustedMembers;

/** A member's log with its signed checkpoints, shown over HTTP as a node shows them. One leaf a block. */
final class ShownMember implements AutoCloseable {
    static final Suite SUITE = Suite.GM;
    static final Signer KEY = SUITE.signatures().signer(seed(1));
    static final TrustedMembers TRUST =
            new TrustedMembers("example", SUITE, 1, List.of(new TrustedMembers.Member("registry", KEY.publicKey())));

    private static final HashFunction HASH = SUITE.hash();
    private static final long TIME = 1_763_700_000_000L;

    private final HttpServer server;
    private final LogTree log = new LogTree(HASH, new Nodes(), 0);
    private final List<String> checkpoints = new ArrayList<>();

    /** Whether it shows no proofs. */
    volatile boolean hidesProofs;

    ShownMember() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1", this::answer);
        server.start();
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[31] = (byte) number;
        return seed;
    }

    private static final class Nodes implements LogNodes {
        private final Map<String, byte[]> nodes = new HashMap<>();

        @Override
        public void write(int level, long index, byte[] hash) {
            nodes.put(level + "/" + index, hash);
        }

        @Override
        public byte[] read(int level, long index) {
            return java.util.Objects.requireNonNull(nodes.get(level + "/" + index));
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a block with this leaf and signs for it. */
    synchronized ShownMember adds(String... leaves) {
        for (String leaf : leaves) {
            log.append(TreeHash.logLeaf(HASH, leaf.getBytes(StandardCharsets.UTF_8)));
            long height = log.size();
            byte[] state = HASH.hash(log.root());
            checkpoints.add(new Checkpoint("example", SUITE, height, TIME + height, height, log.root(), state)
                    .sign("registry", KEY)
                    .text());
        }
        return this;
    }

    synchronized String head() {
        return checkpoints.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange.getRequestURI());
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized byte[] body(URI asked) {
        if (asked.getPath().equals("/api/v1/checkpoint")) {
            return head().getBytes(StandardCharsets.UTF_8);
        }
        String[] heights = asked.getQuery().replaceAll("[a-z=]", "").split("&");
        int old = Integer.parseInt(heights[0]);
        int current = Integer.parseInt(heights[1]);
        return hidesProofs || old < 1 || old > current || current > checkpoints.size()
                ? new byte[0]
                : new ConsistencyProof(
                                checkpoints.get(old - 1), checkpoints.get(current - 1), log.consistency(old, current))
                        .encode();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
