package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartChecks;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;

/**
 * The keys of a node in {@code keys/} of its data folder.
 *
 * @param node signs checkpoints
 * @param administrator grants and revokes keys
 * @param gateway records messages
 */
public record MemberKeys(Signer node, Signer administrator, Signer gateway) {
    /**
     * Reads the keys, and makes them when the folder is new.
     *
     * @throws StartException when one is missing although the folder holds a ledger
     */
    public static MemberKeys open(Path root, Configuration configuration, Suite suite) throws IOException {
        return new MemberKeys(
                key(root, DataFolder.NODE_KEY, configuration, suite),
                key(root, DataFolder.ADMINISTRATOR_KEY, configuration, suite),
                key(root, DataFolder.GATEWAY_KEY, configuration, suite));
    }

    private static Signer key(Path root, String name, Configuration configuration, Suite suite) throws IOException {
        Path keys = root.resolve("keys");
        PrivateFiles.createFolder(keys);
        Path file = keys.resolve(name + ".key");
        if (Files.exists(file)) {
            return KeyFile.read(file, suite);
        }
        if (Files.exists(EngineFolder.of(root, 1))) {
            throw new StartException(
                    Kind.DAMAGED,
                    "the key keys/" + name + ".key is missing although the folder holds a ledger; restore it");
        }
        mark(keys, configuration);
        return KeyFile.create(file, suite);
    }

    /** Keys that the development profile makes are marked as such for ever: see {@link StartChecks}. */
    private static void mark(Path keys, Configuration configuration) throws IOException {
        Path mark = keys.resolve(StartChecks.DEVELOPMENT_MARK);
        if (!configuration.production() && !Files.exists(mark)) {
            PrivateFiles.replace(mark, "made by the development profile\n");
        }
    }
}
