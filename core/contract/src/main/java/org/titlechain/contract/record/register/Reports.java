package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;

/**
 * What was recorded under one message id, oldest first: usually one report; a correction may be corrected under its own
 * id. Each stays answerable, so that a report that is sent again after a later one has no second effect.
 */
public final class Reports {
    private static final String EARLIER = "earlier";
    /** What a report's answer and its place in the ledger are found by. */
    private static final List<String> KEPT =
            List.of("content", "kind", "units", "findings", "height", "entry", "index");

    private Reports() {}

    /**
     * The report with the content, the newest or an earlier one.
     *
     * @param record what stands under the message's id
     * @param content the commitment to what the message says
     */
    public static Optional<MapValue> find(MapValue record, byte[] content) {
        Value wanted = Value.of(content);
        if (record.get("content").equals(wanted)) {
            return Optional.of(record);
        }
        return list(record).stream()
                .map(Value::asMap)
                .filter(earlier -> earlier.get("content").equals(wanted))
                .findFirst();
    }

    /** The reports before one that takes the place of the record. */
    public static ListValue earlier(MapValue record) {
        List<Value> reports = new ArrayList<>(list(record));
        TreeMap<String, Value> report = new TreeMap<>(record.entries());
        report.keySet().retainAll(KEPT);
        reports.add(Value.map(report));
        return Value.list(reports);
    }

    private static List<Value> list(MapValue record) {
        return record.find(EARLIER).map(Value::asList).orElse(List.of());
    }
}
