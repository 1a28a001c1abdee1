package org.titlechain.crypto;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are worth a table: those seen {@value #APPEARANCES} times, the least recently used dropped first.
 * Bounded in keys counted and in tables kept, so that strangers with many keys cost no memory. Any thread may call it.
 * No verdict depends on what it holds.
 */
final class KnownKeys {
    /** Bits of a window: a table takes 110 KB and 0.2 ms or so. */
    static final int WIDTH = 6;
    /** A table costs as much as a few verifications by the reference: too much for a key that never comes back. */
    static final int APPEARANCES = 3;

    private final HashFunction hash;
    private final LruMap<Integer> appearances;
    private final LruMap<KnownKey> known;

    /**
     * @param counted how many keys are counted at most
     * @param kept how many tables are kept at most
     */
    KnownKeys(HashFunction hash, int counted, int kept) {
        this.hash = hash;
        this.appearances = new LruMap<>(counted);
        this.known = new LruMap<>(kept);
    }

    /** The key if it is known, now or from this appearance on; else, and for keys not on the curve, null. */
    @Nullable
    KnownKey find(byte[] publicKey) {
        String name = new String(publicKey, StandardCharsets.ISO_8859_1);
        synchronized (this) {
            KnownKey key = known.get(name);
            if (key != null) {
                return key;
            }
            int count = appearances.merge(name, 1, Integer::sum);
            if (count < APPEARANCES) {
                return null;
            }
        }
        // built outside the lock: two threads may build the same table, which is no harm
        KnownKey key = Sm2Point.decode(publicKey)
                .map(point -> new KnownKey(PointTableBuilder.build(WIDTH, point), Sm2Identity.of(hash, publicKey)))
                .orElse(null);
        synchronized (this) {
            appearances.remove(name);
            if (key != null) {
                known.put(name, key);
            }
        }
        return key;
    }

    /** How many tables are kept now. */
    synchronized int size() {
        return known.size();
    }

    private static final class LruMap<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        private final int capacity;

        LruMap(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > capacity;
        }
    }
}
