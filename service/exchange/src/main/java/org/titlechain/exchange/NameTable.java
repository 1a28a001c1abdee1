package org.titlechain.exchange;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Gives the one string of a known name without making it anew for every row. Immutable. */
final class NameTable {
    private final @Nullable String[] slots;
    private final int mask;

    NameTable(Collection<String> names) {
        int capacity = Integer.highestOneBit(Math.max(16, names.size() * 8));
        slots = new String[capacity];
        mask = capacity - 1;
        for (String known : names) {
            int slot = spread(known.hashCode());
            while (slots[slot] != null && !known.equals(slots[slot])) {
                slot = slot + 1 & mask;
            }
            slots[slot] = known;
        }
    }

    /** The name in these characters, whose {@link String#hashCode} the caller has computed on the way. */
    String name(char[] characters, int start, int length, int hash) {
        int slot = spread(hash);
        for (String known = slots[slot]; known != null; known = slots[slot]) {
            if (known.hashCode() == hash && known.length() == length && matches(known, characters, start)) {
                return known;
            }
            slot = slot + 1 & mask;
        }
        return new String(characters, start, length);
    }

    private int spread(int hash) {
        return (hash ^ hash >>> 15) & mask;
    }

    private static boolean matches(String known, char[] characters, int start) {
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != characters[start + i]) {
                return false;
            }
        }
        return true;
    }
}
