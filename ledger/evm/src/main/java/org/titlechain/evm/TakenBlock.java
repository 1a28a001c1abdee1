package org.titlechain.evm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The number and hash of the last block that was taken from the chain, in a file of one line beside the archive: by it
 * the driver knows, also after a start, whether the chain is still the one that it followed. Not synced: a lost or old
 * note only checks less.
 */
final class TakenBlock {
    private static final String NAME = "chain-block";

    private final Path file;
    private final Path fresh;
    private long number = -1;
    private String hash = "";

    private TakenBlock(Path folder) {
        this.file = folder.resolve(NAME);
        this.fresh = folder.resolve(NAME + ".new");
    }

    static TakenBlock open(Path folder) throws IOException {
        TakenBlock taken = new TakenBlock(folder);
        if (Files.exists(taken.file)) {
            String[] words = Files.readString(taken.file, StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            if (words.length == 2 && words[0].matches("[0-9]{1,18}")) {
                taken.number = Long.parseLong(words[0]);
                taken.hash = words[1];
            }
        }
        return taken;
    }

    /** The number; −1 when none was taken. */
    long number() {
        return number;
    }

    String hash() {
        return hash;
    }

    void note(long newNumber, String newHash) throws IOException {
        if (newNumber == number && newHash.equals(hash)) {
            return;
        }
        Files.writeString(fresh, newNumber + " " + newHash + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        number = newNumber;
        hash = newHash;
    }
}
