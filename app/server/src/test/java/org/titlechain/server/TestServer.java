package org.titlechain.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.query.SqliteDatabase;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.Node;
import org.titlechain.vault.Vault;
import tools.jackson.databind.JsonNode;

/** A server on a port of its own over a ledger in memory, and a client for it. */
final class TestServer implements AutoCloseable {
    static final String CHAIN = "test-chain";

    final Composition composition;
    final Signer administratorKey;
    final String token;
    private final DataFolder folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(Composition composition, DataFolder folder, Signer administratorKey) throws IOException {
        this.composition = composition;
        this.folder = folder;
        this.administratorKey = administratorKey;
        this.token = DataFolder.adminToken(folder.root()).orElseThrow();
    }

    static TestServer start(Path root) throws Exception {
        return start(root, Map.of());
    }

    static TestServer start(Path root, Map<String, String> options) throws Exception {
        Map<String, String> all = new java.util.TreeMap<>(options);
        all.put("listen.port", "0");
        DataFolder folder = DataFolder.open(root);
        Signer member = Suite.GM.signatures().signer(TestKeys.seed(1));
        Signer administrator = Suite.GM.signatures().signer(TestKeys.seed(2));
        Signer gateway = Suite.GM.signatures().signer(TestKeys.seed(3));
        MemoryLedger ledger = new MemoryLedger(CHAIN, member, Clock.systemUTC());
        ledger.submit(MemoryLedger.entry(CHAIN, administrator, genesis(member, administrator, gateway)))
                .get();
        Node node = Node.of(
                root,
                Suite.GM,
                ledger,
                Vault.open(root.resolve("vault"), Suite.GM),
                gateway,
                administrator,
                new SqliteDatabase(root.resolve("query"), 4),
                List.of());
        return new TestServer(Composition.start(Configuration.read(root, all), folder, node), folder, administrator);
    }

    private static MapValue genesis(Signer member, Signer administrator, Signer gateway) {
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", CHAIN)
                .put("suite", "gm")
                .put("contract", 1)
                .put(
                        "members",
                        Value.list(List.of(Value.map()
                                .put("name", "registry")
                                .put("key", member.publicKey())
                                .put("organisation", "test")
                                .build())))
                .put("keys", Value.list(List.of(key(administrator, "administrator"), key(gateway, "recorder"))))
                .build();
    }

    static MapValue key(Signer signer, String role) {
        return Value.map()
                .put("key", signer.publicKey())
                .put("name", role)
                .put("organisation", "test")
                .put("roles", Value.texts(role.equals("recorder") ? List.of("recorder", "viewer") : List.of(role)))
                .put("districts", Value.texts(List.of("")))
                .build();
    }

    int port() {
        return composition.port();
    }

    Path root() {
        return folder.root();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return OpenApiAnswers.checked(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    /** Calls as the node's own token. */
    HttpResponse<byte[]> call(String method, String path, byte[] body) throws Exception {
        return send(request("/api/v1" + path)
                .header("Authorization", "Bearer " + token)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return call("GET", path, new byte[0]);
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return Json.read(response.body());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        composition.close();
        folder.close();
    }
}
