package org.titlechain.crypto;

import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SM3 in vector lanes, one input a lane. Loaded by {@link Sm3LanesLoader} only.
 *
 * <p>A group of several vectors goes through each half round together, its state in arrays. That costs loads and
 * stores, but the compiler stops inlining after about forty vector operations, counted with all that a method inlines,
 * and one operation that is not inlined costs more than a hundred that are. So the half rounds are steps behind one
 * interface: a call that goes to many implementations is not inlined, and each is compiled by itself.
 */
final class Sm3Lanes implements HashLanes {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int GROUP = 4 * LANES;
    private static final int[] CONSTANTS = Sm3Rounds.constants();
    private static final int WORDS = 8;
    private static final int SECOND_FOUR = 4 * GROUP;
    private static final List<Step> EXPANSION = List.of(Sm3Lanes::expand);
    private static final List<Step> FIRST_ROUNDS = List.of(Sm3Lanes::left, Sm3Lanes::right);
    private static final List<Step> LATER_ROUNDS = List.of(Sm3Lanes::leftLater, Sm3Lanes::rightLater);

    Sm3Lanes() {}

    @Override
    public void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output) {
        int padded = Sm3Rounds.paddedLength(itemLength + 1);
        byte[] messages = messages(prefix, itemLength + 1, padded);
        int[] state = new int[WORDS * GROUP];
        int[] working = new int[WORDS * GROUP];
        int[] carried = new int[GROUP];
        int[] expanded = new int[Sm3Rounds.EXPANDED * GROUP];
        for (int first = 0; first < count; first += GROUP) {
            int used = Math.min(GROUP, count - first);
            // whole vectors; lanes beyond the last item hash what they hold, and nobody reads it
            int limit = (used + LANES - 1) / LANES * LANES;
            for (int lane = 0; lane < used; lane++) {
                System.arraycopy(input, (first + lane) * itemLength, messages, lane * padded + 1, itemLength);
            }
            start(state);
            for (int block = 0; block < padded; block += Sm3Rounds.BLOCK) {
                load(expanded, messages, block, padded, limit);
                System.arraycopy(state, 0, working, 0, state.length);
                Block group = new Block(working, expanded, carried, limit);
                run(EXPANSION, group, 16, Sm3Rounds.EXPANDED);
                run(FIRST_ROUNDS, group, 0, Sm3Rounds.FIRST_ROUNDS);
                run(LATER_ROUNDS, group, Sm3Rounds.FIRST_ROUNDS, Sm3Rounds.ROUNDS);
                mix(state, working);
            }
            write(state, used, output, first * HashFunction.DIGEST_LENGTH);
        }
    }

    /** Prefix and padding of every lane; the items go between. */
    private static byte[] messages(byte prefix, int length, int padded) {
        byte[] messages = new byte[GROUP * padded];
        for (int at = 0; at < messages.length; at += padded) {
            messages[at] = prefix;
            messages[at + length] = (byte) 0x80;
            Sm3Rounds.WORD.set(messages, at + padded - 8, length >>> 29);
            Sm3Rounds.WORD.set(messages, at + padded - 4, length << 3);
        }
        return messages;
    }

    private static void start(int[] state) {
        int[] initial = Sm3Rounds.initial();
        for (int i = 0; i < state.length; i++) {
            state[i] = initial[i / GROUP];
        }
    }

    private static void mix(int[] state, int[] working) {
        for (int i = 0; i < state.length; i++) {
            state[i] ^= working[i];
        }
    }

    private static void write(int[] state, int used, byte[] output, int offset) {
        for (int lane = 0; lane < used; lane++) {
            for (int word = 0; word < WORDS; word++) {
                int at = offset + lane * HashFunction.DIGEST_LENGTH + 4 * word;
                Sm3Rounds.WORD.set(output, at, state[word * GROUP + lane]);
            }
        }
    }

    private static void load(int[] w, byte[] messages, int block, int padded, int limit) {
        for (int lane = 0; lane < limit; lane++) {
            for (int j = 0; j < 16; j++) {
                w[j * GROUP + lane] = (int) Sm3Rounds.WORD.get(messages, lane * padded + block + 4 * j);
            }
        }
    }

    /** A part of the work on one block, small enough for the compiler, for round or expanded word j of a group. */
    private interface Step {
        void apply(Block block, int j);
    }

    /**
     * The arrays of a group: v holds the words a to d, then e to h; carried is SS1, from the left half to the right.
     */
    private record Block(int[] v, int[] w, int[] carried, int limit) {}

    /** Place of word k, counted from a or e. Nothing moves from round to round; the places do. */
    private static int place(int k, int j) {
        return (k - j & 3) * GROUP;
    }

    private static void run(List<Step> steps, Block block, int from, int to) {
        for (int j = from; j < to; j++) {
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).apply(block, j);
            }
        }
    }

    private static void expand(Block block, int j) {
        int[] w = block.w;
        int at = j * GROUP;
        int end = at + block.limit;
        for (int lane = at; lane < end; lane += LANES) {
            IntVector x = xor(
                    xor(vector(w, lane - 16 * GROUP), vector(w, lane - 9 * GROUP)),
                    rotated(vector(w, lane - 3 * GROUP), 15));
            IntVector permuted = xor(xor(x, rotated(x, 15)), rotated(x, 23));
            xor(xor(permuted, rotated(vector(w, lane - 13 * GROUP), 7)), vector(w, lane - 6 * GROUP))
                    .intoArray(w, lane);
        }
    }

    private static void left(Block block, int j) {
        int[] v = block.v;
        int[] w = block.w;
        int[] carried = block.carried;
        int limit = block.limit;
        int word = j * GROUP;
        int atA = place(0, j);
        int atB = place(1, j);
        int atC = place(2, j);
        int atD = place(3, j);
        int constant = CONSTANTS[j];
        for (int lane = 0; lane < limit; lane += LANES) {
            IntVector a = vector(v, atA + lane);
            IntVector b = vector(v, atB + lane);
            IntVector x = rotated(a, 12);
            IntVector y = rotated(x.add(vector(v, SECOND_FOUR + atA + lane)).add(constant), 7);
            IntVector mixed = xor(xor(a, b), vector(v, atC + lane));
            IntVector words = xor(vector(w, word + lane), vector(w, word + 4 * GROUP + lane));
            y.intoArray(carried, lane);
            mixed.add(vector(v, atD + lane)).add(xor(x, y)).add(words).intoArray(v, atD + lane);
            rotated(b, 9).intoArray(v, atB + lane);
        }
    }

    private static void leftLater(Block block, int j) {
        int[] v = block.v;
        int[] w = block.w;
        int[] carried = block.carried;
        int limit = block.limit;
        int word = j * GROUP;
        int atA = place(0, j);
        int atB = place(1, j);
        int atC = place(2, j);
        int atD = place(3, j);
        int constant = CONSTANTS[j];
        for (int lane = 0; lane < limit; lane += LANES) {
            IntVector a = vector(v, atA + lane);
            IntVector b = vector(v, atB + lane);
            IntVector x = rotated(a, 12);
            IntVector y = rotated(x.add(vector(v, SECOND_FOUR + atA + lane)).add(constant), 7);
            IntVector mixed = a.and(b).or(a.or(b).and(vector(v, atC + lane)));
            IntVector words = xor(vector(w, word + lane), vector(w, word + 4 * GROUP + lane));
            y.intoArray(carried, lane);
            mixed.add(vector(v, atD + lane)).add(xor(x, y)).add(words).intoArray(v, atD + lane);
            rotated(b, 9).intoArray(v, atB + lane);
        }
    }

    private static void right(Block block, int j) {
        int[] v = block.v;
        int[] w = block.w;
        int[] carried = block.carried;
        int limit = block.limit;
        int word = j * GROUP;
        int atE = SECOND_FOUR + place(0, j);
        int atF = SECOND_FOUR + place(1, j);
        int atG = SECOND_FOUR + place(2, j);
        int atH = SECOND_FOUR + place(3, j);
        for (int lane = 0; lane < limit; lane += LANES) {
            IntVector f = vector(v, atF + lane);
            IntVector g = vector(v, atG + lane);
            IntVector mixed = xor(xor(vector(v, atE + lane), f), g);
            IntVector sum =
                    mixed.add(vector(v, atH + lane)).add(vector(carried, lane)).add(vector(w, word + lane));
            xor(xor(sum, rotated(sum, 9)), rotated(sum, 17)).intoArray(v, atH + lane);
            rotated(f, 19).intoArray(v, atF + lane);
        }
    }

    private static void rightLater(Block block, int j) {
        int[] v = block.v;
        int[] w = block.w;
        int[] carried = block.carried;
        int limit = block.limit;
        int word = j * GROUP;
        int atE = SECOND_FOUR + place(0, j);
        int atF = SECOND_FOUR + place(1, j);
        int atG = SECOND_FOUR + place(2, j);
        int atH = SECOND_FOUR + place(3, j);
        for (int lane = 0; lane < limit; lane += LANES) {
            IntVector f = vector(v, atF + lane);
            IntVector g = vector(v, atG + lane);
            IntVector mixed = xor(g, vector(v, atE + lane).and(xor(f, g)));
            IntVector sum =
                    mixed.add(vector(v, atH + lane)).add(vector(carried, lane)).add(vector(w, word + lane));
            xor(xor(sum, rotated(sum, 9)), rotated(sum, 17)).intoArray(v, atH + lane);
            rotated(f, 19).intoArray(v, atF + lane);
        }
    }

    private static IntVector vector(int[] words, int at) {
        return IntVector.fromArray(SPECIES, words, at);
    }

    private static IntVector rotated(IntVector x, int bits) {
        return x.lanewise(VectorOperators.ROL, bits);
    }

    private static IntVector xor(IntVector x, IntVector y) {
        return x.lanewise(VectorOperators.XOR, y);
    }
}
