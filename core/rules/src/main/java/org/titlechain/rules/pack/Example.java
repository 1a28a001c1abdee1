package org.titlechain.rules.pack;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.rule.Moment;

/**
 * A case that the pack itself tells the outcome of. It must come out so before the pack can be proposed.
 *
 * @param facts what is known of the case
 * @param expect the outcome of each rule named here: {@code met}, {@code breached}, {@code unknown},
 *     {@code not-applicable} or {@code exempt}
 */
public record Example(String id, String kind, Moment moment, Map<String, Value> facts, Map<String, String> expect) {
    static Example read(Fields fields) {
        return new Example(
                fields.identifier("id"),
                fields.kind("kind"),
                fields.label("moment", Moment.values(), Moment::label),
                fields.values("facts"),
                fields.texts("expect"));
    }

    MapValue toValue() {
        SortedMap<String, Value> expected = new TreeMap<>();
        expect.forEach((rule, outcome) -> expected.put(rule, Value.of(outcome)));
        return Value.map()
                .put("id", id)
                .put("kind", kind)
                .put("moment", moment.label())
                .put("facts", Value.map(facts))
                .put("expect", Value.map(expected))
                .build();
    }
}
