package org.titlechain.server.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCatalogue;
import org.titlechain.contract.finding.FindingCatalogue.Entry;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the catalogue's sentences to findings as they stand on the ledger. */
public final class FindingWords {
    private final FindingCatalogue catalogue;

    private FindingWords(FindingCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The words of this build. */
    public static FindingWords load() {
        return new FindingWords(FindingCatalogue.load());
    }

    /** The finding with its sentences; a code of a later edition keeps its name instead of words. */
    public ObjectNode of(MapValue finding) {
        String code = finding.get("code").asText();
        Optional<Entry> entry = catalogue.find(code);
        ObjectNode node = Json.object();
        node.put("code", code);
        node.put("severity", finding.get("severity").asText());
        node.put("text", entry.map(Entry::chinese).orElse(code));
        node.put("textEn", entry.map(Entry::english).orElse(code));
        node.put("remedy", entry.map(Entry::remedyChinese).orElse(null));
        node.put("remedyEn", entry.map(Entry::remedyEnglish).orElse(null));
        node.put("article", text(finding, "article"));
        node.put("subject", text(finding, "subject"));
        node.set("fields", finding.find("fields").map(Json::of).orElseGet(Json::array));
        node.set("facts", finding.find("facts").map(Json::of).orElseGet(Json::object));
        return node;
    }

    /** Every finding there is. */
    public ArrayNode catalogue() {
        ArrayNode items = Json.array();
        for (Entry entry : catalogue.all()) {
            items.addObject()
                    .put("code", entry.code().name())
                    .put("severity", entry.severity().label())
                    .put("text", entry.chinese())
                    .put("textEn", entry.english())
                    .put("remedy", entry.remedyChinese())
                    .put("remedyEn", entry.remedyEnglish())
                    .put("article", entry.article().orElse(null))
                    .set("fields", Json.texts(entry.fields()));
        }
        return items;
    }

    private static @Nullable String text(MapValue map, String field) {
        return map.find(field).map(Value::asText).orElse(null);
    }
}
