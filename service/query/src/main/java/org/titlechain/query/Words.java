package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Parts of unit codes and addresses, each kept once. A parcel code stands before many fixtures, and a building's
 * address before many rooms: there are a hundred times fewer parts than units, so that every ending of each part can be
 * indexed, and a fragment is found by the ending that begins with it.
 */
final class Words {
    /** Kinds of parts. */
    static final int PARCEL = 1;

    static final int FIXTURE = 2;
    static final int PLACE = 3;
    static final int REST = 4;

    /** Characters of an ending that are indexed; longer fragments are compared with the word itself. */
    static final int ENDING_LENGTH = 12;

    /** The last character there is: every text that begins with p lies from p to p followed by it. */
    static final String LAST = Character.toString(0x10FFFF);

    private static final int PARCEL_LENGTH = 19;
    private static final int CACHED = 100_000;

    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final Inserts endings;
    private final Map<String, Long> cache = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CACHED;
        }
    };
    private long next;

    /** A text in its two parts. */
    record Parts(String first, String second) {}

    Words(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT id FROM word WHERE kind = ? AND text = ?");
        insert = connection.prepareStatement("INSERT INTO word (id, kind, text, reversed) VALUES (?, ?, ?, ?)");
        endings = new Inserts(connection, "word_ending", "kind, ending, word");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM word") + 1;
    }

    static Parts code(String code) {
        int cut = Math.min(PARCEL_LENGTH, code.length());
        return new Parts(code.substring(0, cut), code.substring(cut));
    }

    /**
     * The address up to the building, and the rest: the last run of ASCII letters, digits and hyphens with what follows
     * it. Where the cut falls matters for speed only; searching joins both parts again.
     */
    static Parts location(String location) {
        int end = location.length();
        while (end > 0 && !inNumber(location.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && inNumber(location.charAt(start - 1))) {
            start--;
        }
        return end == 0 ? new Parts(location, "") : new Parts(location.substring(0, start), location.substring(start));
    }

    private static boolean inNumber(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-';
    }

    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** The number of the word, which is made when it is not there. */
    long id(int kind, String text) throws SQLException {
        String name = kind + text;
        Long cached = cache.get(name);
        if (cached != null) {
            return cached;
        }
        Statements.bind(find, kind, text);
        Optional<Long> found = Statements.first(find, row -> row.getLong(1));
        long id = found.isPresent() ? found.get() : add(kind, text);
        cache.put(name, id);
        return id;
    }

    private long add(int kind, String text) throws SQLException {
        long id = next++;
        // At once, so that the same word is found when it has left the cache before the batch is written.
        Statements.bind(insert, id, kind, text, reversed(text));
        insert.executeUpdate();
        TreeSet<String> found = new TreeSet<>();
        for (int start = 0; start < text.length(); start = text.offsetByCodePoints(start, 1)) {
            found.add(beginning(text.substring(start)));
        }
        for (String ending : found) {
            endings.add(kind, ending, id);
        }
        return id;
    }

    static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= ENDING_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, ENDING_LENGTH));
    }

    void flush() throws SQLException {
        endings.flush();
    }
}
