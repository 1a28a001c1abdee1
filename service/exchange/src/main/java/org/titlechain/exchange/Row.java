package org.titlechain.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One row of a message: an element named after its table, whose attributes are the columns. Values are exactly as sent.
 * The order of attributes is kept for writing but is no part of equality. Immutable.
 */
public final class Row {
    private final String table;
    private final String[] names;
    private final String[] values;
    private final int hash;

    /** Takes over the arrays; the names are different from one another. */
    Row(String table, String[] names, String[] values) {
        this.table = table;
        this.names = names;
        this.values = values;
        int sum = table.hashCode();
        for (int i = 0; i < names.length; i++) {
            sum += names[i].hashCode() ^ 31 * values[i].hashCode();
        }
        this.hash = sum;
    }

    /** A row of these fields. */
    public static Row of(String table, Map<String, String> fields) {
        return new Row(
                table, fields.keySet().toArray(new String[0]), fields.values().toArray(new String[0]));
    }

    /** The table, such as {@code ZTT_GY_QLR}. */
    public String table() {
        return table;
    }

    /** How many attributes there are. */
    public int size() {
        return names.length;
    }

    /** The name of the attribute at the place, from 0. */
    public String name(int index) {
        return names[index];
    }

    /** The value of the attribute at the place, from 0, as sent without white space around it. */
    public String value(int index) {
        return values[index].strip();
    }

    /** The value of the attribute, as sent without white space around it; empty when the attribute is absent. */
    public String value(String attribute) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(attribute)) {
                return values[i].strip();
            }
        }
        return "";
    }

    /** Values by attribute name, exactly as sent, in the order sent. */
    public SequencedMap<String, String> fields() {
        LinkedHashMap<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            fields.put(names[i], values[i]);
        }
        return Collections.unmodifiableSequencedMap(fields);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row
                && hash == row.hash
                && names.length == row.names.length
                && table.equals(row.table)
                && fields().equals(row.fields());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Says which table it is of and nothing of what is in it. */
    @Override
    public String toString() {
        return "Row[" + table + ", " + names.length + " fields]";
    }
}
