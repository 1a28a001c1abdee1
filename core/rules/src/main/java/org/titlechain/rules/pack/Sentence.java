package org.titlechain.rules.pack;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** The same words in Chinese and English. */
public record Sentence(String chinese, String english) {
    static Sentence read(Fields fields) {
        return new Sentence(fields.text("zh"), fields.text("en"));
    }

    MapValue toValue() {
        return Value.map().put("zh", chinese).put("en", english).build();
    }
}
