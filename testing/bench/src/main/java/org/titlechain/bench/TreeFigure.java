package org.titlechain.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.tree.StateTree;

/**
 * The state tree at several sizes: blocks of 1,000, 100 and 1 registrations of five keys each (four known, one new),
 * the rebuild on start, and proofs. The bound is what the same number of hashes costs without a tree.
 */
final class TreeFigure implements Figure {
    private static final int KEYS_A_REGISTRATION = 5;
    private static final int[] REGISTRATIONS = {1000, 100, 1};
    private static final int NODES = 1024;

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String description() {
        return "state tree: cost a key by size and block, rebuild, proofs, against the bare hashes";
    }

    /** Counts what is hashed through {@code hashMany}. */
    private static final class CountingHash implements HashFunction {
        private final HashFunction hash = Suite.GM.hash();
        private long hashes;

        @Override
        public byte[] hash(byte[]... parts) {
            return hash.hash(parts);
        }

        @Override
        public void hashMany(byte prefix, byte[] input, int itemLength, int count, byte[] output) {
            hashes += count;
            hash.hashMany(prefix, input, itemLength, count, output);
        }
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        Options options = new Options(arguments, List.of("--smallest", "--largest", "--blocks", "--warm"));
        int largest = options.number("--largest", 10_000_000);
        int blocks = options.number("--blocks", 60);
        List<double[]> costs = new ArrayList<>();
        measure(options.number("--warm", 300_000), blocks, null);
        out.printf(
                Locale.ROOT,
                "%11s %10s %8s  %s%n",
                "keys",
                "rebuild s",
                "MB",
                "µs a key (× the bare hashes), blocks of" + " 1000, 100, 1 registrations; proof µs");
        for (int size = options.number("--smallest", 10_000); size <= largest; size *= 10) {
            costs.add(measure(size, blocks, out));
        }
        double[] first = costs.getFirst();
        double[] last = costs.getLast();
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"tree\",\"keys\":%d,\"rebuildSeconds\":%.2f,\"microsPerKey\":%.2f,\"boundRatio\":%.2f,"
                        + "\"growth1000\":%.2f,\"growth100\":%.2f,\"growth1\":%.2f,\"proofMicros\":%.1f}%n",
                largest,
                last[4],
                last[0],
                last[5],
                last[0] / first[0],
                last[1] / first[1],
                last[2] / first[2],
                last[3]);
    }

    /** µs a key for each block size, µs a proof, seconds to rebuild, the first cost relative to its hashes. */
    private static double[] measure(int size, int blocks, @Nullable PrintStream out) {
        CountingHash hash = new CountingHash();
        SampleTree sample = new SampleTree(size);
        long before = usedMegabytes();
        long start = System.nanoTime();
        StateTree tree = sample.load(hash);
        double rebuild = (System.nanoTime() - start) / 1e9;
        long memory = usedMegabytes() - before;
        double[] result = new double[6];
        double[] ratios = new double[REGISTRATIONS.length];
        long fresh = 0;
        for (int kind = 0; kind < REGISTRATIONS.length; kind++) {
            int keys = REGISTRATIONS[kind] * KEYS_A_REGISTRATION;
            List<Double> micros = new ArrayList<>();
            List<Double> bound = new ArrayList<>();
            int rounds = REGISTRATIONS[kind] == 1 ? 50 * blocks : blocks;
            for (int block = 0; block < rounds; block++) {
                byte[][] places = new byte[keys][];
                byte[][] digests = new byte[keys][];
                for (int i = 0; i < keys; i++) {
                    fresh++;
                    places[i] = i % KEYS_A_REGISTRATION == 0 ? sample.absent(fresh) : sample.present(fresh);
                    digests[i] = SampleTree.bytes(fresh);
                }
                long hashes = hash.hashes;
                long from = System.nanoTime();
                tree.apply(places, digests);
                double elapsed = (System.nanoTime() - from) / 1e3;
                micros.add(elapsed / keys);
                bound.add(elapsed / bareMicros(hash.hash, (int) (hash.hashes - hashes)));
            }
            result[kind] = median(micros);
            ratios[kind] = median(bound);
        }
        result[3] = proofMicros(tree, sample);
        result[4] = rebuild;
        result[5] = ratios[0];
        if (out != null) {
            out.printf(
                    Locale.ROOT,
                    "%,11d %10.2f %8d  %.2f (%.2f)  %.2f (%.2f)  %.2f (%.2f); %.1f%n",
                    size,
                    rebuild,
                    memory,
                    result[0],
                    ratios[0],
                    result[1],
                    ratios[1],
                    result[2],
                    ratios[2],
                    result[3]);
        }
        return result;
    }

    /** What so many hashes of nodes cost in a row, in batches. */
    private static double bareMicros(HashFunction hash, int count) {
        byte[] input = new byte[NODES * 64];
        byte[] output = new byte[NODES * 32];
        long from = System.nanoTime();
        for (int done = 0; done < count; done += NODES) {
            hash.hashMany((byte) 1, input, 64, Math.min(NODES, count - done), output);
        }
        return (System.nanoTime() - from) / 1e3;
    }

    private static double proofMicros(StateTree tree, SampleTree sample) {
        int count = 20_000;
        long from = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (tree.prove(i % 2 == 0 ? sample.present(i) : sample.absent(-i))
                    .siblings()
                    .isEmpty()) {
                throw new IllegalStateException("a proof without siblings");
            }
        }
        return (System.nanoTime() - from) / 1e3 / count;
    }

    private static long usedMegabytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
