package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.FolderChain;
import org.titlechain.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "secret",
        description = "write the members' secret out of the vault of a node that is stopped, for a newcomer",
        mixinStandardHelpOptions = true)
final class MemberSecretCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the secret goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (DataFolder folder = DataFolder.open(data.existing())) {
            ConsortiumSecret.write(
                    out,
                    Vault.exportConsortiumKey(
                            folder.root().resolve("vault"),
                            FolderChain.read(folder.root()).suite()));
        }
        System.out.println(out);
        return 0;
    }
}
