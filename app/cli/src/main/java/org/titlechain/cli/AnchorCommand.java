package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.titlechain.proof.Checkpoint;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "anchor",
        description = {
            "take the newest checkpoint of the node that runs in the folder to the chain above; safe to repeat",
            "the chain above must have accepted this chain: see anchor accept"
        },
        subcommands = AnchorAcceptCommand.class,
        mixinStandardHelpOptions = true)
final class AnchorCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--to", paramLabel = "URL", description = "a node of the chain above")
    private @Nullable URI upper;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "again and again, with this pause; ends with Ctrl-C")
    private long every;

    @Override
    public Integer call() throws Exception {
        if (upper == null) {
            System.err.println("titlechain anchor: --to URL is wanted, or the command accept");
            return Commands.USAGE;
        }
        PublicNode above = new PublicNode(upper);
        PublicNode own = new PublicNode(running());
        if (every <= 0) {
            say(Anchors.anchorNewest(own, above), above);
            return 0;
        }
        CountDownLatch never = new CountDownLatch(1);
        String said = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Anchors.Anchor anchor = Anchors.anchorNewest(own, above);
                if (!anchor.text().equals(said)) {
                    say(anchor, above);
                    said = anchor.text();
                }
            } catch (IOException e) {
                // Either node may be away for a while; what is not anchored now is anchored by the next round.
                System.err.println("titlechain anchor: " + Failure.sentence(e));
            }
            never.await(Duration.ofSeconds(every).toMillis(), TimeUnit.MILLISECONDS);
        }
        return 0;
    }

    private URI running() throws IOException {
        Optional<String> address = DataFolder.address(data.existing());
        return URI.create(
                address.orElseThrow(() -> new StartException(Kind.CONFIGURATION, "no node runs in " + data.path())));
    }

    private static void say(Anchors.Anchor anchor, PublicNode above) {
        Checkpoint checkpoint = anchor.checkpoint();
        System.out.println("链 " + checkpoint.chain() + " 已锚定至高度 " + checkpoint.height() + " · anchored up to height "
                + checkpoint.height() + " at " + above.address());
    }
}
