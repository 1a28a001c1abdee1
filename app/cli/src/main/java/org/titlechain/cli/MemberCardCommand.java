package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Peer;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "card",
        description =
                "the card of a member whose folder was restored, or whose address is another one: its node must be"
                        + " stopped; the others admit it anew",
        mixinStandardHelpOptions = true)
final class MemberCardCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            required = true,
            description = "where this member's CometBFT listens and the others reach it")
    private String listen = "";

    @Option(
            names = "--address",
            paramLabel = "URL",
            required = true,
            description = "where the others reach this member's node: https://HOST:PORT")
    private String address = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the card goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        MemberCard.requireReachable(listen, address);
        Path root = data.existing().toAbsolutePath().normalize();
        Path network = EngineFolder.network(root, EngineFolder.epochs(root).size());
        if (!Files.exists(network)) {
            throw new StartException(
                    Kind.CONFIGURATION, "MEMBER_CARD_NOT_POSSIBLE: the chain of " + root + " is not on CometBFT now");
        }
        MemberCard card = MemberCard.of(root, listen, address);
        PrivateFiles.replace(
                network,
                Network.parse(Files.readString(network))
                        .with(Peer.of(card.validator()))
                        .text());
        PrivateFiles.replace(root.resolve(Nodes.CARD), card.text());
        Files.writeString(out, card.text());
        System.out.println(out);
        System.out.println("核对 · to compare by telephone: " + card.fingerprint());
        return 0;
    }
}
