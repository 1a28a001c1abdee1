package org.titlechain.evm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.titlechain.driver.BatchFormat;
import org.titlechain.driver.Origin;
import org.titlechain.evm.EvmSettings.Place;
import org.titlechain.evm.proof.EvidenceCheck;
import org.titlechain.evm.wire.JsonRpc;
import org.titlechain.ledger.Block;
import org.titlechain.testkit.evm.Anvil;

/** One contract on one chain; every folder has an order of its own on it. */
final class TestOrder implements AutoCloseable {
    private final AutoCloseable chain;
    private final URI address;
    private final Place place;
    private final FinalityRule finality;
    private final List<Path> accounts;
    private final Map<Path, String> names = new HashMap<>();
    private String last = "";

    private TestOrder(AutoCloseable chain, URI address, Place place, FinalityRule finality, List<Path> accounts) {
        this.chain = chain;
        this.address = address;
        this.place = place;
        this.finality = finality;
        this.accounts = List.copyOf(accounts);
    }

    static TestOrder on(Anvil anvil, Path folder, int payers) throws IOException {
        return on(anvil, folder, payers, FinalityRule.parse("immediate"));
    }

    static TestOrder on(Anvil anvil, Path folder, int payers, FinalityRule finality) throws IOException {
        List<Path> accounts = accounts(folder, payers);
        for (Path account : accounts) {
            anvil.fund(AccountFile.read(account).address());
        }
        Place place = Deployment.deploy(
                anvil.address(), accounts.getFirst(), FinalityRule.parse("immediate"), Duration.ofSeconds(20));
        return new TestOrder(anvil, anvil.address(), place, finality, accounts);
    }

    static TestOrder on(AutoCloseable chain, URI address, List<Path> accounts, FinalityRule finality, Duration patience)
            throws IOException {
        Place place = Deployment.deploy(address, accounts.getFirst(), finality, patience);
        return new TestOrder(chain, address, place, finality, accounts);
    }

    static List<Path> accounts(Path folder, int count) throws IOException {
        List<Path> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("account-" + i);
            AccountFile.create(file);
            accounts.add(file);
        }
        return accounts;
    }

    Place place() {
        return place;
    }

    List<Path> payers() {
        return accounts;
    }

    EvmSettings settings() {
        return settings(address, accounts);
    }

    private EvmSettings settings(URI node, List<Path> payers) {
        return new EvmSettings(
                node, place, finality, payers, EvmSettings.USUAL_HIGHEST_GAS_PRICE, Duration.ofMillis(5));
    }

    /** Opens an order of the folder's own, by the chain's first node. */
    EvmEngine open(Path dataFolder) throws IOException {
        return open(dataFolder, address);
    }

    EvmEngine open(Path dataFolder, URI node) throws IOException {
        last = names.computeIfAbsent(dataFolder, path -> "order-" + names.size());
        return EvmEngine.open(dataFolder, last, Origin.GENESIS, settings(node, accounts), EvmEngine.limits());
    }

    /** The same by another node, with an account of its own. */
    EvmEngine open(Path dataFolder, URI node, Path payer) throws IOException {
        last = names.computeIfAbsent(dataFolder, path -> "order-" + names.size());
        return join(dataFolder, node, payer);
    }

    /** Opens the order that was opened last as another member. */
    EvmEngine join(Path dataFolder, URI node, Path payer) throws IOException {
        return EvmEngine.open(dataFolder, last, Origin.GENESIS, settings(node, List.of(payer)), EvmEngine.limits());
    }

    ChainNode node() {
        return new ChainNode(new JsonRpc(address, Duration.ofSeconds(10)));
    }

    byte[] order() {
        return EvmSettings.order(last, Origin.GENESIS);
    }

    /** Judges evidence by a chain whose node is believed about one hash. */
    Optional<String> refusal(byte[] evidence, Block block) {
        return refusal(evidence, block, entry -> false);
    }

    Optional<String> refusal(byte[] evidence, Block block, Predicate<byte[]> placedBefore) {
        return new EvidenceCheck(
                        place.contract(), order(), finality.depth(), new EvidenceCheck.Seals.Known(lastHash(block)))
                .refusal(evidence, block, placedBefore);
    }

    /** The hash that the chain gives the last header, found by the batch that holds the block's first entry. */
    private byte[] lastHash(Block block) {
        try (ChainNode node = node()) {
            List<ChainNode.Event> events =
                    node.batches(place.fromBlock(), node.latest(), place.contract(), order()).stream()
                            .filter(event -> BatchFormat.decode(event.batch()).isPresent())
                            .toList();
            long number = events.get(Math.toIntExact(block.height()) - 1).block() + finality.depth();
            return java.util.HexFormat.of()
                    .parseHex(node.head(number).orElseThrow().hash().substring(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            chain.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
