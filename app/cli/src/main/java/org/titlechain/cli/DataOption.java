package org.titlechain.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine.Option;

/** {@code --data DIR}: the folder of a node that exists. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "data folder of the node (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    /** The folder, which a node was started in before. */
    Path existing() {
        if (!Files.isDirectory(data.resolve("ledger"))) {
            throw new StartException(Kind.CONFIGURATION, "there is no node in " + data);
        }
        return data;
    }

    /** The folder as it was named. */
    Path path() {
        return data;
    }
}
