package org.titlechain.server.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.cometbft.Program;
import org.titlechain.contract.governance.Charter;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.Deployment;
import org.titlechain.evm.EvmEngine;
import org.titlechain.evm.FinalityRule;
import org.titlechain.fabric.FabricConnection;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.fabric.FabricReach;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Engines;

/**
 * Makes ready what this member needs of an engine before the chain goes over to it: programs found, keys made, network
 * written, contract on its chain, account able to pay. Doing it again changes nothing that is there.
 *
 * @param root the data folder
 * @param chain the chain
 * @param suite its algorithms
 * @param member this node's member
 */
record Preparation(Path root, String chain, Suite suite, String member) {
    private static final Duration DEPLOYMENT = Duration.ofSeconds(60);
    private static final int LONGEST_NAME = 30;
    private static final String USUAL_CHANNEL = "titlechain:titlechain";

    /**
     * Makes the engine of the epoch ready.
     *
     * @param known settings from before, to be kept where the wish says nothing
     * @return the settings; empty when the other members' validators are missing
     * @throws IOException when the engine cannot be used from here
     * @throws IllegalArgumentException when the wish is not one
     */
    Optional<SortedMap<String, String>> make(Wish wish, long epoch, SortedMap<String, String> known, Charter charter)
            throws IOException {
        return switch (wish.kind()) {
            case EmbeddedEngine.NAME -> embedded(charter);
            case CometBftEngine.NAME -> cometbft(wish, epoch, charter);
            case EvmEngine.NAME -> Optional.of(evm(wish, known));
            case FabricEngine.NAME -> Optional.of(fabric(wish, known));
            default -> throw new IllegalArgumentException("to");
        };
    }

    private static Optional<SortedMap<String, String>> embedded(Charter charter) throws IOException {
        if (charter.weights().size() > 1) {
            throw new IOException("the embedded engine orders for one member, the chain has "
                    + charter.weights().size());
        }
        return Optional.of(new TreeMap<>());
    }

    private Optional<SortedMap<String, String>> cometbft(Wish wish, long epoch, Charter charter) throws IOException {
        Program.find();
        Home home = EngineFolder.cometbftHome(root, epoch);
        Path file = EngineFolder.network(root, epoch);
        Optional<Network> before = Files.exists(file)
                ? Optional.of(Network.parse(Files.readString(file))).filter(network -> isIn(home, network))
                : Optional.empty();
        Network network = wish.network().or(() -> before).orElse(null);
        if (network == null) {
            String listen = wish.listen().orElse(charter.weights().size() == 1 ? "127.0.0.1:0" : freeAddress());
            network = new Network(
                    networkName(epoch),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    Distance.LOOPBACK,
                    List.of(home.validator(member, listen)));
        }
        if (!isIn(home, network)) {
            throw new IOException("the network does not name this member with the key of its own home");
        }
        PrivateFiles.replace(file, network.text());
        List<String> names = network.validators().stream().map(Validator::name).toList();
        return charter.weightOf(names) >= charter.needed() ? Optional.of(new TreeMap<>()) : Optional.empty();
    }

    private boolean isIn(Home home, Network network) {
        try {
            Validator own = home.validator(member, "127.0.0.1:0");
            return network.validators().stream()
                    .anyMatch(validator ->
                            validator.name().equals(member) && Arrays.equals(validator.publicKey(), own.publicKey()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Each beginning on CometBFT has a name of its own, the same at every member. */
    private String networkName(long epoch) {
        String name = chain.length() <= LONGEST_NAME
                ? chain
                : chain.substring(0, LONGEST_NAME - 9) + "-"
                        + HexFormat.of()
                                .formatHex(
                                        suite.hash().hash(chain.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                        0,
                                        4);
        return name + "-" + epoch;
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private SortedMap<String, String> evm(Wish wish, SortedMap<String, String> known) throws IOException {
        TreeMap<String, String> settings = new TreeMap<>();
        String node = wish.node()
                .or(() -> Optional.ofNullable(known.get(Engines.NODE)))
                .orElseThrow(() -> new IllegalArgumentException("node"));
        if (!node.matches("https?://.+")) {
            throw new IllegalArgumentException("node");
        }
        FinalityRule finality = FinalityRule.parse(wish.finality()
                .or(() -> Optional.ofNullable(known.get(Engines.FINALITY)))
                .orElse("immediate"));
        Path account = wish.account()
                .or(() -> Optional.ofNullable(known.get(Engines.ACCOUNTS)))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .orElse(root.resolve("keys").resolve("evm-account"));
        if (!Files.exists(account)) {
            if (wish.account().isPresent()) {
                throw new IOException("there is no account file " + account);
            }
            AccountFile.create(account);
        }
        settings.put(Engines.NODE, node);
        settings.put(Engines.FINALITY, finality.toString());
        settings.put(Engines.ACCOUNTS, account.toString());
        Optional<String> place = wish.place()
                .or(() -> Optional.ofNullable(known.get(Engines.PLACE))
                        .filter(there -> node.equals(known.get(Engines.NODE))));
        settings.put(
                Engines.PLACE,
                place.isPresent()
                        ? place.get()
                        : Deployment.deploy(URI.create(node), account, finality, DEPLOYMENT)
                                .text());
        Deployment.check(Engines.evm(settings));
        return settings;
    }

    private static SortedMap<String, String> fabric(Wish wish, SortedMap<String, String> known) throws IOException {
        Path connection = wish.connection()
                .or(() -> Optional.ofNullable(known.get(Engines.CONNECTION)))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new IllegalArgumentException("connection"));
        if (!Files.exists(connection)) {
            throw new IOException("there is no file " + connection + " that says how the channel is reached");
        }
        String place = wish.place()
                .or(() -> Optional.ofNullable(known.get(Engines.PLACE)))
                .orElse(USUAL_CHANNEL);
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put(Engines.CONNECTION, connection.toString());
        settings.put(
                Engines.PLACE,
                FabricReach.find(FabricConnection.read(connection), place).text());
        return settings;
    }

    /** Why the engine cannot be gone over to now; empty when it can. */
    Optional<String> obstacle(String kind, SortedMap<String, String> settings, long epoch) {
        try {
            switch (kind) {
                case CometBftEngine.NAME -> {
                    Program.find();
                    if (!Files.exists(EngineFolder.network(root, epoch))) {
                        return Optional.of("who orders on CometBFT is not said");
                    }
                }
                case EvmEngine.NAME -> Deployment.check(Engines.evm(settings));
                case FabricEngine.NAME ->
                    FabricReach.find(
                            Engines.fabricConnection(settings),
                            Engines.fabricPlace(settings).text());
                default -> {}
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
