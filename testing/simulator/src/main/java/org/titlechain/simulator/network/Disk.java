package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The disk of a member's order: a file of records. What was not forced is lost from some record on when the process
 * dies; a record that is torn is not read back, for every record has a digest.
 */
final class Disk {
    private final List<Object> records = new ArrayList<>();
    private int forced;

    void append(Object item) {
        records.add(item);
    }

    int size() {
        return records.size();
    }

    /** Everything up to that record stays. */
    void forceUpTo(int size) {
        forced = Math.max(forced, Math.min(size, records.size()));
    }

    /** The process dies. */
    void crash(Random random) {
        int kept = forced + random.nextInt(records.size() - forced + 1);
        while (records.size() > kept) {
            records.removeLast();
        }
        forced = records.size();
    }

    void wipe() {
        records.clear();
        forced = 0;
    }

    List<Object> records() {
        return List.copyOf(records);
    }
}
