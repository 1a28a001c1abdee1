package org.titlechain.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Peer;
import org.titlechain.cometbft.Program;
import org.titlechain.cometbft.StateSync;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.Limits;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.ShiftedEngine;
import org.titlechain.evm.EvmEngine;
import org.titlechain.evm.EvmSettings;
import org.titlechain.evm.FinalityRule;
import org.titlechain.fabric.FabricConnection;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.fabric.FabricPlace;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Finality;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.server.join.MemberJoin;

/**
 * Opens the engines of a node's epochs: the one place that knows all engines.
 *
 * @param root the data folder
 * @param chain the chain
 * @param suite its algorithms
 * @param member the node's name among the members
 * @param electorate what this member's replay says about who orders
 * @param keptBlocks so many blocks stay with CometBFT, 0 for all
 * @param join how members join by state; empty where nobody does
 */
public record Engines(
        Path root,
        String chain,
        Suite suite,
        String member,
        LedgerElectorate electorate,
        long keptBlocks,
        Optional<MemberJoin> join)
        implements org.titlechain.epochs.Engines {
    /** Those of a member that has no others. */
    public Engines(Path root, String chain, Suite suite, String member, LedgerElectorate electorate, long keptBlocks) {
        this(root, chain, suite, member, electorate, keptBlocks, Optional.empty());
    }

    /** Setting of an EVM epoch: the JSON-RPC address. */
    public static final String NODE = "node";

    /**
     * Setting of an epoch on EVM or Fabric: where the order is, {@code CHAIN:0xCONTRACT:BLOCK} or
     * {@code CHANNEL:CHAINCODE:HASH}.
     */
    public static final String PLACE = "place";

    /** Setting of an EVM epoch: when a block counts. */
    public static final String FINALITY = "finality";

    /** Setting of an EVM epoch: files of the accounts that pay, one a line. */
    public static final String ACCOUNTS = "accounts";

    /** Setting of an epoch on Fabric: the file that says how the member reaches its channel. */
    public static final String CONNECTION = "connection";

    /** Setting of an epoch that was over when this member came: it has the state behind it, and not its blocks. */
    public static final String ABSENT = "absent";

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A member that is started again within this time after a change can still follow it by itself. */
    private static final Duration AFTERLIFE = Duration.ofMinutes(10);

    @Override
    public LedgerEngine open(Epoch epoch) throws IOException {
        return switch (epoch.kind()) {
            case EmbeddedEngine.NAME -> embedded(epoch);
            case CometBftEngine.NAME -> {
                CometBftEngine engine = CometBftEngine.open(cometbft(epoch));
                join.ifPresent(own -> own.engine(engine));
                yield engine;
            }
            case EvmEngine.NAME ->
                EvmEngine.open(
                        EngineFolder.of(root, epoch.number()),
                        chain,
                        epoch.origin(),
                        evm(epoch.settings()),
                        EvmEngine.limits());
            case FabricEngine.NAME ->
                FabricEngine.open(
                        EngineFolder.of(root, epoch.number()),
                        chain,
                        epoch.origin(),
                        fabricConnection(epoch.settings()),
                        fabricPlace(epoch.settings()),
                        FabricEngine.limits());
            default -> throw new IOException("this program has no engine " + epoch.kind());
        };
    }

    private LedgerEngine embedded(Epoch epoch) throws IOException {
        Path folder = EngineFolder.of(root, epoch.number());
        EmbeddedEngine.Limits limits = EmbeddedEngine.Limits.standard();
        Clock system = Clock.systemUTC();
        if (epoch.number() == 1) {
            return EmbeddedEngine.open(folder, suite, system, limits);
        }
        InstantSource notBefore = () ->
                Instant.ofEpochMilli(Math.max(system.millis(), epoch.origin().time()));
        return new ShiftedEngine(EmbeddedEngine.open(folder, suite, notBefore, limits), epoch.origin());
    }

    private CometBftEngine.Options cometbft(Epoch epoch) throws IOException {
        Network network = network(epoch);
        Peer own = network.places().get(member);
        if (own == null) {
            throw new IOException("the network of epoch " + epoch.number() + " does not name the member " + member);
        }
        return new CometBftEngine.Options(
                EngineFolder.of(root, epoch.number()),
                network,
                own.address(),
                epoch.origin(),
                electorate.since(epoch.origin().height()),
                keptBlocks,
                Program.find(),
                Limits.standard(),
                join.<StateSync>map(joining -> joining).orElse(StateSync.NONE));
    }

    private Network network(Epoch epoch) throws IOException {
        Path file = EngineFolder.network(root, epoch.number());
        if (!Files.exists(file)) {
            throw new IOException("the file " + file + " is missing: it says who orders");
        }
        return Network.parse(Files.readString(file));
    }

    /**
     * The settings of an EVM epoch.
     *
     * @throws IOException when one is missing or is none
     */
    public static EvmSettings evm(SortedMap<String, String> settings) throws IOException {
        try {
            return new EvmSettings(
                    URI.create(setting(settings, NODE)),
                    EvmSettings.Place.parse(setting(settings, PLACE)),
                    FinalityRule.parse(setting(settings, FINALITY)),
                    Arrays.stream(setting(settings, ACCOUNTS).split("\n", -1))
                            .map(Path::of)
                            .toList(),
                    EvmSettings.USUAL_HIGHEST_GAS_PRICE,
                    POLL);
        } catch (IllegalArgumentException e) {
            throw new IOException("the settings of the EVM chain cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * How an epoch on Fabric is reached.
     *
     * @throws IOException when it is not said, or the file says it wrongly
     */
    public static FabricConnection fabricConnection(SortedMap<String, String> settings) throws IOException {
        return FabricConnection.read(Path.of(setting(settings, CONNECTION)));
    }

    /**
     * Where the order of an epoch on Fabric is.
     *
     * @throws IOException when it is not said
     */
    public static FabricPlace fabricPlace(SortedMap<String, String> settings) throws IOException {
        try {
            return FabricPlace.parse(setting(settings, PLACE));
        } catch (IllegalArgumentException e) {
            throw new IOException("the place on Fabric cannot be used: " + e.getMessage(), e);
        }
    }

    private static String setting(SortedMap<String, String> settings, String name) throws IOException {
        @Nullable String value = settings.get(name);
        if (value == null) {
            throw new IOException("how the engine is reached is not said: there is no " + name);
        }
        return value;
    }

    /** Validators give each other their blocks; one alone has nobody to wait for. */
    @Override
    public Duration afterlife(Epoch epoch) {
        try {
            return epoch.kind().equals(CometBftEngine.NAME)
                            && network(epoch).places().size() > 1
                    ? AFTERLIFE
                    : Duration.ZERO;
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    @Override
    public Past openPast(Epoch epoch) throws IOException {
        if (isAbsent(epoch)) {
            return absent(epoch);
        }
        return epoch.kind().equals(EmbeddedEngine.NAME)
                ? past(embedded(epoch))
                : past(epoch.kind(), BlockArchive.open(EngineFolder.archive(root, epoch), epoch.origin()));
    }

    /** Whether this member came after the epoch and has none of its blocks. */
    public static boolean isAbsent(Epoch epoch) {
        return epoch.settings().containsKey(ABSENT);
    }

    /** What is said where a block of such an epoch is wanted. */
    static String absence(Epoch epoch) {
        return "OLDER_BLOCKS_MISSING: the member came when the chain had left " + epoch.kind()
                + ", and has no blocks of" + " epoch " + epoch.number() + "; members that were there have them";
    }

    private static Past absent(Epoch epoch) {
        return new Past() {
            @Override
            public Block block(long height) {
                throw new UncheckedIOException(new IOException(absence(epoch)));
            }

            @Override
            public Finality finality(long height) {
                throw new UnsupportedOperationException(absence(epoch));
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static Past past(LedgerEngine engine) {
        return new Past() {
            @Override
            public Block block(long height) throws InterruptedException {
                try (BlockCursor cursor = engine.read(height)) {
                    return cursor.next(PATIENCE)
                            .orElseThrow(() -> new IllegalStateException("block " + height + " cannot be read"));
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

    private static Past past(String kind, BlockArchive archive) {
        return new Past() {
            @Override
            public Block block(long height) {
                return archive.block(height);
            }

            @Override
            public Finality finality(long height) {
                return archive.evidence(height)
                        .map(evidence -> new Finality(kind, height, evidence))
                        .orElseThrow(() -> new UnsupportedOperationException(
                                "no evidence of block " + height + " was kept before the chain left " + kind));
            }

            @Override
            public void close() {
                archive.close();
            }
        };
    }
}
