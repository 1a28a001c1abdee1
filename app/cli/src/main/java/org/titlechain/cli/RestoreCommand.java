package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.titlechain.kernel.Backup;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "put a backup into an empty folder, replay it and say at which root it stands",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a backup")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            System.err.println("titlechain restore: there is no file " + file);
            return Commands.USAGE;
        }
        Backup.restore(file, data.path());
        try (DataFolder folder = DataFolder.open(data.path());
                Node node = Nodes.open(folder, Configuration.read(data.path(), Map.of()))) {
            System.out.print(node.ledger().checkpoint());
        }
        return 0;
    }
}
