package org.titlechain.rules.pack;

import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * How long a case may take.
 *
 * @param workingDays from acceptance to entry, without the time of notices, supplements and inquiries
 */
public record TimeLimit(String id, List<String> kinds, int workingDays, String article) {
    private static final int MOST_DAYS = 365;

    public TimeLimit {
        kinds = List.copyOf(kinds);
    }

    static TimeLimit read(Fields fields) {
        return new TimeLimit(
                fields.identifier("id"),
                fields.kinds("kinds"),
                (int) fields.number("workingDays", 0, MOST_DAYS),
                fields.text("article"));
    }

    MapValue toValue() {
        return Value.map()
                .put("id", id)
                .put("kinds", Value.texts(kinds))
                .put("workingDays", workingDays)
                .put("article", article)
                .build();
    }
}
