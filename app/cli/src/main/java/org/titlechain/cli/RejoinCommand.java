package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.join.Damaged;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rejoin",
        description = "set a stopped member's damaged ledger aside; its next start has it from the other members",
        mixinStandardHelpOptions = true)
final class RejoinCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        Path root = data.existing();
        if (DataFolder.isInUse(root)) {
            throw new StartException(Kind.FOLDER_IN_USE, "a node works in " + root + "; stop it first");
        }
        if (!Damaged.canJoinAgain(root)) {
            System.err.println("titlechain rejoin: the node in " + root
                    + " has no other members over CometBFT to have its ledger from; restore a backup");
            return Commands.USAGE;
        }
        Optional<Path> aside = Damaged.setAside(root);
        System.out.println(
                aside.map(path -> "已移开 · set aside in " + path).orElse("没有可移开的 · there was nothing to set aside"));
        return 0;
    }
}
