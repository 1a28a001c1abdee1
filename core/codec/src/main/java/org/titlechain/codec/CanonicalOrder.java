package org.titlechain.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The order of map keys: by their encoded bytes, which for text means shorter first, then bytewise. */
final class CanonicalOrder {
    static final Comparator<String> KEYS = CanonicalOrder::compare;

    private CanonicalOrder() {}

    static SortedMap<String, Value> sorted(Map<String, ? extends Value> entries) {
        TreeMap<String, Value> sorted = new TreeMap<>(KEYS);
        sorted.putAll(entries);
        return sorted;
    }

    static SortedMap<String, Value> copyOf(Map<String, ? extends Value> entries) {
        return Collections.unmodifiableSortedMap(sorted(entries));
    }

    static int compare(String left, String right) {
        if (isAscii(left) && isAscii(right)) {
            int byLength = Integer.compare(left.length(), right.length());
            return byLength != 0 ? byLength : left.compareTo(right);
        }
        byte[] leftBytes = left.getBytes(StandardCharsets.UTF_8);
        byte[] rightBytes = right.getBytes(StandardCharsets.UTF_8);
        int byLength = Integer.compare(leftBytes.length, rightBytes.length);
        return byLength != 0 ? byLength : Arrays.compareUnsigned(leftBytes, rightBytes);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
