package org.titlechain.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param contentType the exact media type, empty when there is no body
 * @param body the bytes
 * @param headers further headers
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode node) {
        return new Answer(status, "application/json;charset=utf-8", Json.bytes(node), Map.of());
    }

    public static Answer ok(JsonNode node) {
        return json(200, node);
    }

    public static Answer noContent() {
        return new Answer(204, "", new byte[0], Map.of());
    }

    public static Answer text(String contentType, String text) {
        return new Answer(200, contentType + ";charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A file to be saved; the name holds only letters, digits, dots and hyphens. */
    public static Answer download(String contentType, byte[] body, String fileName) {
        String safe = fileName.replaceAll("[^A-Za-z0-9._-]", "-");
        return new Answer(
                200,
                contentType,
                body,
                Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + safe + "\"",
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; frame-ancestors 'none'"));
    }

    /** The same answer with one header more. */
    public Answer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, all);
    }
}
