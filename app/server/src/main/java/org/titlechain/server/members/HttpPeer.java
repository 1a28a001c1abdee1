package org.titlechain.server.members;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.members.Peer;
import org.titlechain.proof.SignedProof;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A member's node over HTTP. Every answer is bounded in size and time. */
final class HttpPeer implements Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LARGEST_ANSWER = 16L << 20;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final String address;
    private final String member;
    private final Signer signer;
    private final InstantSource clock;

    /**
     * A peer.
     *
     * @param address its base, such as {@code https://node.example:8443}
     * @param member who asks
     * @param signer the asking member's checkpoint key
     */
    HttpPeer(HttpClient client, String address, String member, Signer signer, InstantSource clock) {
        this.client = client;
        this.address = address;
        this.member = member;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String newest() throws IOException {
        return text(get("/checkpoint"));
    }

    @Override
    public Optional<String> checkpoint(long height) throws IOException {
        HttpResponse<byte[]> answer =
                send(request("/peer/checkpoints/" + height).GET());
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(text(successful(answer)));
    }

    @Override
    public List<byte[]> leaves(long from, int limit) throws IOException {
        if (limit == 0) {
            return List.of();
        }
        JsonNode answer = ask("/peer/leaves", PeerRequest.leaves(member, clock.millis(), from, limit));
        return decoded(answer.path("leaves"));
    }

    @Override
    public List<Held> held(String afterKey, int limit) throws IOException {
        JsonNode answer = ask("/peer/values", PeerRequest.values(member, clock.millis(), afterKey, limit));
        List<Held> held = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            held.add(new Held(
                    item.path("key").asString(""),
                    item.path("version").asLong(0),
                    bytes(item.path("digest").asString(""))));
        }
        return held;
    }

    @Override
    public SignedProof prove(String key) throws IOException {
        JsonNode answer = ask("/peer/proof", PeerRequest.proof(member, clock.millis(), key));
        return new SignedProof(
                decoded(answer.path("proof").asString("")),
                bytes(answer.path("signature").asString("")));
    }

    /** Asks as a member; numbers and texts only are asked for. */
    private JsonNode ask(String path, PeerRequest wanted) throws IOException {
        ObjectNode body = Json.object();
        wanted.wanted().forEach((name, value) -> body.set(name, Json.of(value)));
        body.put("member", member)
                .put("time", wanted.time())
                .put("signature", HexFormat.of().formatHex(wanted.sign(signer)));
        return json(successful(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))))));
    }

    @Override
    public Seen seen() throws IOException {
        JsonNode answer = json(get("/heads"));
        List<String> heads = new ArrayList<>();
        answer.path("items").forEach(item -> heads.add(item.path("checkpoint").asString("")));
        return new Seen(heads, decoded(answer.path("accusations")));
    }

    private static List<byte[]> decoded(JsonNode texts) throws IOException {
        List<byte[]> decoded = new ArrayList<>();
        for (JsonNode text : texts) {
            decoded.add(decoded(text.asString("")));
        }
        return decoded;
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64", e);
        }
    }

    private static byte[] bytes(String text) throws IOException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("not hexadecimal", e);
        }
    }

    private byte[] get(String path) throws IOException {
        return successful(send(request(path).GET()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] successful(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            return Json.read(bytes);
        } catch (Problem e) {
            throw new IOException("not JSON", e);
        }
    }
}
