package org.titlechain.server.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.titlechain.query.Page;
import org.titlechain.server.http.Answer;
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

    /** A page of a list, of one moment. */
    static <T> Answer page(org.titlechain.query.Answer<Page<T>> answer, Function<T, ObjectNode> form) {
        Page<T> page = answer.value();
        ObjectNode list =
                of(array(page.items(), form), page.total(), page.next().orElse(null));
        list.put("exact", page.exact());
        return stamped(Answer.ok(list), answer.height(), answer.time());
    }

    /** The items in their form. */
    static <T> ArrayNode array(Iterable<T> items, Function<T, ObjectNode> form) {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }

    /** The answer with the height and the time that it is of. */
    static Answer stamped(Answer answer, long height, long time) {
        return answer.header("X-TitleChain-Height", Long.toString(height))
                .header("X-TitleChain-Time", Long.toString(time));
    }
}
