package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.crypto.Suite;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.FolderChain;
import org.titlechain.server.node.Nodes;
import org.titlechain.server.node.StoredEpochs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "invitation",
        description = "write what a newcomer needs to take part in the chain of a running node; it holds no secret",
        mixinStandardHelpOptions = true)
final class MemberInvitationCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the invitation goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path root = data.existing().toAbsolutePath().normalize();
        List<Epoch> epochs = EngineFolder.epochs(root);
        Path file = EngineFolder.network(root, epochs.size());
        if (!epochs.getLast().kind().equals(CometBftEngine.NAME) || !Files.exists(file)) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "INVITATION_NOT_POSSIBLE: members join over CometBFT, the chain is on "
                            + epochs.getLast().kind() + "; change its engine first");
        }
        FolderChain chain = FolderChain.read(root);
        Network network = Network.parse(Files.readString(file));
        SortedMap<String, String> addresses = new TreeMap<>();
        try (Agreement agreement = Agreement.as(root)) {
            for (JsonNode member : agreement.members().path("items")) {
                String address = member.path("address").asString("");
                if (!address.isEmpty()) {
                    addresses.put(member.path("name").asString(), address);
                }
            }
        }
        Path card = root.resolve(Nodes.CARD);
        if (Files.exists(card)) {
            MemberCard own = MemberCard.read(card);
            addresses.put(own.name(), own.address());
        }
        Invitation invitation =
                new Invitation(chain.name(), chain.suite(), genesis(root, chain.suite()), epochs, network, addresses);
        Files.writeString(out, invitation.text());
        System.out.println(out);
        System.out.println("核对 · to compare by telephone: " + invitation.fingerprint());
        return 0;
    }

    /** A chain that one member founded alone has no file of its own for it: it is the first entry. */
    private static byte[] genesis(Path root, Suite suite) throws IOException {
        Path agreed = root.resolve(Nodes.GENESIS);
        if (Files.exists(agreed)) {
            return Files.readAllBytes(agreed);
        }
        try (StoredEpochs blocks = StoredEpochs.open(root, suite)) {
            return blocks.next(Duration.ZERO)
                    .orElseThrow(() -> new IOException("the chain has no first block"))
                    .entries()
                    .getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
