package org.titlechain.rules.pack;

import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A case that is exempt from something, with the reason. It loosens, so a pack can exempt only from what it demands
 * itself.
 *
 * @param of what is not demanded: {@code rule/<id>}, {@code material/<id>} or {@code fee/<id>} of the same pack
 * @param condition when it is not demanded
 */
public record Exemption(String id, String of, List<String> kinds, String condition, Sentence reason, String article) {
    public Exemption {
        kinds = List.copyOf(kinds);
    }

    static Exemption read(Fields fields) {
        return new Exemption(
                fields.identifier("id"),
                fields.text("of"),
                fields.kinds("kinds"),
                fields.text("condition"),
                fields.sentence("reason"),
                fields.text("article"));
    }

    MapValue toValue() {
        return Value.map()
                .put("id", id)
                .put("of", of)
                .put("kinds", Value.texts(kinds))
                .put("condition", condition)
                .put("reason", reason.toValue())
                .put("article", article)
                .build();
    }
}
