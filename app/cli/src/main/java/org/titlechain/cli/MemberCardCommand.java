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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "card",
        description =
                "the card of a member whose folder was restored, or whose address is another one: its node must be"
                        + " stopped; the others admit it anew",
        mixinStandardHelpOptions = true)
final class MemberCardCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private CardOptions options = new CardOptions();

    @Override
    public Integer call() throws IOException {
        options.requireReachable();
        Path root = data.existing().toAbsolutePath().normalize();
        Path network = EngineFolder.network(root, EngineFolder.epochs(root).size());
        if (!Files.exists(network)) {
            throw new StartException(
                    Kind.CONFIGURATION, "MEMBER_CARD_NOT_POSSIBLE: the chain of " + root + " is not on CometBFT now");
        }
        MemberCard card = options.card(root);
        PrivateFiles.replace(
                network,
                Network.parse(Files.readString(network))
                        .with(Peer.of(card.validator()))
                        .text());
        options.handOut(root, card);
        return 0;
    }
}
