package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name and day, gathered in memory and added once for a batch. */
final class Tallies {
    /** The day under which the sum of all days stands. */
    static final long TOTAL = -1;

    private static final long DAY_MILLISECONDS = 86_400_000;
    private static final long CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000L;

    private final PreparedStatement add;
    private final Map<Key, Long> gathered = new TreeMap<>();

    private record Key(String name, long day) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : Long.compare(day, other.day);
        }
    }

    Tallies(Connection connection) throws SQLException {
        add = connection.prepareStatement("INSERT INTO tally (name, day, count) VALUES (?, ?, ?) "
                + "ON CONFLICT (name, day) DO UPDATE SET count = tally.count + excluded.count");
    }

    /** The day in China of a time in ms; China has one time zone and no summer time. */
    static long day(long time) {
        return Math.floorDiv(time + CHINA_OFFSET_MILLISECONDS, DAY_MILLISECONDS);
    }

    /** Adds to the day and to the sum. */
    void add(String name, long day, long count) {
        gathered.merge(new Key(name, day), count, Long::sum);
        addTotal(name, count);
    }

    /** Adds to the sum alone. */
    void addTotal(String name, long count) {
        gathered.merge(new Key(name, TOTAL), count, Long::sum);
    }

    void flush() throws SQLException {
        if (gathered.isEmpty()) {
            return;
        }
        for (Map.Entry<Key, Long> entry : gathered.entrySet()) {
            Statements.bind(add, entry.getKey().name(), entry.getKey().day(), entry.getValue());
            add.addBatch();
        }
        add.executeBatch();
        gathered.clear();
    }
}
