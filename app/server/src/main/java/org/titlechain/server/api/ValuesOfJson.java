package org.titlechain.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.server.http.ErrorCode;
import tools.jackson.databind.JsonNode;

/** JSON as values: maps, lists, texts, whole numbers, true and false. */
final class ValuesOfJson {
    private ValuesOfJson() {}

    static Value of(JsonNode node) {
        if (node.isObject()) {
            Map<String, Value> entries = new TreeMap<>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), of(entry.getValue())));
            return Value.map(entries);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(of(item)));
            return Value.list(items);
        }
        if (node.isString()) {
            return Value.of(node.stringValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Value.of(node.longValue());
        }
        throw ErrorCode.REQUEST_FIELD_INVALID.problem("whole numbers, texts, true, false, lists and maps");
    }
}
