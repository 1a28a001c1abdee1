package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.cometbft.Network;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.BlockArchiveBackup;
import org.titlechain.embedded.BlockLogBackup;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.kernel.Backup;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.delivery.DeliveryPeers;
import org.titlechain.server.members.PeersFile;
import org.titlechain.server.members.WitnessLines;
import org.titlechain.storage.BackupPart;
import org.titlechain.storage.FilesPart;
import org.titlechain.vault.VaultBackup;

/**
 * Backups of a node's folder: the ledger, the vault with its keys, the signing keys, the accounts and the
 * configuration. Whoever has a backup has everything: keep it as the folder itself is kept. What can be made anew
 * (state, search tables) is not in it, and neither are archives that wait to be imported: they hold names in the clear,
 * and importing them again does no harm.
 */
public final class NodeBackup {
    private static final List<String> SMALL = List.of(
            "chain",
            "keys",
            "accounts",
            Configuration.FILE,
            EngineFolder.EPOCHS,
            Nodes.GENESIS,
            Nodes.CARD,
            EngineFolder.NETWORK,
            PeersFile.NAME,
            DeliveryPeers.FILE,
            WitnessLines.FILE);

    private static final String BATCHES = "batches";

    private NodeBackup() {}

    /** Saves a node that runs; it goes on meanwhile. */
    public static void ofRunning(Path root, Node node, Path out) throws IOException {
        Path copy = Files.createTempDirectory(out.toAbsolutePath().getParent(), "copy-");
        try {
            // What batches report stands on the ledger, and what the ledger refers to is in the vault: in this order.
            Path batches = copy.resolve(BATCHES);
            copyFiles(root, BATCHES, batches);
            long height = node.ledger().status().height();
            List<BackupPart> parts = new ArrayList<>(engines(root, node.suite(), OptionalLong.of(height)));
            parts.add(new FilesPart(copy, List.of(BATCHES)));
            Path vault = copy.resolve("vault");
            PrivateFiles.createFolder(vault);
            VaultBackup backup = new VaultBackup(node.vault());
            backup.copyData(vault.resolve("data"));
            backup.copyKeys(vault.resolve("keys"));
            // A key that a device keeps is in no file.
            Path master = root.resolve("vault/master.key");
            if (Files.exists(master)) {
                Files.copy(master, vault.resolve("master.key"));
            }
            parts.add(new FilesPart(copy, List.of("vault")));
            parts.add(new FilesPart(root, SMALL));
            Backup.create(parts, out);
        } finally {
            delete(copy);
        }
    }

    /** Saves the folder of a node that does not run. */
    public static void ofStopped(Path root, Suite suite, Path out) throws IOException {
        List<BackupPart> parts = new ArrayList<>(engines(root, suite, OptionalLong.empty()));
        parts.add(new FilesPart(root, List.of("vault", BATCHES)));
        parts.add(new FilesPart(root, SMALL));
        Backup.create(parts, out);
    }

    /**
     * The blocks of all epochs, and of CometBFT the keys; where the member orders alone, all of it. What a member of
     * several voted for is left out, so a restored one follows and does not vote.
     *
     * @param height the last block that a running node has decided; empty when it does not run
     */
    private static List<BackupPart> engines(Path root, Suite suite, OptionalLong height) throws IOException {
        List<BackupPart> parts = new ArrayList<>();
        List<Epoch> epochs = EngineFolder.epochs(root);
        for (Epoch epoch : epochs) {
            if (Engines.isAbsent(epoch)) {
                continue;
            }
            Path folder = EngineFolder.of(root, epoch.number());
            String path = root.relativize(folder).toString();
            if (epoch.kind().equals(EmbeddedEngine.NAME)) {
                boolean growing = height.isPresent() && epoch.equals(epochs.getLast());
                long durable = height.orElse(0) - epoch.origin().height() + 1;
                parts.add(
                        growing
                                ? BlockLogBackup.of(folder, suite, path, () -> durable)
                                : BlockLogBackup.ofStopped(folder, suite, path));
                continue;
            }
            Path archive = EngineFolder.archive(root, epoch);
            parts.add(new BlockArchiveBackup(archive, root.relativize(archive).toString()));
            parts.add(new FilesPart(root, List.of(path + "/" + EngineFolder.NETWORK)));
            if (epoch.kind().equals(CometBftEngine.NAME) && epoch.equals(epochs.getLast())) {
                boolean alone = Network.parse(Files.readString(EngineFolder.network(root, epoch.number())))
                                .places()
                                .size()
                        == 1;
                if (alone && height.isPresent()) {
                    throw new BackupRefused();
                }
                String home = path + "/cometbft";
                parts.add(new FilesPart(
                        root,
                        alone
                                ? List.of(home)
                                : Home.KEYS.stream()
                                        .map(key -> home + "/" + key)
                                        .toList()));
            }
        }
        return parts;
    }

    /** A member that orders alone on CometBFT is saved while it does not run: its process keeps what it voted for. */
    public static final class BackupRefused extends IOException {
        private static final long serialVersionUID = 1L;

        private BackupRefused() {
            super("the node orders alone on CometBFT; stop it and make the backup then, or go over to another engine");
        }
    }

    /** Before the height is looked at: a report of the copy never says more than the ledger of the backup. */
    private static void copyFiles(Path root, String folder, Path to) throws IOException {
        new FilesPart(root, List.of(folder)).save((path, bytes) -> {
            PrivateFiles.createFolder(to);
            Files.copy(bytes, to.resolve(Path.of(path).getFileName()));
        });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
