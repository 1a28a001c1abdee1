package org.titlechain.rules.pack;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A fee per item, never by area or price (Civil Code 223).
 *
 * @param when due only when this holds; absent for always
 * @param fen the amount
 */
public record Fee(String id, Sentence name, String article, List<String> kinds, Optional<String> when, long fen) {
    private static final long MOST_FEN = 100_000_000;

    public Fee {
        kinds = List.copyOf(kinds);
    }

    static Fee read(Fields fields) {
        return new Fee(
                fields.identifier("id"),
                fields.sentence("name"),
                fields.text("article"),
                fields.kinds("kinds"),
                fields.optionalText("when"),
                fields.number("fen", 0, MOST_FEN));
    }

    MapValue toValue() {
        return Value.map()
                .put("id", id)
                .put("name", name.toValue())
                .put("article", article)
                .put("kinds", Value.texts(kinds))
                .putIfPresent("when", when.map(Value::of))
                .put("fen", fen)
                .build();
    }
}
