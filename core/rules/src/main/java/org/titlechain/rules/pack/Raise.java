package org.titlechain.rules.pack;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.rule.Severity;

/**
 * A stricter severity for a rule of a pack above.
 *
 * @param rule {@code <pack>/<rule>}
 * @param exemptible false when a reviewer may not let a case pass any more; true leaves it as it is above
 */
public record Raise(String rule, Severity severity, boolean exemptible, Sentence reason) {
    static Raise read(Fields fields) {
        return new Raise(
                fields.text("rule"),
                fields.label("severity", Severity.values(), Severity::label),
                fields.flag("exemptible"),
                fields.sentence("reason"));
    }

    MapValue toValue() {
        return Value.map()
                .put("rule", rule)
                .put("severity", severity.label())
                .put("exemptible", exemptible)
                .put("reason", reason.toValue())
                .build();
    }
}
