package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import tools.jackson.databind.JsonNode;

/** What a node shows everybody: no token is used, and what is not a success becomes an exception that says why. */
final class PublicNode {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LARGEST_ANSWER = 8L << 20;
    private static final int FIRST_FAILURE = 300;

    private final URI address;

    PublicNode(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** The newest checkpoint: of this member, or of a quorum where the chain above asks for several signatures. */
    String checkpoint(int quorum) throws IOException {
        return new String(get(quorum > 1 ? "/checkpoint/cosigned" : "/checkpoint"), StandardCharsets.UTF_8);
    }

    ConsistencyProof consistency(long oldHeight, long newHeight) throws IOException {
        try {
            return ConsistencyProof.decode(get("/consistency?old=" + oldHeight + "&new=" + newHeight));
        } catch (CodecException e) {
            throw new IOException(address + " gave no consistency proof", e);
        }
    }

    byte[] get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    JsonNode json(String path) throws IOException {
        return read(get(path));
    }

    JsonNode post(String path, byte[] body) throws IOException {
        return read(send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body))
                .build()));
    }

    private JsonNode read(byte[] answer) throws IOException {
        try {
            return Json.read(answer);
        } catch (Problem e) {
            throw new IOException(address + " gave no JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(PATIENCE);
    }

    private byte[] send(HttpRequest request) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = HTTP.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(address + " answered " + answer.statusCode() + " " + reason(answer.body()));
        }
        return answer.body();
    }

    private static String reason(byte[] body) {
        try {
            JsonNode problem = Json.read(body);
            return problem.path("code").asString("") + " "
                    + problem.path("title").asString("") + " · "
                    + problem.path("titleEn").asString("");
        } catch (Problem e) {
            return "";
        }
    }
}
