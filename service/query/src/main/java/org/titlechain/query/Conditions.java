package org.titlechain.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a question: fixed pieces of SQL and the values bound to them. */
final class Conditions {
    private final List<String> pieces = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Adds a piece that is written in this program, with one value for each of its question marks. */
    Conditions and(String piece, Object... bound) {
        pieces.add(piece);
        values.addAll(List.of(bound));
        return this;
    }

    Conditions andIfPresent(String piece, Optional<?> value) {
        value.ifPresent(present -> and(piece, present));
        return this;
    }

    /** The column's text begins with the prefix. */
    Conditions beginning(String column, String prefix) {
        return and(column + " >= ? AND " + column + " < ?", prefix, prefix + Words.LAST);
    }

    /** Adds the other conditions. */
    Conditions and(Conditions others) {
        pieces.addAll(others.pieces);
        values.addAll(others.values);
        return this;
    }

    Conditions copy() {
        Conditions copy = new Conditions();
        copy.pieces.addAll(pieces);
        copy.values.addAll(values);
        return copy;
    }

    String where() {
        return pieces.isEmpty() ? "" : " WHERE " + String.join(" AND ", pieces);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The bound values, followed by others. */
    Object[] values(Object... following) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(following));
        return all.toArray();
    }
}
