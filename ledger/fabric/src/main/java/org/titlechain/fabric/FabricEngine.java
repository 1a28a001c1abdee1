package org.titlechain.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.DrivenEngine;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.proof.Order;
import org.titlechain.ledger.Entry;

/**
 * An engine on a channel of Hyperledger Fabric 3 ({@code docs/engines.md}, "Fabric"). A block of the list is a block of
 * the channel that holds a batch of this order.
 */
public final class FabricEngine extends DrivenEngine {
    /** The name in {@link org.titlechain.ledger.EngineStatus}. */
    public static final String NAME = FabricChain.NAME;

    private static final int BATCH_BYTES = 512 << 10;

    private FabricEngine(BlockArchive archive, FabricChain chain, Limits limits) {
        super(archive, chain, limits);
    }

    /** What fits a channel with the usual bounds of a block, 10 MB, and a Gateway with its 500 calls at once. */
    public static Limits limits() {
        return Limits.standard().withBatches(Entry.MAXIMUM_LENGTH, 100, BATCH_BYTES, 32);
    }

    /**
     * Opens the member's archive in the folder and follows the channel. Peers that cannot be reached now are waited
     * for.
     *
     * @param chain the TitleChain chain whose order it is
     * @param origin where the list begins; the same for all members
     * @throws IOException when the folder, a key or a certificate cannot be used
     */
    public static FabricEngine open(
            Path folder, String chain, Origin origin, FabricConnection connection, FabricPlace place, Limits limits)
            throws IOException {
        Files.createDirectories(folder);
        Order order = place.order(chain, origin);
        FollowedChannel followed = FollowedChannel.open(folder, place.genesisHash());
        BlockArchive archive = BlockArchive.open(folder.resolve("blocks"), origin);
        Peers peers;
        try {
            peers = Peers.of(connection, place.channel());
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
        FabricEngine engine =
                new FabricEngine(archive, new FabricChain(peers, place, order, followed, Clock.systemUTC()), limits);
        engine.start();
        return engine;
    }
}
