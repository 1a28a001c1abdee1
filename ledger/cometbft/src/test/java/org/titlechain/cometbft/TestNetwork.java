package org.titlechain.cometbft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;

/** Members on loopback, each in a folder of its own below one; the network file stays there. */
record TestNetwork(Path folder, Network network) {
    static TestNetwork of(Path folder, int members) throws IOException {
        Path file = folder.resolve("network.json");
        if (!Files.exists(file)) {
            Files.writeString(file, found(folder, members).text());
        }
        return new TestNetwork(folder, Network.parse(Files.readString(file)));
    }

    private static Network found(Path folder, int members) throws IOException {
        List<Validator> validators = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            validators.add(CometBftEngine.Options.home(folder.resolve("member" + i))
                    .validator("member" + i, "127.0.0.1:" + freePort()));
        }
        return new Network("test", Instant.ofEpochSecond(1_700_000_000), Distance.LOOPBACK, validators);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    CometBftEngine open(int member) throws IOException {
        return open(member, Electorate.SILENT);
    }

    CometBftEngine open(int member, Electorate electorate) throws IOException {
        return open(member, electorate, 0);
    }

    CometBftEngine open(int member, Electorate electorate, long keptBlocks) throws IOException {
        return open(member, electorate, keptBlocks, StateSync.NONE);
    }

    CometBftEngine open(int member, Electorate electorate, long keptBlocks, StateSync sync) throws IOException {
        return CometBftEngine.open(new CometBftEngine.Options(
                folder.resolve("member" + member),
                network,
                member < network.validators().size()
                        ? network.validators().get(member).address()
                        : "127.0.0.1:" + freePort(),
                Origin.GENESIS,
                electorate,
                keptBlocks,
                Program.find(),
                Limits.standard(),
                sync));
    }
}
