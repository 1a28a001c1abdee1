package org.titlechain.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.titlechain.fabric.network.FabricNetwork;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.network.Programs;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fabric-network",
        description = {
            "make and run a network of Hyperledger Fabric on this machine, for trying; it ends with this command",
            "FABRIC_BIN names the folder with peer, orderer, configtxgen, cryptogen and osnadmin"
        },
        mixinStandardHelpOptions = true)
final class FabricNetworkCommand implements Callable<Integer> {
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "everything of the network (default: ${DEFAULT-VALUE}); one that is there is started again")
    private Path folder = Path.of("fabric-network");

    @Option(
            names = "--organisations",
            paramLabel = "NAME,…",
            split = ",",
            description = "members with a peer each (default: county,city)")
    private List<String> organisations = List.of("county", "city");

    @Option(names = "--orderers", paramLabel = "N", description = "default: 1, with BFT 4")
    private int orderers;

    @Option(names = "--consensus", paramLabel = "KIND", description = "raft or bft (default: ${DEFAULT-VALUE})")
    private String consensus = "raft";

    @Override
    public Integer call() throws Exception {
        boolean bft = consensus.equals("bft");
        NetworkPlan plan;
        try {
            if (!bft && !consensus.equals("raft")) {
                throw new IllegalArgumentException("--consensus is raft or bft");
            }
            plan = new NetworkPlan(organisations, orderers > 0 ? orderers : bft ? 4 : 1, bft);
        } catch (IllegalArgumentException e) {
            System.err.println("titlechain fabric-network: " + e.getMessage());
            return Commands.USAGE;
        }
        Optional<Programs> programs = Programs.find();
        if (programs.isEmpty()) {
            throw new StartException(Kind.CONFIGURATION, Programs.MISSING);
        }
        try (FabricNetwork network = FabricNetwork.start(programs.get(), folder, plan)) {
            System.out.println(
                    "网络已就绪 · the network is ready: " + network.place().text());
            for (int i = 0; i < network.organisations().size(); i++) {
                System.out.println(
                        "  " + network.organisations().get(i) + ": --connection " + network.connectionFile(i));
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
