package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.BlockLogBackup;
import org.titlechain.kernel.Backup;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.storage.FilesPart;
import org.titlechain.vault.VaultBackup;

/**
 * Backups of a node's folder: the ledger, the vault with its keys, the signing keys, the accounts and the
 * configuration. Whoever has a backup has everything: keep it as the folder itself is kept. What can be made anew
 * (state, search tables) is not in it.
 */
public final class NodeBackup {
    private static final List<String> SMALL = List.of("chain", "keys", "accounts", Configuration.FILE);

    private NodeBackup() {}

    /** Saves a node that runs; it goes on meanwhile. */
    public static void ofRunning(Path root, Node node, Path out) throws IOException {
        Path copy = Files.createTempDirectory(out.toAbsolutePath().getParent(), "copy-");
        try {
            // The ledger first: everything in the vault that it refers to was there before it.
            Path vault = copy.resolve("vault");
            PrivateFiles.createFolder(vault);
            long height = node.ledger().status().engine().height();
            VaultBackup backup = new VaultBackup(node.vault());
            backup.copyData(vault.resolve("data"));
            backup.copyKeys(vault.resolve("keys"));
            Files.copy(root.resolve("vault/master.key"), vault.resolve("master.key"));
            Backup.create(
                    List.of(
                            BlockLogBackup.of(root.resolve("ledger"), node.suite(), "ledger", () -> height),
                            new FilesPart(copy, List.of("vault")),
                            new FilesPart(root, SMALL)),
                    out);
        } finally {
            delete(copy);
        }
    }

    /** Saves the folder of a node that does not run. */
    public static void ofStopped(Path root, Suite suite, Path out) throws IOException {
        Backup.create(
                List.of(
                        BlockLogBackup.ofStopped(root.resolve("ledger"), suite, "ledger"),
                        new FilesPart(root, List.of("vault")),
                        new FilesPart(root, SMALL)),
                out);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
