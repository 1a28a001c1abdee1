package org.titlechain.server.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.node.EngineFolder;

/**
 * Moves what a member of several can have again from the others into a folder {@code damaged-N} beside it, so that its
 * next start joins. Nothing is deleted: what was there may have to be shown to somebody. Keys, the vault and the record
 * of what the member voted for stay where they are.
 */
public final class Damaged {
    private static final String FOLDER = "damaged-";

    private Damaged() {}

    /** Whether the node of the data folder has others over CometBFT, from whom it can have its ledger again. */
    public static boolean canJoinAgain(Path root) throws IOException {
        Epoch present = EngineFolder.epochs(root).getLast();
        Path network = EngineFolder.network(root, present.number());
        return present.kind().equals(CometBftEngine.NAME)
                && Files.exists(network)
                && Network.parse(Files.readString(network)).places().size() > 1;
    }

    /** Sets the ledger aside; returns where it is now, empty when there was nothing. */
    public static Optional<Path> setAside(Path root) throws IOException {
        Path ledger = EngineFolder.of(root, EngineFolder.epochs(root).getLast().number());
        List<Path> parts =
                new ArrayList<>(List.of(root.resolve("state"), root.resolve("query"), ledger.resolve("archive")));
        Path data = ledger.resolve("cometbft").resolve("data");
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.list(data)) {
                files.filter(file -> file.toString().endsWith(".db")
                                || file.toString().endsWith(".wal"))
                        .forEach(parts::add);
            }
        }
        parts.removeIf(part -> !Files.exists(part));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        int number = 1;
        while (Files.exists(root.resolve(FOLDER + number))) {
            number++;
        }
        Path aside = root.resolve(FOLDER + number);
        // The state goes last: as long as it is there, a start that was interrupted finds the same damage again.
        for (Path part : parts.reversed()) {
            Path target = aside.resolve(root.relativize(part));
            Files.createDirectories(target.getParent());
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return Optional.of(aside);
    }
}
