package org.titlechain.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.titlechain.vault.Records.Batch;
import org.titlechain.vault.Records.Family;

/**
 * Finds subjects by an exact value without keeping the value: the index holds {@code HMAC(index key, kind, normalised
 * value)}. The index key can be changed; while it is, both keys are written and the older one answers.
 */
final class BlindIndex {
    static final int REFERENCE_LENGTH = 32;
    private static final int TOKEN_LENGTH = 32;

    private final Records records;
    private final VaultCipher cipher;
    private volatile List<Generation> generations;

    /** An index key and its number. */
    record Generation(int number, byte[] key) {}

    /** @param generations the key that answers first, then one that is being filled, if there is one */
    BlindIndex(Records records, VaultCipher cipher, List<Generation> generations) {
        this.records = records;
        this.cipher = cipher;
        this.generations = List.copyOf(generations);
    }

    List<Generation> generations() {
        return generations;
    }

    void use(List<Generation> changed) {
        generations = List.copyOf(changed);
    }

    /** Whether values of the kind can be looked up. */
    static boolean indexes(PersonalAttribute kind) {
        return switch (kind) {
            case NAME, ID_NUMBER, PHONE -> true;
            case ADDRESS, AMOUNT, FREE_TEXT, OTHER -> false;
        };
    }

    /** Notes that the value leads to the subject. */
    void add(Batch batch, PersonalAttribute kind, String value, byte[] reference) {
        for (Generation generation : generations) {
            add(batch, generation, kind, value, reference);
        }
    }

    void add(Batch batch, Generation generation, PersonalAttribute kind, String value, byte[] reference) {
        String normalised = kind.normalise(value);
        if (normalised.isEmpty()) {
            return;
        }
        byte[] entry = entry(generation, kind, normalised);
        batch.put(Family.TOKENS, join(entry, reference), new byte[0]);
        batch.put(Family.TOKENS_OF, join(reference, entry), new byte[0]);
    }

    /** The subjects that the value leads to, at most so many. */
    List<byte[]> find(PersonalAttribute kind, String value, int limit) {
        String normalised = kind.normalise(value);
        if (normalised.isEmpty()) {
            return List.of();
        }
        byte[] entry = entry(generations.getFirst(), kind, normalised);
        List<byte[]> found = new ArrayList<>();
        for (Records.Entry hit : records.prefixed(Family.TOKENS, entry, limit)) {
            found.add(Arrays.copyOfRange(hit.key(), entry.length, hit.key().length));
        }
        return found;
    }

    /** What a search for the value is called in the journal: equal for equal values, and no help in guessing them. */
    byte[] token(PersonalAttribute kind, String value) {
        return token(generations.getFirst(), kind, kind.normalise(value));
    }

    /** Takes out all that leads to the subject. */
    void remove(Batch batch, byte[] reference) {
        try (Records.Scan scan = records.scan(Family.TOKENS_OF, reference)) {
            while (scan.next()) {
                byte[] key = scan.entry().key();
                byte[] entry = Arrays.copyOfRange(key, REFERENCE_LENGTH, key.length);
                batch.delete(Family.TOKENS_OF, key);
                batch.delete(Family.TOKENS, join(entry, reference));
            }
        }
    }

    /** Takes out everything under an index key that is no longer used. */
    void dropGeneration(int number) {
        byte[] prefix = ByteBuffer.allocate(4).putInt(number).array();
        boolean more = true;
        while (more) {
            List<Records.Entry> some = records.prefixed(Family.TOKENS, prefix, 10_000);
            Batch batch = new Batch();
            for (Records.Entry hit : some) {
                byte[] key = hit.key();
                byte[] reference = Arrays.copyOfRange(key, key.length - REFERENCE_LENGTH, key.length);
                batch.delete(Family.TOKENS, key);
                batch.delete(Family.TOKENS_OF, join(reference, Arrays.copyOf(key, key.length - REFERENCE_LENGTH)));
            }
            records.write(batch);
            more = !some.isEmpty();
        }
    }

    private byte[] entry(Generation generation, PersonalAttribute kind, String normalised) {
        return ByteBuffer.allocate(4 + 1 + TOKEN_LENGTH)
                .putInt(generation.number())
                .put(letter(kind))
                .put(token(generation, kind, normalised))
                .array();
    }

    private static byte letter(PersonalAttribute kind) {
        return switch (kind) {
            case NAME -> 'N';
            case ID_NUMBER -> 'I';
            case PHONE -> 'P';
            case ADDRESS, AMOUNT, FREE_TEXT, OTHER -> throw new IllegalArgumentException("not indexed: " + kind);
        };
    }

    private byte[] token(Generation generation, PersonalAttribute kind, String normalised) {
        return cipher.derive(
                generation.key(),
                kind.name().getBytes(StandardCharsets.US_ASCII),
                normalised.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }
}
