package org.titlechain.contract.finding;

import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * One finding in one message.
 *
 * @param subject the unit code, certificate or case that it is about
 * @param facts what it was judged by; never personal data
 */
public record Finding(FindingCatalogue.Entry entry, String subject, MapValue facts) {
    /** The finding as it stands on the ledger. */
    public MapValue toValue() {
        MapBuilder map = Value.map()
                .put("code", entry.code().name())
                .put("severity", entry.severity().label())
                .put("subject", subject)
                .put("fields", Value.texts(entry.fields()))
                .put("facts", facts);
        return map.putIfPresent("article", entry.article().map(Value::of)).build();
    }
}
