package org.titlechain.exchange.intake;

import java.util.Locale;
import java.util.Set;

/** Which names from outside may be used. Message files need nothing but letters, digits and a few signs. */
final class SafeNames {
    private static final int LONGEST = 255;
    private static final int DEEPEST = 8;
    private static final Set<String> RESERVED = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private SafeNames() {}

    /** Whether it is a relative path of safe names; a folder's ends with a slash. */
    static boolean isSafePath(String path) {
        if (path.isEmpty() || path.length() > LONGEST) {
            return false;
        }
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            boolean end = i == path.length();
            if (end || path.charAt(i) == '/') {
                if (end && start == i) {
                    return depth > 0;
                }
                if (++depth > DEEPEST || !isSafe(path.substring(start, i))) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    /** Whether it is the name of one file that every system takes for nothing else. */
    static boolean isSafe(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.startsWith(".") || name.endsWith(".") || name.isBlank()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fine = c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || "-_.()（）+ ".indexOf(c) >= 0
                    || c >= 0x4e00 && c <= 0x9fff;
            if (!fine) {
                return false;
            }
        }
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot))
                .toLowerCase(Locale.ROOT)
                .strip();
        return name.equals(name.strip()) && !RESERVED.contains(stem);
    }
}
