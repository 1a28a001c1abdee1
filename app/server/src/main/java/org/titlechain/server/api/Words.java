package org.titlechain.server.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.codelist.CodeList;
import org.titlechain.contract.codelist.CodeLists;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** The words for the codes on a register sheet, so that nobody has to know them by heart. */
final class Words {
    /** Fields of a sheet and the code list that their values are from. */
    private static final Map<String, String> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry("rightType", "QLLX"),
            Map.entry("registrationType", "DJLX"),
            Map.entry("coOwnership", "GYFS"),
            Map.entry("use", "FWYT"),
            Map.entry("landUse", "TDYT"),
            Map.entry("landNature", "QLXZ"),
            Map.entry("structure", "FWJG"),
            Map.entry("method", "DYFS"),
            Map.entry("type", "CFLX")));

    private final CodeLists lists;

    Words(CodeLists lists) {
        this.lists = lists;
    }

    /** {@code {field: {code: {zh, en}}}} for every code that occurs. */
    ObjectNode of(Value value) {
        ObjectNode codes = Json.object();
        collect(value, codes);
        return codes;
    }

    private void collect(Value value, ObjectNode codes) {
        switch (value) {
            case Value.MapValue map ->
                map.entries().forEach((field, inner) -> {
                    if (inner instanceof Value.TextValue(String code)) {
                        word(field, code)
                                .ifPresent(word -> codes.withObjectProperty(field)
                                        .set(
                                                code,
                                                Json.object()
                                                        .put("zh", word.chinese())
                                                        .put("en", word.english())));
                    }
                    collect(inner, codes);
                });
            case Value.ListValue list -> list.items().forEach(item -> collect(item, codes));
            case Value.IntegerValue integer -> {}
            case Value.BytesValue bytes -> {}
            case Value.TextValue text -> {}
            case Value.BooleanValue bool -> {}
            case Value.NullValue nothing -> {}
        }
    }

    /** Fields under {@code terms} keep the standard's own names, which are names of lists. */
    private Optional<CodeList.Code> word(String field, String code) {
        return lists.find(LISTS.getOrDefault(field, field)).flatMap(list -> list.find(code));
    }
}
