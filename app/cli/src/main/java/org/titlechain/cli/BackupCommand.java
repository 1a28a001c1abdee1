package org.titlechain.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.titlechain.server.DataFolder;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.FolderChain;
import org.titlechain.server.node.NodeBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description = "save everything that a node cannot make anew; it may run meanwhile",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "a new file; it holds keys: guard it")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            System.err.println("titlechain backup: " + out + " exists already");
            return Commands.USAGE;
        }
        Path root = data.existing();
        Optional<NodeLink> node = NodeLink.find(root);
        if (node.isPresent()) {
            try (NodeLink link = node.get()) {
                byte[] answer = link.send(
                        link.request("/backups").POST(BodyPublishers.noBody()).build());
                String file = Json.read(answer).get("file").stringValue();
                Files.move(root.resolve("backups").resolve(file), out);
            }
        } else {
            try (DataFolder folder = DataFolder.open(root)) {
                NodeBackup.ofStopped(
                        folder.root(), FolderChain.read(folder.root()).suite(), out);
            }
        }
        System.out.println(out + "  " + Files.size(out) + " bytes");
        return 0;
    }
}
