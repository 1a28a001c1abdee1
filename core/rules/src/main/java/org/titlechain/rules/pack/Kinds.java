package org.titlechain.rules.pack;

import java.util.List;

/** Kinds of registration as packs name them: {@code transfer} covers {@code transfer/sale}, {@code all} covers all. */
public final class Kinds {
    /** Covers every kind. */
    public static final String ALL = "all";

    private Kinds() {}

    /** Whether one of the patterns covers the kind. */
    public static boolean cover(List<String> patterns, String kind) {
        return patterns.stream().anyMatch(pattern -> covers(pattern, kind));
    }

    /** Whether the pattern covers the kind, or every kind that the other pattern covers. */
    public static boolean covers(String pattern, String kind) {
        return pattern.equals(ALL) || pattern.equals(kind) || kind.startsWith(pattern + "/");
    }
}
