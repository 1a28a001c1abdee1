package org.titlechain.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.ledger.Entry;
import org.titlechain.server.Composition;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.Logging;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/**
 * A whole node with its server, asked through HTTP. Its registrations are a generated city's messages: as they are, or
 * as entries that their submitter signed, with what is personal in the vault beforehand.
 */
final class RestChain implements Submitting<byte[]> {
    private static final int NONCE_LENGTH = 16;

    private final DataFolder folder;
    private final Composition composition;
    private final boolean signed;
    private final Signer key;
    private final String token;
    private final CityGenerator city;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RestChain(DataFolder folder, Composition composition, boolean signed, int count) throws IOException {
        this.folder = folder;
        this.composition = composition;
        this.signed = signed;
        this.key = KeyFile.read(folder.root().resolve("keys/gateway.key"), Suite.GM);
        this.token = DataFolder.adminToken(folder.root()).orElseThrow();
        this.city = new CityGenerator(CityOptions.of(1, count));
    }

    /**
     * Starts the node.
     *
     * @param signed whether entries are submitted, else messages
     * @param count registrations at most
     */
    static RestChain open(Path root, boolean signed, int count) throws Exception {
        DataFolder folder = DataFolder.open(root);
        Logging.toFolder(root.resolve("logs"));
        Configuration configuration =
                Configuration.read(root, Map.of("listen.port", "0", "limit.callsPerSecond", "99999"));
        return new RestChain(
                folder, Composition.start(configuration, folder, Nodes.open(folder, configuration)), signed, count);
    }

    @Override
    public byte[] next(long number) {
        byte[] message;
        synchronized (city) {
            message = city.next().bytes();
        }
        return signed ? entry(number, message) : message;
    }

    private byte[] entry(long number, byte[] message) {
        Node node = composition.node();
        byte[] nonce = ByteBuffer.allocate(NONCE_LENGTH).putLong(number).array();
        return Entry.signed(
                        new Entry.Body(
                                node.ledger().status().chain(),
                                key.publicKey(),
                                nonce,
                                0,
                                node.ledger().contractVersion(),
                                List.of(node.gateway().prepare(message).command())),
                        key)
                .bytes();
    }

    @Override
    public int length(byte[] registration) {
        return registration.length;
    }

    @Override
    public void submit(byte[] registration) throws Exception {
        String path = signed ? "/api/v1/entries" : "/api/v1/access-messages";
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + composition.port() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", signed ? "application/vnd.titlechain.entry" : "application/xml")
                        .POST(BodyPublishers.ofByteArray(registration))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the server answered " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.close();
        composition.close();
        folder.close();
    }
}
