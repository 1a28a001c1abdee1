package org.titlechain.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a JSON value, written shortly: {@code {id:text, count:integer, note?:text, items:[{unit:text}],
 * rest:any}}. A name with a question mark may be absent; {@code text|null} may be null. The OpenAPI document is made
 * from it, and the tests check every answer against it.
 */
public sealed interface Schema {
    /** A value of any shape. */
    record Any() implements Schema {}

    /** A scalar: {@code text}, {@code integer}, {@code number} or {@code boolean}. */
    record Scalar(String type) implements Schema {}

    /** A value or null. */
    record Nullable(Schema schema) implements Schema {}

    /** A list. */
    record ListOf(Schema item) implements Schema {}

    /** An object with these fields only. */
    record ObjectOf(Map<String, Schema> fields, List<String> optional) implements Schema {
        public ObjectOf {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            optional = List.copyOf(optional);
        }
    }

    /** Reads the short form. */
    static Schema of(String text) {
        SchemaReader reader = new SchemaReader(text);
        Schema schema = reader.schema();
        reader.end();
        return schema;
    }

    /** This shape as OpenAPI 3.1 has it. */
    default ObjectNode toOpenApi() {
        ObjectNode node = Json.object();
        switch (this) {
            case Any any ->
                node.put("description", any.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            case Scalar scalar -> node.put("type", scalar.type().equals("text") ? "string" : scalar.type());
            case Nullable nullable -> {
                ArrayNode choices = node.putArray("anyOf");
                choices.add(nullable.schema().toOpenApi());
                choices.add(Json.object().put("type", "null"));
            }
            case ListOf list -> {
                node.put("type", "array");
                node.set("items", list.item().toOpenApi());
            }
            case ObjectOf object -> {
                node.put("type", "object");
                ObjectNode properties = node.putObject("properties");
                ArrayNode required = Json.array();
                for (Map.Entry<String, Schema> field : object.fields().entrySet()) {
                    properties.set(field.getKey(), field.getValue().toOpenApi());
                    if (!object.optional().contains(field.getKey())) {
                        required.add(field.getKey());
                    }
                }
                if (!required.isEmpty()) {
                    node.set("required", required);
                }
                node.put("additionalProperties", false);
            }
        }
        return node;
    }

    /** The first place at which the value does not have this shape. */
    default Optional<String> mismatch(JsonNode value, String place) {
        return switch (this) {
            case Any any -> Optional.empty();
            case Scalar scalar -> {
                boolean fits =
                        switch (scalar.type()) {
                            case "text" -> value.isString();
                            case "integer" -> value.isIntegralNumber();
                            case "number" -> value.isNumber();
                            default -> value.isBoolean();
                        };
                yield fits ? Optional.empty() : Optional.of(place + " is not " + scalar.type());
            }
            case Nullable nullable ->
                value.isNull() ? Optional.empty() : nullable.schema().mismatch(value, place);
            case ListOf list -> {
                if (!value.isArray()) {
                    yield Optional.of(place + " is not a list");
                }
                List<String> mismatches = new ArrayList<>();
                for (int i = 0; i < value.size(); i++) {
                    list.item().mismatch(value.get(i), place + "/" + i).ifPresent(mismatches::add);
                }
                yield mismatches.stream().findFirst();
            }
            case ObjectOf object -> objectMismatch(object, value, place);
        };
    }

    private static Optional<String> objectMismatch(ObjectOf object, JsonNode value, String place) {
        if (!value.isObject()) {
            return Optional.of(place + " is not an object");
        }
        for (String name : value.propertyNames()) {
            Schema schema = object.fields().get(name);
            if (schema == null) {
                return Optional.of(place + "/" + name + " is not in the document");
            }
            Optional<String> inner = schema.mismatch(value.get(name), place + "/" + name);
            if (inner.isPresent()) {
                return inner;
            }
        }
        for (String name : object.fields().keySet()) {
            if (!value.has(name) && !object.optional().contains(name)) {
                return Optional.of(place + "/" + name + " is missing");
            }
        }
        return Optional.empty();
    }
}
