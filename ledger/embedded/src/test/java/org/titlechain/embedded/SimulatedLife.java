package org.titlechain.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.AppendException;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Position;
import org.titlechain.storage.Storage;
import org.titlechain.testkit.ledger.SimulatedStorage;
import org.titlechain.testkit.ledger.TestEntries;

/** A ledger on a simulated disk, what it acknowledged, and the check that all of that is still there. */
final class SimulatedLife {
    /** Segments so small that a short life fills several. */
    static final EmbeddedEngine.Limits LIMITS = new EmbeddedEngine.Limits(1_000, 1 << 20, 8, 1 << 20, 4_000, 0);

    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    private static final List<Entry> ENTRIES = entries();

    private final Map<Integer, Position> acknowledged = new LinkedHashMap<>();
    private final List<AppendException.Rejection> rejections = new ArrayList<>();
    private int ambiguous;
    private int next;

    /** Entries of different sizes, from less than a sector to several. */
    private static List<Entry> entries() {
        Random random = new Random(7);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 512; i++) {
            entries.add(TestEntries.unsigned(i, random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(300)));
        }
        return entries;
    }

    static EmbeddedEngine open(Storage storage) throws IOException {
        return EmbeddedEngine.open(storage, new MemoryIndex(), Suite.GM, CLOCK, LIMITS, () -> {});
    }

    Map<Integer, Position> acknowledged() {
        return acknowledged;
    }

    List<AppendException.Rejection> rejections() {
        return rejections;
    }

    int ambiguous() {
        return ambiguous;
    }

    /** Opens, appends groups of entries until so many were tried or the engine stops, closes. */
    void live(Storage storage, Random random, int appends) {
        EmbeddedEngine engine;
        try {
            engine = open(storage);
        } catch (IOException e) {
            return;
        }
        int end = Math.min(ENTRIES.size(), next + appends);
        while (next < end && engine.status().accepting()) {
            append(engine, 1 + random.nextInt(4), end);
        }
        engine.close();
    }

    /** Appends a few entries together and waits for them. */
    void append(EmbeddedEngine engine, int together, int end) {
        Map<Integer, CompletableFuture<Position>> futures = new LinkedHashMap<>();
        for (int i = 0; i < together && next < end; i++) {
            futures.put(next, engine.append(ENTRIES.get(next)));
            next++;
        }
        futures.forEach((number, future) -> {
            try {
                acknowledged.put(number, future.join());
            } catch (CompletionException e) {
                switch (e.getCause()) {
                    case AppendException.Ambiguous ignored -> ambiguous++;
                    case AppendException.Rejected rejected -> rejections.add(rejected.rejection());
                    case null, default -> throw e;
                }
            }
        });
    }

    /**
     * What is wrong with the ledger on the disk, if anything: something acknowledged is lost, moved, changed or
     * doubled.
     */
    Optional<String> loss(Storage storage) {
        try (EmbeddedEngine engine = open(storage)) {
            return loss(engine);
        } catch (IOException e) {
            return Optional.of("does not open: " + e.getMessage());
        }
    }

    private Optional<String> loss(EmbeddedEngine engine) {
        Map<Long, Block> blocks = new LinkedHashMap<>();
        try (BlockCursor cursor = engine.read(1)) {
            while (blocks.size() < engine.status().height()) {
                Block block = cursor.next(Duration.ofSeconds(10)).orElseThrow();
                blocks.put(block.height(), block);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long distinct = blocks.values().stream()
                .flatMap(block -> block.entries().stream())
                .map(Arrays::hashCode)
                .distinct()
                .count();
        long all = blocks.values().stream()
                .mapToLong(block -> block.entries().size())
                .sum();
        if (distinct != all) {
            return Optional.of("an entry is doubled");
        }
        for (Map.Entry<Integer, Position> entry : acknowledged.entrySet()) {
            Position position = entry.getValue();
            Block block = blocks.get(position.height());
            if (block == null || block.entries().size() <= position.index()) {
                return Optional.of("entry " + entry.getKey() + " at " + position + " is lost");
            }
            Entry expected = ENTRIES.get(entry.getKey());
            if (!Arrays.equals(block.entries().get(position.index()), expected.bytes())) {
                return Optional.of("another entry is at " + position);
            }
            if (!engine.append(expected).join().equals(position)) {
                return Optional.of("entry " + entry.getKey() + " is placed again");
            }
        }
        return Optional.empty();
    }

    /** Whoever reads the ledger now may rely on what it reads: from now on it counts as acknowledged. */
    void witness(Storage storage) {
        try (EmbeddedEngine engine = open(storage)) {
            long height = engine.status().height();
            try (BlockCursor cursor = engine.read(1)) {
                for (long i = 1; i <= height; i++) {
                    Block block = cursor.next(Duration.ofSeconds(10)).orElseThrow();
                    for (int index = 0; index < block.entries().size(); index++) {
                        acknowledged.put(numberOf(block.entries().get(index)), new Position(i, index));
                    }
                }
            }
        } catch (IOException e) {
            // The power went while it opened: nobody read anything.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int numberOf(byte[] entry) {
        for (int i = 0; i < ENTRIES.size(); i++) {
            if (Arrays.equals(ENTRIES.get(i).bytes(), entry)) {
                return i;
            }
        }
        throw new IllegalStateException("an entry that was never appended");
    }

    /**
     * A life with the end of the process or of the power at a random operation, and another life and power cut after
     * it; what was lost, if anything.
     */
    static Optional<String> throughPowerCuts(long seed, SimulatedStorage.Operation... ignored) {
        Random random = new Random(seed);
        SimulatedLife life = new SimulatedLife();
        SimulatedStorage storage = new SimulatedStorage();
        for (int cut = 0; cut < 2; cut++) {
            storage.cutAfter(random.nextInt(60));
            for (SimulatedStorage.Operation forcing : ignored) {
                storage.ignore(forcing);
            }
            life.live(storage, random, 60);
            if (random.nextBoolean()) {
                storage.afterProcessDeath();
                life.witness(storage);
            }
            storage = storage.afterPowerCut(random);
            Optional<String> loss = life.loss(storage.copy());
            if (loss.isPresent()) {
                return loss;
            }
        }
        return Optional.empty();
    }
}
