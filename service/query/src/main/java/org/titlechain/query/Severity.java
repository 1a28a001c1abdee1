package org.titlechain.query;

import java.util.List;

/** How bad a finding is, as a number that sorts. */
final class Severity {
    private static final List<String> FROM_MILDEST = List.of("", "note", "ordinary", "serious", "severe");

    private Severity() {}

    /** 1 for a note to 4 for severe; 0 for what is none of these. */
    static int rank(String severity) {
        return Math.max(0, FROM_MILDEST.indexOf(severity));
    }

    static String label(int rank) {
        return rank > 0 && rank < FROM_MILDEST.size() ? FROM_MILDEST.get(rank) : "";
    }
}
