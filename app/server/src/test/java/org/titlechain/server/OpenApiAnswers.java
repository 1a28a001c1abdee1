package org.titlechain.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/**
 * Holds every answer that a test gets against the committed OpenAPI document, read as a stranger reads it: paths,
 * statuses, media types and schemas, nothing of the program. Remembers which operations succeeded.
 */
final class OpenApiAnswers {
    private static final JsonNode DOCUMENT = document();
    private static final Set<String> SUCCEEDED = new ConcurrentSkipListSet<>();

    private OpenApiAnswers() {}

    /** The operations of the document by their id. */
    static Set<String> operations() {
        Set<String> operations = new ConcurrentSkipListSet<>();
        DOCUMENT.get("paths")
                .forEach(path -> path.forEach(
                        operation -> operations.add(operation.get("operationId").stringValue())));
        return operations;
    }

    /** The operations of which at least one success was compared in this process. */
    static Set<String> succeeded() {
        return Set.copyOf(SUCCEEDED);
    }

    /** Passes the response on when the document allows it. */
    static HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        String path = response.uri().getPath();
        String method = response.request().method();
        if (path.startsWith("/api/v1/") && !method.equals("HEAD")) {
            operation(path.substring("/api/v1".length()), method).ifPresent(operation -> check(operation, response));
        }
        return response;
    }

    private static Optional<JsonNode> operation(String path, String method) {
        Optional<JsonNode> found = Optional.empty();
        int variables = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> entry : DOCUMENT.get("paths").properties()) {
            String form = Pattern.compile("\\{[^}]+}").matcher(entry.getKey()).replaceAll("[^/]+");
            int wild = entry.getKey().split("\\{", -1).length;
            JsonNode operation = entry.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
            if (operation != null && path.matches(form) && wild < variables) {
                variables = wild;
                found = Optional.of(operation);
            }
        }
        return found;
    }

    private static void check(JsonNode operation, HttpResponse<byte[]> response) {
        String id = operation.get("operationId").stringValue();
        String what = id + " answered " + response.statusCode();
        JsonNode responses = operation.get("responses");
        JsonNode promised = responses.get(Integer.toString(response.statusCode()));
        if (promised == null && response.statusCode() < 400) {
            throw new AssertionError(what + ", which the document does not name");
        }
        JsonNode content = (promised == null ? responses.get("default") : promised).path("content");
        if (content.isMissingNode()) {
            require(response.body().length == 0, what + " with a body that the document does not name");
        } else {
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode media = content.get(type.replaceAll(";.*", ""));
            require(media != null, what + " as " + type + ", which the document does not name");
            if (media != null && media.has("schema")) {
                JsonNode schema = media.get("schema");
                mismatch(schema, Json.read(response.body()), "")
                        .ifPresent(place -> require(false, what + ", but " + place));
            }
        }
        if (response.statusCode() < 300) {
            SUCCEEDED.add(id);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** The first place at which the value breaks the schema: as much of JSON Schema as the document uses. */
    private static Optional<String> mismatch(JsonNode schema, JsonNode value, String place) {
        if (schema.has("$ref")) {
            return mismatch(DOCUMENT.at(schema.get("$ref").stringValue().substring(1)), value, place);
        }
        if (schema.has("anyOf")) {
            for (JsonNode choice : schema.get("anyOf")) {
                if (mismatch(choice, value, place).isEmpty()) {
                    return Optional.empty();
                }
            }
            return Optional.of(place + " is none of its choices");
        }
        String type = schema.path("type").asString("any");
        boolean fits =
                switch (type) {
                    case "any" -> true;
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> throw new AssertionError("the document uses the type " + type);
                };
        if (!fits) {
            return Optional.of(place + " is not " + type);
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            return Optional.of(place + " is not among the values of the document");
        }
        if (type.equals("array")) {
            for (int i = 0; i < value.size(); i++) {
                Optional<String> inner = mismatch(schema.get("items"), value.get(i), place + "/" + i);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return type.equals("object") ? fields(schema, value, place) : Optional.empty();
    }

    private static Optional<String> fields(JsonNode schema, JsonNode value, String place) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.stringValue())) {
                return Optional.of(place + "/" + name.stringValue() + " is missing");
            }
        }
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.get("additionalProperties").booleanValue();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode inner = schema.path("properties").get(field.getKey());
            if (inner == null && closed) {
                return Optional.of(place + "/" + field.getKey() + " is not in the document");
            }
            if (inner != null) {
                Optional<String> found = mismatch(inner, field.getValue(), place + "/" + field.getKey());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode document() {
        try (InputStream stream = OpenApiAnswers.class.getResourceAsStream("/openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return Json.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
