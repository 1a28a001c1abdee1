package org.titlechain.crypto;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * SM3 (GB/T 32905) in plain Java, and in vector lanes for many inputs where the process has them.
 *
 * <p>Lanes pay off in a process that has run for a while: until the compiler has seen them, some ten thousand digests,
 * they are slower. Small batches never use them, so that short commands do not meet that.
 */
final class FastSm3 implements HashFunction {
    /**
     * Fewer inputs are quicker one after the other: with lanes of 256 and of 512 bits the two meet at about ten, and a
     * batch costs nearly the same whether it fills the lanes or not ({@code docs/evidence}).
     */
    private static final int SMALLEST_BATCH = 16;

    private final Supplier<Optional<HashLanes>> lanes;

    /** @param lanes for {@link #hashMany}; empty to hash one input after the other */
    FastSm3(Supplier<Optional<HashLanes>> lanes) {
        this.lanes = lanes;
    }

    @Override
    public byte[] hash(byte[]... parts) {
        Sm3State state = new Sm3State();
        for (byte[] part : parts) {
            state.update(part, 0, part.length);
        }
        byte[] digest = new byte[DIGEST_LENGTH];
        state.finish(digest, 0);
        return digest;
    }

    @Override
    public void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output) {
        Optional<HashLanes> found = count < SMALLEST_BATCH ? Optional.empty() : lanes.get();
        if (found.isPresent()) {
            found.get().hashMany(prefix, input, itemLength, count, output);
            return;
        }
        Sm3State state = new Sm3State();
        for (int i = 0; i < count; i++) {
            state.update(prefix);
            state.update(input, i * itemLength, itemLength);
            state.finish(output, i * DIGEST_LENGTH);
        }
    }
}
