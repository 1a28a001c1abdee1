package org.titlechain.rules.pack;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Something that conditions of the pack may ask about a case.
 *
 * @param name such as {@code unit.seized}
 * @param meaning what it says when it is there; a fact that a case does not have is unknown, never false
 */
public record Fact(String name, FactType type, Sentence meaning) {
    static Fact read(Fields fields) {
        String name = fields.text("name");
        if (!name.matches("[a-z][a-zA-Z0-9]*(\\.[a-z][a-zA-Z0-9]*)+")) {
            throw fields.invalid("name", "two or more words with dots between, such as unit.seized");
        }
        return new Fact(name, fields.label("type", FactType.values(), FactType::label), fields.sentence("meaning"));
    }

    MapValue toValue() {
        return Value.map()
                .put("name", name)
                .put("type", type.label())
                .put("meaning", meaning.toValue())
                .build();
    }
}
