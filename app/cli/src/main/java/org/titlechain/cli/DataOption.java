package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;
import picocli.CommandLine.Option;

/** {@code --data DIR}: the folder of a node that exists. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "data folder of the node (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    /** The folder, which a node was started in before. */
    Path existing() throws IOException {
        if (!EngineFolder.isNode(data)) {
            throw new StartException(Kind.CONFIGURATION, "there is no node in " + data);
        }
        return data;
    }

    /** The folder as it was named. */
    Path path() {
        return data;
    }
}
