package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.cometbft.Program;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.server.Configuration;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;

/** Opens the engine that a configuration names: the one place that knows all engines. */
public final class Engines {
    /** The file that says who orders on CometBFT, in the data folder. */
    public static final String NETWORK = "network.json";

    private Engines() {}

    /** The folder of a node's engine. */
    public static Path folder(Path root) {
        return root.resolve("ledger");
    }

    /** The home of a node's CometBFT, made when it is missing. */
    public static Home cometbftHome(Path root) throws IOException {
        return CometBftEngine.Options.home(folder(root));
    }

    /** Opens the engine of a chain from its beginning. */
    static LedgerEngine open(Path root, Suite suite, Configuration configuration) throws IOException {
        return open(root, folder(root), suite, configuration, Origin.GENESIS);
    }

    /**
     * Opens the engine.
     *
     * @param root the node's data folder
     * @param folder the engine's own
     * @param origin where the engine's list begins; the embedded engine knows no other beginning than a chain's
     */
    static LedgerEngine open(Path root, Path folder, Suite suite, Configuration configuration, Origin origin)
            throws IOException {
        return switch (configuration.engine()) {
            case EmbeddedEngine.NAME ->
                EmbeddedEngine.open(folder, suite, Clock.systemUTC(), EmbeddedEngine.Limits.standard());
            case CometBftEngine.NAME -> CometBftEngine.open(cometbft(root, folder, configuration, origin));
            default -> throw new StartException(Kind.CONFIGURATION, "no engine " + configuration.engine());
        };
    }

    private static CometBftEngine.Options cometbft(Path root, Path folder, Configuration configuration, Origin origin)
            throws IOException {
        Path file = root.resolve(NETWORK);
        if (!Files.exists(file)) {
            throw new StartException(Kind.CONFIGURATION, "the file " + file + " is missing: it says who orders");
        }
        Network network = Network.parse(Files.readString(file));
        String listen = network.validators().stream()
                .filter(validator -> validator.name().equals(configuration.member()))
                .map(Validator::address)
                .findFirst()
                .orElseThrow(() -> new StartException(
                        Kind.CONFIGURATION, file + " does not name the member " + configuration.member()));
        return new CometBftEngine.Options(folder, network, listen, origin, Program.find(), Limits.standard());
    }
}
