package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;

/**
 * The chain that a data folder belongs to for ever, fixed at the first start in the file {@code chain}: its identifier,
 * and on a second line its suite. A file of one line is of the suite {@code gm}, the only one that there was before.
 *
 * @param name the chain's identifier
 * @param suite its algorithms
 */
public record FolderChain(String name, Suite suite) {
    private static final String FILE = "chain";

    /** Whether a node was started in the folder before. */
    public static boolean exists(Path root) {
        return Files.exists(root.resolve(FILE));
    }

    /** The chain of a folder in which a node was started before. */
    public static FolderChain read(Path root) throws IOException {
        List<String> lines =
                Files.readString(root.resolve(FILE)).strip().lines().toList();
        try {
            return new FolderChain(
                    lines.getFirst().strip(),
                    lines.size() == 1 ? Suite.GM : Suite.ofLabel(lines.get(1).strip()));
        } catch (IllegalArgumentException e) {
            throw new StartException(Kind.DAMAGED, "the file chain of the folder: " + e.getMessage());
        }
    }

    /**
     * The chain of the folder; at the first start the one that the configuration wants.
     *
     * @throws StartException when the configuration names another chain or suite than the folder's
     */
    static FolderChain open(Path root, Configuration configuration) throws IOException {
        if (!Files.exists(root.resolve(FILE))) {
            Suite suite = Suite.ofLabel(configuration.suite().orElse(Suite.GM.label()));
            requireAgreed(root, suite);
            String name = configuration.chainIsNamed() ? configuration.chain() : newName();
            PrivateFiles.replace(root.resolve(FILE), name + "\n" + suite.label() + "\n");
        }
        FolderChain chain = read(root);
        if (configuration.chainIsNamed() && !configuration.chain().equals(chain.name())) {
            throw refused("the folder belongs to chain " + chain.name() + ", the configuration names "
                    + configuration.chain());
        }
        configuration
                .suite()
                .filter(wanted -> !wanted.equals(chain.suite().label()))
                .ifPresent(wanted -> {
                    throw refused("the chain was founded with the suite "
                            + chain.suite().label() + ", chain.suite names " + wanted
                            + "; a chain keeps its suite for ever");
                });
        return chain;
    }

    /** What several members agreed on is of one suite. */
    private static void requireAgreed(Path root, Suite suite) throws IOException {
        Path agreed = root.resolve(Nodes.GENESIS);
        if (!Files.exists(agreed)) {
            return;
        }
        try {
            Suite founded = Entry.decode(Files.readAllBytes(agreed)).suite();
            if (founded != suite) {
                throw refused("the members founded the chain with the suite " + founded.label() + "; set chain.suite = "
                        + founded.label());
            }
        } catch (CodecException e) {
            throw new StartException(Kind.DAMAGED, "the file " + Nodes.GENESIS + " holds no entry");
        }
    }

    /** A chain that nobody named gets a name of its own, so that two of them are never taken for each other. */
    private static String newName() {
        byte[] suffix = new byte[4];
        new SecureRandom().nextBytes(suffix);
        return Configuration.LOCAL_CHAIN + "-" + HexFormat.of().formatHex(suffix);
    }

    private static StartException refused(String message) {
        return new StartException(Kind.CONFIGURATION, message);
    }
}
