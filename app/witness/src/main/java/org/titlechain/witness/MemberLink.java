package org.titlechain.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.ConsistencyProof;

/** What a member's node shows everybody. Nothing of it is believed here; every answer is bounded in size and time. */
final class MemberLink {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LARGEST_ANSWER = 1L << 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI address;

    MemberLink(HttpClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Its newest checkpoint, which it signed itself. */
    String head() throws IOException {
        return text(get("/checkpoint").orElseThrow(() -> new IOException("no checkpoint yet")));
    }

    /** The newest checkpoint of which it has the signatures of a quorum. */
    Optional<String> cosigned() throws IOException {
        return get("/checkpoint/cosigned").map(MemberLink::text);
    }

    /** Its checkpoints of two heights, and its proof that the later log begins with the earlier; empty without one. */
    Optional<ConsistencyProof> consistency(long oldHeight, long newHeight) throws IOException {
        Optional<byte[]> answer = get("/consistency?old=" + oldHeight + "&new=" + newHeight);
        try {
            return answer.map(ConsistencyProof::decode);
        } catch (CodecException e) {
            throw new IOException("the answer is no consistency proof", e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Optional<byte[]> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            if (answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.statusCode() != OK) {
                throw new IOException("status " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
