package org.titlechain.fabric;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.network.FabricNetwork;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.network.Programs;
import org.titlechain.fabric.proof.EvidenceCheck;
import org.titlechain.fabric.proof.Order;
import org.titlechain.ledger.Block;

/** A network of Fabric; every folder has an order of its own on its channel. */
final class TestChannel implements AutoCloseable {
    private final FabricNetwork network;
    private final FabricPlace place;
    private final Map<Path, String> names = new HashMap<>();
    private String last = "";

    private TestChannel(FabricNetwork network) throws IOException {
        this.network = network;
        this.place = network.place();
    }

    /** Starts a network; without the programs the test is not run, and says so. */
    static TestChannel start(Path folder, NetworkPlan plan) throws IOException {
        Optional<Programs> programs = Programs.find();
        if (programs.isEmpty()) {
            // Said aloud, too: a summary only counts what was left out.
            System.out.println("NOT RUN: " + Programs.MISSING);
        }
        Assumptions.assumeTrue(programs.isPresent(), "not run: " + Programs.MISSING);
        return new TestChannel(FabricNetwork.start(programs.orElseThrow(), folder.resolve("network"), plan));
    }

    FabricNetwork network() {
        return network;
    }

    FabricPlace place() {
        return place;
    }

    /** Opens an order of the folder's own, as the first organisation. */
    FabricEngine open(Path dataFolder) throws IOException {
        return open(dataFolder, names.computeIfAbsent(dataFolder, path -> "order-" + names.size()));
    }

    /** The same, of a chain with a name. */
    FabricEngine open(Path dataFolder, String chain) throws IOException {
        last = chain;
        return join(dataFolder, 0);
    }

    /** Opens the order that was opened last, as an organisation. */
    FabricEngine join(Path dataFolder, int organisation) throws IOException {
        return join(dataFolder, organisation, FabricEngine.limits());
    }

    FabricEngine join(Path dataFolder, int organisation, Limits limits) throws IOException {
        return FabricEngine.open(
                dataFolder,
                last,
                Origin.GENESIS,
                FabricConnection.read(network.connectionFile(organisation)),
                place,
                limits);
    }

    /** The order that was opened last. */
    Order order() {
        return place.order(last, Origin.GENESIS);
    }

    /** Another program of an organisation. */
    Author author(int organisation) throws IOException {
        return new Author(FabricConnection.read(network.connectionFile(organisation)), place);
    }

    EvidenceCheck check() {
        return new EvidenceCheck(order(), place.genesisHash());
    }

    Optional<String> refusal(byte[] evidence, Block block) {
        return check().refusal(evidence, block, entry -> false);
    }

    @Override
    public void close() {
        network.close();
    }
}
