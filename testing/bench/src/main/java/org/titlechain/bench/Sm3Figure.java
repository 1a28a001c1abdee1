package org.titlechain.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Sm3Implementation;

/** SM3 of ours, in vector lanes and one by one, against BouncyCastle: the nodes of a tree (65 bytes) and messages. */
final class Sm3Figure implements Figure {
    private static final int NODES = 1024;
    private static final int NODE_BYTES = 64;
    private static final int MESSAGE_BYTES = 800;

    @Override
    public String name() {
        return "sm3";
    }

    @Override
    public String description() {
        return "SM3 of tree nodes and messages: vector lanes and scalar code against BouncyCastle, one thread";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        Options options = new Options(arguments, List.of("--rounds", "--slice-ms"));
        byte[] input = new byte[NODES * NODE_BYTES];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) (31 * i + (i >>> 8));
        }
        byte[] message = Arrays.copyOf(input, MESSAGE_BYTES);
        byte[] expected = new byte[NODES * HashFunction.DIGEST_LENGTH];
        Sm3Implementation.REFERENCE.hash().hashMany((byte) 1, input, NODE_BYTES, NODES, expected);
        Rates rates = new Rates(options.number("--slice-ms", 300), 4, options.number("--rounds", 9));
        for (Sm3Implementation implementation : Sm3Implementation.values()) {
            HashFunction hash = implementation.hash();
            byte[] output = new byte[expected.length];
            rates.add(implementation + " nodes", NODES, () -> {
                hash.hashMany((byte) 1, input, NODE_BYTES, NODES, output);
                if (!Arrays.equals(output, expected)) {
                    throw new IllegalStateException("digests differ");
                }
            });
            rates.add(implementation + " message", 1, () -> hash.hash(message));
        }
        rates.run();
        out.printf(Locale.ROOT, "%-12s %22s %22s%n", "one thread", "nodes of 65 B a second", "messages of 800 B");
        for (Sm3Implementation implementation : Sm3Implementation.values()) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %,22.0f %,22.0f%n",
                    implementation,
                    rates.perSecond(implementation + " nodes"),
                    rates.perSecond(implementation + " message"));
        }
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"sm3\",\"lanesPerSecond\":%.0f,\"scalarPerSecond\":%.0f,\"referencePerSecond\":%.0f,"
                        + "\"lanesRatio\":%.2f,\"scalarRatio\":%.2f,\"messageRatio\":%.2f}%n",
                rates.perSecond("LANES nodes"),
                rates.perSecond("SCALAR nodes"),
                rates.perSecond("REFERENCE nodes"),
                rates.ratio("LANES nodes", "REFERENCE nodes"),
                rates.ratio("SCALAR nodes", "REFERENCE nodes"),
                rates.ratio("SCALAR message", "REFERENCE message"));
    }
}
