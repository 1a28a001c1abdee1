package org.titlechain.server.api;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.server.http.ErrorCode;
import tools.jackson.databind.JsonNode;

/** The body of a proposal from JSON: fields that are bytes on the ledger are hexadecimal digits here. */
final class ProposalBodies {
    private static final Set<String> BYTES = Set.of("key", "keyId");
    private static final Set<String> MAPS_OF_BYTES = Set.of("engineKeys", "offices");
    private static final int DEEPEST = 8;

    private ProposalBodies() {}

    static MapValue canonical(JsonNode body) {
        if (!body.isObject()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/body");
        }
        return map(body, false, 1);
    }

    private static MapValue map(JsonNode object, boolean bytes, int depth) {
        Map<String, Value> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            boolean opaque = name.equals("value");
            boolean inner = !opaque && (bytes || BYTES.contains(name) || MAPS_OF_BYTES.contains(name));
            fields.put(name, value(field.getValue(), inner, depth));
        }
        return Value.map(fields);
    }

    private static Value value(JsonNode node, boolean bytes, int depth) {
        if (depth > DEEPEST) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/body: too deep");
        }
        if (node.isObject()) {
            return map(node, bytes, depth + 1);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item, bytes, depth + 1)));
            return Value.list(items);
        }
        if (node.isString()) {
            return bytes ? Value.of(hex(node.stringValue())) : Value.of(node.stringValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Value.of(node.longValue());
        }
        throw ErrorCode.REQUEST_FIELD_INVALID.problem("/body");
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/body: hexadecimal digits are wanted");
        }
    }
}
