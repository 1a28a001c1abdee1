package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.Network;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.FolderChain;
import org.titlechain.server.node.Nodes;
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
        if (EngineFolder.epochs(root).size() > 1
                || !Files.exists(EngineFolder.network(root, 1))
                || !Files.exists(root.resolve(Nodes.GENESIS))) {
            throw new StartException(
                    Kind.CONFIGURATION,
                    "INVITATION_NOT_POSSIBLE: a newcomer takes all blocks from CometBFT, so the chain must have begun on"
                            + " it, with the files " + Nodes.GENESIS + " and network.json");
        }
        FolderChain chain = FolderChain.read(root);
        Network network = Network.parse(Files.readString(EngineFolder.network(root, 1)));
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
        Invitation invitation = new Invitation(
                chain.name(), chain.suite(), Files.readAllBytes(root.resolve(Nodes.GENESIS)), network, addresses);
        Files.writeString(out, invitation.text());
        System.out.println(out);
        System.out.println("核对 · to compare by telephone: " + invitation.fingerprint());
        return 0;
    }
}
