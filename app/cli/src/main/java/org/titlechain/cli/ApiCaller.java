package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public interface of a node on this machine with a token; an answer that is no success is an error. */
final class ApiCaller {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int FIRST_FAILURE = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    ApiCaller(int port, String token) {
        this.base = "http://127.0.0.1:" + port + "/api/v1";
        this.token = token;
    }

    /** As the node's administrator. */
    static ApiCaller ofNode(int port, Path data) throws IOException {
        return new ApiCaller(
                port,
                Files.readString(data.resolve("admin-token"), StandardCharsets.US_ASCII)
                        .strip());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode upload(String path, byte[] bytes) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(answer.statusCode() + " from " + request.uri().getPath() + ": " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }
}
