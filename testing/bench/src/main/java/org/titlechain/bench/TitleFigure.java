package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TitleProof;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** Title by unit code with proof, against a bare RocksDB get of the same values. */
final class TitleFigure implements Figure {
    private static final int UNITS_IN_AN_ENTRY = 500;

    @Override
    public String name() {
        return "title";
    }

    @Override
    public String description() {
        return "title by unit code with proof, against a bare RocksDB get; also with the caller verifying each proof";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--units", "--seconds", "--rounds"));
        int units = options.number("--units", 1_000_000);
        int seconds = options.number("--seconds", 3);
        int rounds = options.number("--rounds", 3);
        Path folder = Files.createTempDirectory("titlechain-title");
        try (BenchChain chain = BenchChain.open(folder);
                RocksDB bare = RocksDB.open(folder.resolve("bare").toString())) {
            fill(chain, units, out);
            copy(chain, bare, units);
            TrustedMembers trust = TrustedMembers.parse(chain.node().trust().getBytes(StandardCharsets.UTF_8));
            String text = chain.node().checkpoint();
            if (!(Verifier.check(text, trust) instanceof Verifier.Signed(Checkpoint checkpoint))) {
                throw new IllegalStateException("the checkpoint is not valid");
            }
            HashFunction hash = Suite.GM.hash();
            String[] keys = new String[units];
            Arrays.setAll(keys, TestContract::key);
            LongConsumer get = number -> get(bare, keys[(int) number]);
            LongConsumer prove = number -> chain.node().prove(keys[(int) number]);
            LongConsumer verify = number -> {
                TitleProof proof = TitleProof.decode(chain.node().prove(keys[(int) number]));
                byte[] place = hash.hash(proof.key().getBytes(StandardCharsets.UTF_8));
                byte[] digest = hash.hash(proof.sheet().orElseThrow());
                boolean valid = proof.checkpoint().equals(text)
                        && proof.proof().endsProperly(place, true)
                        && Arrays.equals(proof.proof().rootIfPresent(hash, place, digest), checkpoint.stateRoot());
                if (!valid) {
                    throw new IllegalStateException("a proof is not valid");
                }
            };
            StringBuilder result = new StringBuilder("{\"figure\":\"title\",\"units\":" + units);
            for (int callers : new int[] {1, 16}) {
                double[] best = new double[3];
                for (int round = 0; round <= rounds; round++) {
                    double[] rates = {
                        rate(get, callers, seconds, units),
                        rate(prove, callers, seconds, units),
                        rate(verify, callers, seconds, units)
                    };
                    out.printf(
                            Locale.ROOT,
                            "%d callers, round %d: RocksDB get %.0f/s, with proof %.0f/s, verified %.0f/s%n",
                            callers,
                            round,
                            rates[0],
                            rates[1],
                            rates[2]);
                    if (round > 0) {
                        for (int i = 0; i < best.length; i++) {
                            best[i] += rates[i] / rounds;
                        }
                    }
                }
                result.append(String.format(
                        Locale.ROOT,
                        ",\"get%d\":%.0f,\"proof%d\":%.0f,\"ratio%d\":%.2f,\"verified%d\":%.0f",
                        callers,
                        best[0],
                        callers,
                        best[1],
                        callers,
                        best[1] / best[0],
                        callers,
                        best[2]));
            }
            out.println(result.append('}'));
        }
    }

    private static void fill(BenchChain chain, int units, PrintStream out) {
        long started = System.nanoTime();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        String content = "x".repeat(500);
        for (int from = 0; from < units; from += UNITS_IN_AN_ENTRY) {
            long[] numbers = new long[Math.min(UNITS_IN_AN_ENTRY, units - from)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (long) from + i;
            }
            outcomes.add(chain.node().submit(TestEntries.entry(from, List.of(TestContract.put(content, numbers)))));
            if (outcomes.size() == 64) {
                outcomes.forEach(CompletableFuture::join);
                outcomes.clear();
            }
        }
        outcomes.forEach(CompletableFuture::join);
        out.printf(Locale.ROOT, "filled %d units in %.1f s%n", units, (System.nanoTime() - started) / 1e9);
    }

    private static void copy(BenchChain chain, RocksDB bare, int units) throws RocksDBException {
        for (int i = 0; i < units; i++) {
            String key = TestContract.key(i);
            bare.put(
                    key.getBytes(StandardCharsets.UTF_8),
                    chain.node().find(key).orElseThrow().value());
        }
    }

    private static void get(RocksDB bare, String key) {
        try {
            if (bare.get(key.getBytes(StandardCharsets.UTF_8)) == null) {
                throw new IllegalStateException("a value is missing");
            }
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double rate(LongConsumer work, int callers, int seconds, int units) throws Exception {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Future<Long>> counts = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                Random random = new Random(caller);
                counts.add(executor.submit(() -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        work.accept(random.nextInt(units));
                        count++;
                    }
                    return count;
                }));
            }
        }
        long total = 0;
        for (Future<Long> count : counts) {
            total += count.get();
        }
        return total * 1e9 / (System.nanoTime() - begin);
    }
}
