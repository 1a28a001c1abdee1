package org.titlechain.crypto;

import static java.lang.Integer.rotateLeft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The compression function of SM3 (GB/T 32905, 5.3), one block at a time. */
final class Sm3Rounds {
    /** Bytes in a block. */
    static final int BLOCK = 64;
    /** Words of the expanded message. */
    static final int EXPANDED = 68;
    /** Rounds before the Boolean functions change. */
    static final int FIRST_ROUNDS = 16;

    static final int ROUNDS = 64;

    /** Four bytes of an array as one big-endian word. */
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int[] INITIAL = {
        0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
    };
    /** T[j] rotated by j. */
    private static final int[] CONSTANTS = constants();

    private Sm3Rounds() {}

    /** Bytes of a message of the length with its padding: a bit, zeros and the length in 8 bytes. */
    static int paddedLength(int length) {
        return (length + 1 + Long.BYTES + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The words that a digest starts from. */
    static int[] initial() {
        return INITIAL.clone();
    }

    /** The constants of the rounds. */
    static int[] constants() {
        int[] constants = new int[ROUNDS];
        for (int j = 0; j < ROUNDS; j++) {
            constants[j] = rotateLeft(j < FIRST_ROUNDS ? 0x79cc4519 : 0x7a879d8a, j);
        }
        return constants;
    }

    /**
     * Works the block at the offset into the eight words of the state; {@code w} is scratch of {@link #EXPANDED} words.
     */
    static void compress(int[] state, int[] w, byte[] bytes, int offset) {
        for (int j = 0; j < 16; j++) {
            w[j] = (int) WORD.get(bytes, offset + 4 * j);
        }
        for (int j = 16; j < EXPANDED; j++) {
            int x = w[j - 16] ^ w[j - 9] ^ rotateLeft(w[j - 3], 15);
            w[j] = x ^ rotateLeft(x, 15) ^ rotateLeft(x, 23) ^ rotateLeft(w[j - 13], 7) ^ w[j - 6];
        }
        rounds(state, w);
    }

    /** Four rounds at a time: after four, each word is back in its variable, so that nothing is moved. */
    private static void rounds(int[] state, int[] w) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int j = 0; j < FIRST_ROUNDS; j += 4) {
            int x = rotateLeft(a, 12);
            int y = rotateLeft(x + e + CONSTANTS[j], 7);
            d += (a ^ b ^ c) + (x ^ y) + (w[j] ^ w[j + 4]);
            h = permuted(h + (e ^ f ^ g) + y + w[j]);
            b = rotateLeft(b, 9);
            f = rotateLeft(f, 19);
            x = rotateLeft(d, 12);
            y = rotateLeft(x + h + CONSTANTS[j + 1], 7);
            c += (d ^ a ^ b) + (x ^ y) + (w[j + 1] ^ w[j + 5]);
            g = permuted(g + (h ^ e ^ f) + y + w[j + 1]);
            a = rotateLeft(a, 9);
            e = rotateLeft(e, 19);
            x = rotateLeft(c, 12);
            y = rotateLeft(x + g + CONSTANTS[j + 2], 7);
            b += (c ^ d ^ a) + (x ^ y) + (w[j + 2] ^ w[j + 6]);
            f = permuted(f + (g ^ h ^ e) + y + w[j + 2]);
            d = rotateLeft(d, 9);
            h = rotateLeft(h, 19);
            x = rotateLeft(b, 12);
            y = rotateLeft(x + f + CONSTANTS[j + 3], 7);
            a += (b ^ c ^ d) + (x ^ y) + (w[j + 3] ^ w[j + 7]);
            e = permuted(e + (f ^ g ^ h) + y + w[j + 3]);
            c = rotateLeft(c, 9);
            g = rotateLeft(g, 19);
        }
        for (int j = FIRST_ROUNDS; j < ROUNDS; j += 4) {
            int x = rotateLeft(a, 12);
            int y = rotateLeft(x + e + CONSTANTS[j], 7);
            d += majority(a, b, c) + (x ^ y) + (w[j] ^ w[j + 4]);
            h = permuted(h + choice(e, f, g) + y + w[j]);
            b = rotateLeft(b, 9);
            f = rotateLeft(f, 19);
            x = rotateLeft(d, 12);
            y = rotateLeft(x + h + CONSTANTS[j + 1], 7);
            c += majority(d, a, b) + (x ^ y) + (w[j + 1] ^ w[j + 5]);
            g = permuted(g + choice(h, e, f) + y + w[j + 1]);
            a = rotateLeft(a, 9);
            e = rotateLeft(e, 19);
            x = rotateLeft(c, 12);
            y = rotateLeft(x + g + CONSTANTS[j + 2], 7);
            b += majority(c, d, a) + (x ^ y) + (w[j + 2] ^ w[j + 6]);
            f = permuted(f + choice(g, h, e) + y + w[j + 2]);
            d = rotateLeft(d, 9);
            h = rotateLeft(h, 19);
            x = rotateLeft(b, 12);
            y = rotateLeft(x + f + CONSTANTS[j + 3], 7);
            a += majority(b, c, d) + (x ^ y) + (w[j + 3] ^ w[j + 7]);
            e = permuted(e + choice(f, g, h) + y + w[j + 3]);
            c = rotateLeft(c, 9);
            g = rotateLeft(g, 19);
        }
        state[0] ^= a;
        state[1] ^= b;
        state[2] ^= c;
        state[3] ^= d;
        state[4] ^= e;
        state[5] ^= f;
        state[6] ^= g;
        state[7] ^= h;
    }

    private static int majority(int a, int b, int c) {
        return (a & b) | (c & (a | b));
    }

    private static int choice(int e, int f, int g) {
        return g ^ (e & (f ^ g));
    }

    private static int permuted(int x) {
        return x ^ rotateLeft(x, 9) ^ rotateLeft(x, 17);
    }
}
