package org.titlechain.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCatalogue;
import org.titlechain.query.CaseFindingCatalogue;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the sentences to findings: of messages, as they stand on the ledger, and of cases, as they follow from it. */
public final class FindingWords {
    private final Map<String, Words> words = new LinkedHashMap<>();

    private record Words(
            String code,
            String severity,
            Optional<String> article,
            List<String> fields,
            String chinese,
            String english,
            String remedyChinese,
            String remedyEnglish) {}

    private FindingWords(FindingCatalogue messages, CaseFindingCatalogue cases) {
        messages.all()
                .forEach(entry -> add(new Words(
                        entry.code().name(),
                        entry.severity().label(),
                        entry.article(),
                        entry.fields(),
                        entry.chinese(),
                        entry.english(),
                        entry.remedyChinese(),
                        entry.remedyEnglish())));
        cases.all()
                .forEach(entry -> add(new Words(
                        entry.code(),
                        entry.severity(),
                        entry.article(),
                        entry.fields(),
                        entry.chinese(),
                        entry.english(),
                        entry.remedyChinese(),
                        entry.remedyEnglish())));
    }

    private void add(Words entry) {
        words.put(entry.code, entry);
    }

    /** The words of this build. */
    public static FindingWords load() {
        return new FindingWords(FindingCatalogue.load(), CaseFindingCatalogue.load());
    }

    /** The finding with its sentences; a code of a later edition keeps its name instead of words. */
    public ObjectNode of(MapValue finding) {
        String code = finding.get("code").asText();
        Optional<Words> entry = Optional.ofNullable(words.get(code));
        ObjectNode node = Json.object();
        node.put("code", code);
        node.put("severity", finding.get("severity").asText());
        node.put("text", entry.map(Words::chinese).orElse(code));
        node.put("textEn", entry.map(Words::english).orElse(code));
        node.put("remedy", entry.map(Words::remedyChinese).orElse(null));
        node.put("remedyEn", entry.map(Words::remedyEnglish).orElse(null));
        node.put("article", text(finding, "article"));
        node.put("subject", text(finding, "subject"));
        node.set("fields", finding.find("fields").map(Json::of).orElseGet(Json::array));
        node.set("facts", finding.find("facts").map(Json::of).orElseGet(Json::object));
        return node;
    }

    /** Every finding there is. */
    public ArrayNode catalogue() {
        ArrayNode items = Json.array();
        for (Words entry : words.values()) {
            items.addObject()
                    .put("code", entry.code())
                    .put("severity", entry.severity())
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
