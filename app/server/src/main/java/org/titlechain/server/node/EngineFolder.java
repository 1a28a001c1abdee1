package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.epochs.EpochFile;

/** Where the engines of a node keep what is theirs: each epoch of the chain has a folder of its own. */
public final class EngineFolder {
    /** The file with the node's epochs, in the data folder; a folder without one has a single epoch. */
    public static final String EPOCHS = "epochs";

    /** The file that says who orders on CometBFT. */
    static final String NETWORK = "network.json";

    private static final String FIRST = "ledger";

    private EngineFolder() {}

    /** Whether there is a node in the folder, by the engine of its present epoch. */
    public static boolean isNode(Path root) throws IOException {
        return Files.isDirectory(of(root, epochs(root).size()));
    }

    /** The folder of an epoch's engine. */
    public static Path of(Path root, long epoch) {
        return root.resolve(epoch == 1 ? FIRST : FIRST + "-" + epoch);
    }

    /** The file that says who orders in an epoch on CometBFT. */
    public static Path network(Path root, long epoch) {
        return (epoch == 1 ? root : of(root, epoch)).resolve(NETWORK);
    }

    /** The home of a CometBFT process of an epoch, made when it is missing. */
    public static Home cometbftHome(Path root, long epoch) throws IOException {
        return CometBftEngine.Options.home(of(root, epoch));
    }

    /** The archive of blocks that an epoch on a network elsewhere has; the embedded engine needs none. */
    public static Path archive(Path root, Epoch epoch) {
        return of(root, epoch.number()).resolve(epoch.kind().equals(CometBftEngine.NAME) ? "archive" : "blocks");
    }

    /** The epochs of a folder whose node may be running, as they stand now. */
    public static List<Epoch> epochs(Path root) throws IOException {
        Path file = root.resolve(EPOCHS);
        if (Files.exists(file)) {
            return EpochFile.read(file).epochs();
        }
        String kind = Files.exists(network(root, 1)) ? CometBftEngine.NAME : EmbeddedEngine.NAME;
        return List.of(Epoch.first(kind, new TreeMap<>()));
    }

    /** Every file of the folder that says who orders on CometBFT: of epochs, and of one that is prepared. */
    public static List<Path> networks(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (long epoch = 1; epoch <= epochs(root).size() + 1; epoch++) {
            Path file = network(root, epoch);
            if (Files.exists(file)) {
                found.add(file);
            }
        }
        return found;
    }
}
