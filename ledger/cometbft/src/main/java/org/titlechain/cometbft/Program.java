package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the program {@code cometbft} is. */
public final class Program {
    /** The version that the project is tried with. */
    public static final String VERSION = "0.38.25";

    private Program() {}

    /**
     * The program: what {@code COMETBFT} names, else what the front door installed for this user, else what is in the
     * path.
     *
     * @throws IOException when there is none; the message says how to get it
     */
    public static Path find() throws IOException {
        List<Path> candidates = new ArrayList<>();
        String named = System.getenv("COMETBFT");
        if (named != null && !named.isEmpty()) {
            candidates.add(Path.of(named));
        } else {
            candidates.add(cached());
            for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
                if (!folder.isEmpty()) {
                    candidates.add(Path.of(folder, "cometbft"));
                }
            }
        }
        for (Path candidate : candidates) {
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        throw new IOException("the program cometbft " + VERSION
                + " is not here; ./titlechain need-cometbft installs it," + " or let COMETBFT name it");
    }

    /** Where the front door puts it. */
    private static Path cached() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path folder = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return folder.resolve("titlechain").resolve("cometbft-" + VERSION).resolve("cometbft");
    }
}
