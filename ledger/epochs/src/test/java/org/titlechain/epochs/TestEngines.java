package org.titlechain.epochs;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.BlockArchive;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.evm.EvmEngine;
import org.titlechain.evm.EvmSettings;
import org.titlechain.evm.FinalityRule;
import org.titlechain.fabric.FabricConnection;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.fabric.FabricPlace;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.TestEntries;

/** Engines of a member in one folder: embedded, and an EVM chain or a channel of Fabric when its settings are given. */
final class TestEngines implements Engines {
    private final Path folder;

    TestEngines(Path folder) {
        this.folder = folder;
    }

    private Path folderOf(Epoch epoch) {
        return folder.resolve("epoch-" + epoch.number());
    }

    @Override
    public LedgerEngine open(Epoch epoch) throws IOException {
        return switch (epoch.kind()) {
            case EmbeddedEngine.NAME -> new ShiftedEngine(embedded(epoch), epoch.origin());
            case EvmEngine.NAME ->
                EvmEngine.open(folderOf(epoch), TestEntries.CHAIN, epoch.origin(), settings(epoch), EvmEngine.limits());
            case FabricEngine.NAME ->
                FabricEngine.open(
                        folderOf(epoch),
                        TestEntries.CHAIN,
                        epoch.origin(),
                        FabricConnection.read(Path.of(setting(epoch, "connection"))),
                        FabricPlace.parse(setting(epoch, "place")),
                        // One transaction after the other: orderers keep no order among those that come together.
                        FabricEngine.limits().withBatches(Entry.MAXIMUM_LENGTH, 100, 512 << 10, 1));
            default -> throw new IOException("no engine " + epoch.kind());
        };
    }

    private EmbeddedEngine embedded(Epoch epoch) throws IOException {
        Clock system = Clock.systemUTC();
        InstantSource clock = () ->
                Instant.ofEpochMilli(Math.max(system.millis(), epoch.origin().time()));
        return EmbeddedEngine.open(folderOf(epoch), Suite.GM, clock, EmbeddedEngine.Limits.standard());
    }

    private static EvmSettings settings(Epoch epoch) {
        return new EvmSettings(
                URI.create(java.util.Objects.requireNonNull(epoch.settings().get("node"))),
                EvmSettings.Place.parse(
                        java.util.Objects.requireNonNull(epoch.settings().get("place"))),
                FinalityRule.parse("immediate"),
                List.of(Path.of(
                        java.util.Objects.requireNonNull(epoch.settings().get("account")))),
                BigInteger.TEN.pow(12),
                Duration.ofMillis(5));
    }

    private static String setting(Epoch epoch, String name) {
        return java.util.Objects.requireNonNull(epoch.settings().get(name));
    }

    @Override
    public Past openPast(Epoch epoch) throws IOException {
        return epoch.kind().equals(EmbeddedEngine.NAME)
                ? log(new ShiftedEngine(embedded(epoch), epoch.origin()))
                : archive(BlockArchive.open(folderOf(epoch).resolve("blocks"), epoch.origin()));
    }

    private static Past log(LedgerEngine engine) {
        return new Past() {
            @Override
            public Block block(long height) throws InterruptedException {
                try (BlockCursor cursor = engine.read(height)) {
                    return cursor.next(Duration.ofSeconds(10)).orElseThrow();
                }
            }

            @Override
            public Finality finality(long height) {
                return engine.finality(height);
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }

    private static Past archive(BlockArchive archive) {
        return new Past() {
            @Override
            public Block block(long height) {
                return archive.block(height);
            }

            @Override
            public Finality finality(long height) {
                return new Finality("evm", height, archive.evidence(height).orElseThrow());
            }

            @Override
            public void close() {
                archive.close();
            }
        };
    }
}
