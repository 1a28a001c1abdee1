package org.titlechain.evm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.DrivenEngine;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.evm.wire.JsonRpc;

/**
 * An engine on any chain that speaks Web3 JSON-RPC ({@code docs/engines.md}, "EVM"): Besu, geth, FISCO BCOS from 3.9
 * on. A block of the list is a block of the chain that is final by the declared rule and holds a batch of this order.
 */
public final class EvmEngine extends DrivenEngine {
    /** The name in {@link org.titlechain.ledger.EngineStatus}. */
    public static final String NAME = EvmChain.NAME;

    /** Nodes refuse transactions of more than 128 KiB. */
    private static final int ENTRY_BYTES = 120_000;

    private static final int BATCH_BYTES = 96 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private EvmEngine(BlockArchive archive, EvmChain chain, Limits limits) {
        super(archive, chain, limits);
    }

    /** What fits a transaction that every node takes. */
    public static Limits limits() {
        return Limits.standard().withBatches(ENTRY_BYTES, 200, BATCH_BYTES, 16);
    }

    /**
     * Opens the member's archive in the folder and follows the chain. A chain that cannot be reached now is waited for.
     *
     * @param chain the TitleChain chain whose order it is
     * @param origin where the list begins; the same for all members
     * @throws IOException when the folder or an account cannot be used, or the chain is another one
     */
    public static EvmEngine open(Path folder, String chain, Origin origin, EvmSettings settings, Limits limits)
            throws IOException {
        Files.createDirectories(folder);
        byte[] order = EvmSettings.order(chain, origin);
        BlockArchive archive = BlockArchive.open(folder.resolve("blocks"), origin);
        List<Sender> senders = new ArrayList<>();
        try {
            ChainNode node = new ChainNode(new JsonRpc(settings.node(), PATIENCE));
            for (Path file : settings.accounts()) {
                senders.add(new Sender(AccountFile.read(file), node, settings, order));
            }
            EvmEngine engine = new EvmEngine(
                    archive, new EvmChain(node, settings, order, TakenBlock.open(folder), senders), limits);
            engine.start();
            return engine;
        } catch (IOException | RuntimeException e) {
            senders.forEach(Sender::close);
            archive.close();
            throw e;
        }
    }
}
