package org.titlechain.rules.pack;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A paper that an application needs (申请材料).
 *
 * @param kinds the registration kinds that need it
 * @param when needed only when this holds; absent for always
 * @param fact a yes-or-no fact that stands in for the paper when it is true; absent when only the paper counts
 */
public record Material(
        String id, Sentence name, String article, List<String> kinds, Optional<String> when, Optional<String> fact) {
    public Material {
        kinds = List.copyOf(kinds);
    }

    static Material read(Fields fields) {
        return new Material(
                fields.identifier("id"),
                fields.sentence("name"),
                fields.text("article"),
                fields.kinds("kinds"),
                fields.optionalText("when"),
                fields.optionalText("fact"));
    }

    MapValue toValue() {
        return Value.map()
                .put("id", id)
                .put("name", name.toValue())
                .put("article", article)
                .put("kinds", Value.texts(kinds))
                .putIfPresent("when", when.map(Value::of))
                .putIfPresent("fact", fact.map(Value::of))
                .build();
    }
}
