package org.titlechain.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.titlechain.client.ClientException.NotProven;
import org.titlechain.client.ClientException.NotSubmitted;
import org.titlechain.client.ClientException.OutcomeUnknown;
import org.titlechain.client.ClientException.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls to one node in one caller's name, and what their failures mean. Any thread may use it. */
final class NodeLink implements AutoCloseable {
    static final String JSON = "application/json";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final URI node;
    private final String token;
    private final HttpClient http;

    NodeLink(NodeAccess access) {
        this.node = access.address();
        this.token = access.token();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    byte[] get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode json(String path) {
        return read(get(path));
    }

    void delete(String path) {
        send(request(path).DELETE().build());
    }

    byte[] post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    JsonNode post(String path, JsonNode body) {
        return read(post(path, JSON, MAPPER.writeValueAsBytes(body)));
    }

    /** The query of a list: what is asked for and, where there is one, the field {@code next} of the list before. */
    static String query(Map<String, String> conditions, String cursor) {
        TreeMap<String, String> all = new TreeMap<>(conditions);
        if (!cursor.isEmpty()) {
            all.put("cursor", cursor);
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        all.forEach((name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    /** The answer as JSON; one that is none is not believed. */
    static JsonNode read(byte[] answer) {
        try {
            return MAPPER.readTree(answer);
        } catch (JacksonException e) {
            throw new NotProven("the answer is not what the interface describes");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new NotSubmitted("the node was not reached");
        } catch (HttpTimeoutException e) {
            throw new OutcomeUnknown("the node did not answer in time");
        } catch (IOException e) {
            throw new OutcomeUnknown("the connection broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown("interrupted");
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response);
    }

    private static ClientException refusal(HttpResponse<byte[]> response) {
        String code;
        String detail;
        try {
            JsonNode problem = MAPPER.readTree(response.body());
            code = problem.path("code").asString("");
            detail = problem.path("detail").asString("");
        } catch (JacksonException e) {
            code = "";
            detail = "";
        }
        return switch (code) {
            case "OUTCOME_UNKNOWN", "INTERNAL", "" ->
                response.statusCode() / 100 == 4
                        ? new Refused(response.statusCode(), code, detail)
                        : new OutcomeUnknown(response.statusCode() + " " + code);
            case "OVERLOADED", "STORAGE_FULL", "NODE_STOPPED", "TOO_MANY_REQUESTS" -> new NotSubmitted(code);
            default -> new Refused(response.statusCode(), code, detail);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
