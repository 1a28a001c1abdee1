package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Option;

/** Where a member is reached, and where its card goes. */
final class CardOptions {
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

    /** Refuses addresses that nobody else could reach. */
    void requireReachable() {
        MemberCard.requireReachable(listen, address);
    }

    /** The card of the member in the folder at these addresses. */
    MemberCard card(Path root) throws IOException {
        return MemberCard.of(root, listen, address);
    }

    /** Keeps the card in the folder, hands it out and says what people compare. */
    void handOut(Path root, MemberCard card) throws IOException {
        PrivateFiles.replace(root.resolve(Nodes.CARD), card.text());
        Files.writeString(out, card.text());
        System.out.println(out);
        System.out.println("核对 · to compare by telephone: " + card.fingerprint());
    }
}
