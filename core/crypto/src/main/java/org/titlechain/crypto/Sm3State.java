package org.titlechain.crypto;

import java.util.Arrays;

/** One running SM3 digest. For one thread; usable again after {@link #finish}. */
final class Sm3State {
    private int[] words = Sm3Rounds.initial();
    private final int[] expanded = new int[Sm3Rounds.EXPANDED];
    private final byte[] block = new byte[Sm3Rounds.BLOCK];
    private int filled;
    private long length;

    /** Takes bytes. Whole blocks are read where they are. */
    void update(byte[] bytes, int offset, int count) {
        length += count;
        int from = offset;
        int left = count;
        if (filled > 0) {
            int head = Math.min(left, Sm3Rounds.BLOCK - filled);
            System.arraycopy(bytes, from, block, filled, head);
            filled += head;
            from += head;
            left -= head;
            if (filled < Sm3Rounds.BLOCK) {
                return;
            }
            Sm3Rounds.compress(words, expanded, block, 0);
            filled = 0;
        }
        while (left >= Sm3Rounds.BLOCK) {
            Sm3Rounds.compress(words, expanded, bytes, from);
            from += Sm3Rounds.BLOCK;
            left -= Sm3Rounds.BLOCK;
        }
        System.arraycopy(bytes, from, block, 0, left);
        filled = left;
    }

    /** Takes one byte. */
    void update(byte value) {
        length++;
        block[filled++] = value;
        if (filled == Sm3Rounds.BLOCK) {
            Sm3Rounds.compress(words, expanded, block, 0);
            filled = 0;
        }
    }

    /** Pads, writes the digest to the output and starts anew. */
    void finish(byte[] output, int offset) {
        block[filled++] = (byte) 0x80;
        if (filled > Sm3Rounds.BLOCK - Long.BYTES) {
            Arrays.fill(block, filled, Sm3Rounds.BLOCK, (byte) 0);
            Sm3Rounds.compress(words, expanded, block, 0);
            filled = 0;
        }
        Arrays.fill(block, filled, Sm3Rounds.BLOCK - Long.BYTES, (byte) 0);
        Sm3Rounds.WORD.set(block, Sm3Rounds.BLOCK - 8, (int) (length >>> 29));
        Sm3Rounds.WORD.set(block, Sm3Rounds.BLOCK - 4, (int) (length << 3));
        Sm3Rounds.compress(words, expanded, block, 0);
        for (int i = 0; i < words.length; i++) {
            Sm3Rounds.WORD.set(output, offset + 4 * i, words[i]);
        }
        words = Sm3Rounds.initial();
        filled = 0;
        length = 0;
    }
}
