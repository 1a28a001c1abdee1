package org.titlechain.contract.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.contract.DataFile;

/** Limits and allow-lists that rules judge by, as an edition of data. Immutable. */
public final class Limits {
    /** The edition that contract version 1 decides by. */
    public static final int EDITION = 1;

    private final Map<String, List<String>> values;

    private Limits(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads the present edition. */
    public static Limits load() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Limits.class, "limits-" + EDITION + ".tsv", 3)) {
            values.put(row.get(0), List.of(row.get(1).split(" ", -1)));
        }
        return new Limits(values);
    }

    /** The number under the name. */
    public long number(String name) {
        return Long.parseLong(list(name).getFirst());
    }

    /** The allow-list under the name. */
    public List<String> list(String name) {
        List<String> list = values.get(name);
        if (list == null) {
            throw new IllegalStateException("no limit is called " + name);
        }
        return list;
    }
}
