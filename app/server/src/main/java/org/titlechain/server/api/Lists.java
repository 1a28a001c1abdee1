package org.titlechain.server.api;

import org.jspecify.annotations.Nullable;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of every list. */
final class Lists {
    private Lists() {}

    static ObjectNode of(ArrayNode items, long total, @Nullable String next) {
        ObjectNode node = Json.object();
        node.set("items", items);
        node.put("total", total);
        node.put("next", next);
        return node;
    }
}
