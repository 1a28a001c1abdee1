package org.titlechain.rules.pack;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A stricter severity for a rule of a pack above.
 *
 * @param rule {@code <pack>/<rule>}
 */
public record Raise(String rule, Severity severity, Sentence reason) {
    static Raise read(Fields fields) {
        return new Raise(
                fields.text("rule"),
                fields.label("severity", Severity.values(), Severity::label),
                fields.sentence("reason"));
    }

    MapValue toValue() {
        return Value.map()
                .put("rule", rule)
                .put("severity", severity.label())
                .put("reason", reason.toValue())
                .build();
    }
}
