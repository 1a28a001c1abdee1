package org.titlechain.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.cometbft.Program;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/** CometBFT with its own example application {@code kvstore}: what the same validators do without us. */
final class BareNetwork implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI first;
    private long countedHeight;
    private long committed;

    private BareNetwork(URI first) {
        this.first = first;
    }

    /** As many members as wanted on loopback, and who they are. */
    static Network found(Path folder, int members) throws IOException {
        List<Validator> validators = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            validators.add(CometBftEngine.Options.home(folder.resolve("member" + i))
                    .validator("member" + i, "127.0.0.1:" + freePort()));
        }
        return new Network("bench", Instant.ofEpochSecond(1_700_000_000), Distance.LOOPBACK, validators);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the members of the network, each with the example application inside. */
    static BareNetwork start(Path folder, Network network) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < network.validators().size(); i++) {
            ports.add(freePort());
        }
        BareNetwork bare = new BareNetwork(URI.create("http://127.0.0.1:" + ports.getFirst()));
        try {
            for (int i = 0; i < ports.size(); i++) {
                Home home = CometBftEngine.Options.home(folder.resolve("member" + i));
                home.write(network, network.validators().get(i).address(), ports.get(i), "kvstore");
                bare.processes.add(new ProcessBuilder(
                                Program.find().toString(),
                                "start",
                                "--home",
                                home.folder().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            bare.awaitFirstBlock();
            return bare;
        } catch (IOException | RuntimeException e) {
            bare.close();
            throw e;
        }
    }

    private void awaitFirstBlock() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (height() > 0) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IOException("the bare network made no block");
    }

    /** Hands a transaction to the first member. */
    CompletableFuture<Boolean> send(byte[] transaction) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"broadcast_tx_sync\",\"params\":{\"tx\":\""
                + Base64.getEncoder().encodeToString(transaction) + "\"}}";
        HttpRequest request = HttpRequest.newBuilder(first)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.US_ASCII)))
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> answer.statusCode() == 200);
    }

    /** Transactions in blocks so far. */
    long committed() throws IOException {
        long height = height();
        while (countedHeight < height) {
            long last = Math.min(height, countedHeight + 20);
            JsonNode metas = call("/blockchain?minHeight=" + (countedHeight + 1) + "&maxHeight=" + last);
            for (JsonNode meta : metas.path("block_metas")) {
                committed += Long.parseLong(meta.path("num_txs").asString("0"));
            }
            countedHeight = last;
        }
        return committed;
    }

    private long height() throws IOException {
        return Long.parseLong(
                call("/status").path("sync_info").path("latest_block_height").asString("0"));
    }

    private JsonNode call(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(first.resolve(path))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            return Json.read(client.send(request, BodyHandlers.ofByteArray()).body())
                    .path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
