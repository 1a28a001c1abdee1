package org.titlechain.server.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.NullValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two values, field by field. Items of a list that name themselves ({@code id}, {@code number})
 * are compared with the item of the same name, so that an item put in front does not make every other one look changed.
 */
public final class Differences {
    private static final List<String> NAMES = List.of("id", "number");

    private final ArrayNode changes = Json.array();

    private Differences() {}

    /** The changes as {@code [{path, old, new}]}; a side that is absent is null. */
    public static ArrayNode between(Value old, Value current) {
        Differences differences = new Differences();
        differences.compare("", old, current);
        return differences.changes;
    }

    private void compare(String path, Value old, Value current) {
        if (old.equals(current)) {
            return;
        }
        if (old instanceof MapValue oldMap && current instanceof MapValue currentMap) {
            compareMaps(path, oldMap.entries(), currentMap.entries());
        } else if (old instanceof ListValue oldList && current instanceof ListValue currentList) {
            compareMaps(path, byName(oldList), byName(currentList));
        } else {
            ObjectNode change = changes.addObject();
            change.put("path", path.isEmpty() ? "/" : path);
            change.set("old", Json.of(old));
            change.set("new", Json.of(current));
        }
    }

    private void compareMaps(String path, SortedMap<String, Value> old, SortedMap<String, Value> current) {
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(current.keySet());
        for (String name : names) {
            compare(
                    path + "/" + name,
                    old.getOrDefault(name, NullValue.NULL),
                    current.getOrDefault(name, NullValue.NULL));
        }
    }

    private static SortedMap<String, Value> byName(ListValue list) {
        SortedMap<String, Value> items = new TreeMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            String place = String.format(java.util.Locale.ROOT, "%04d", i);
            String name = name(item).orElse(place);
            items.put(items.containsKey(name) ? name + "#" + place : name, item);
        }
        return items;
    }

    private static Optional<String> name(Value item) {
        if (item instanceof MapValue map) {
            for (String field : NAMES) {
                if (map.find(field).orElse(NullValue.NULL) instanceof TextValue(String text)) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }
}
