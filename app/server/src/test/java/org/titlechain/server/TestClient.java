package org.titlechain.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/** Calls a server over HTTP. */
final class TestClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String token;

    TestClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return OpenApiAnswers.checked(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    /** A call of the interface as the node's own token. */
    HttpRequest.Builder authorised(String path) {
        return request("/api/v1" + path).header("Authorization", "Bearer " + token);
    }

    /** Calls as the node's own token. */
    HttpResponse<byte[]> call(String method, String path, byte[] body) throws Exception {
        return send(authorised(path)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return call("GET", path, new byte[0]);
    }

    HttpResponse<byte[]> post(String message) throws Exception {
        return call("POST", "/access-messages", message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return Json.read(response.body());
    }
}
