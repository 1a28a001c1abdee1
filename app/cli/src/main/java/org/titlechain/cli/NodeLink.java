package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import tools.jackson.databind.JsonNode;

/** Talks to the node that runs in a data folder, as this machine's own token. */
final class NodeLink implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String address;
    private final String token;

    private NodeLink(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** The node that runs in the folder; empty when none does. */
    static Optional<NodeLink> find(Path data) throws IOException {
        Optional<String> address = DataFolder.address(data);
        if (address.isEmpty()) {
            if (DataFolder.isInUse(data)) {
                throw new StartException(
                        Kind.FOLDER_IN_USE, "another process works in " + data + " and does not answer yet; try again");
            }
            return Optional.empty();
        }
        String token = DataFolder.adminToken(data)
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "there is no admin-token in " + data));
        return Optional.of(new NodeLink(address.get(), token));
    }

    /** The body of a successful answer. */
    byte[] get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /** A request to be completed by the caller. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + token);
    }

    /** Sends it; what is not a success becomes an exception that says why. */
    byte[] send(HttpRequest request) throws IOException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the node answered " + response.statusCode() + " " + sentence(response.body()));
        }
        return response.body();
    }

    private static String sentence(byte[] body) {
        try {
            JsonNode problem = Json.read(body);
            return problem.path("code").asString("") + " "
                    + problem.path("title").asString("") + " · "
                    + problem.path("titleEn").asString("") + " "
                    + problem.path("detail").asString("");
        } catch (Problem e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
