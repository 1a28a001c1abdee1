package org.titlechain.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Network.Distance;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.delivery.DeliveryPeers;
import org.titlechain.server.delivery.DeliveryService;
import org.titlechain.server.members.PeersFile;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Founder;
import org.titlechain.server.node.MemberKeys;
import org.titlechain.server.node.Nodes;
import org.titlechain.vault.FileMasterKey;
import org.titlechain.vault.Vault;

/**
 * The folder of four levels: a data folder for each, with keys, the entry that founds the chain and the network. What
 * the members of a real chain would exchange before it begins is made here for all of them.
 */
final class LevelsFolder {
    private static final String CHAIN = "chain";
    /** The addresses that this program told the members, so that those of others are not taken for them. */
    private static final String TOLD = "addresses";

    private static final String FOUNDING = ".founding";
    private static final int CONSORTIUM_KEY_LENGTH = 32;

    private final Path root;

    private LevelsFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens the folder; the first time, founds the chain. A founding that was interrupted is finished or begun anew.
     *
     * @param suite the chain's algorithms; empty for those that it has, {@code gm} for a new one
     * @throws StartException when the chain is of another suite
     */
    static LevelsFolder open(Path root, Optional<Suite> suite) throws IOException {
        LevelsFolder folder = new LevelsFolder(root.toAbsolutePath().normalize());
        Path fresh = folder.root.resolve(FOUNDING);
        if (!Files.exists(folder.root.resolve(CHAIN)) && !Files.exists(fresh.resolve(CHAIN))) {
            delete(fresh);
            found(fresh, suite.orElse(Suite.GM));
        }
        if (Files.exists(fresh)) {
            for (Level level : Level.values()) {
                if (Files.exists(fresh.resolve(level.label()))) {
                    Files.move(fresh.resolve(level.label()), folder.of(level), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.move(fresh.resolve(CHAIN), folder.root.resolve(CHAIN), StandardCopyOption.ATOMIC_MOVE);
            delete(fresh);
        }
        suite.ifPresent(folder::require);
        return folder;
    }

    private void require(Suite suite) {
        for (Level level : Level.values()) {
            String has = Configuration.read(of(level), Map.of()).suite().orElse(Suite.GM.label());
            if (!has.equals(suite.label())) {
                throw new StartException(
                        Kind.CONFIGURATION,
                        "the chain of " + root + " was founded with the suite " + has + ", --suite names "
                                + suite.label() + "; a chain keeps its suite for ever");
            }
        }
    }

    /** A level's data folder. */
    Path of(Level level) {
        return root.resolve(level.label());
    }

    private static void found(Path fresh, Suite suite) throws IOException {
        SecureRandom random = new SecureRandom();
        String chain = "titlechain-levels-" + hex(random, 4);
        byte[] consortiumKey = new byte[CONSORTIUM_KEY_LENGTH];
        random.nextBytes(consortiumKey);
        List<Founder> founders = new ArrayList<>();
        List<Validator> validators = new ArrayList<>();
        List<Genesis.Key> grants = new ArrayList<>();
        MemberKeys nation = null;
        for (Level level : Level.values()) {
            Path data = fresh.resolve(level.label());
            PrivateFiles.createFolder(data);
            PrivateFiles.replace(data.resolve(Configuration.FILE), level.configuration(chain, suite));
            Configuration configuration = Configuration.read(data, Map.of());
            MemberKeys keys = MemberKeys.open(data, configuration, suite);
            founders.add(Founder.of(configuration, keys));
            nation = keys;
            grants.addAll(AdministratorKeys.founding(data, suite, configuration.organisation(), level.label() + "-"));
            PrivateFiles.createFolder(data.resolve("vault"));
            Vault.importConsortiumKey(
                    data.resolve("vault"),
                    suite,
                    FileMasterKey.create(data.resolve("vault").resolve("master.key"), suite, random),
                    consortiumKey);
            validators.add(EngineFolder.cometbftHome(data, 1).validator(level.label(), "127.0.0.1:1"));
        }
        byte[] genesis = Founder.genesis(chain, suite, founders)
                .onEngine(CometBftEngine.NAME)
                .granting(grants)
                .entry(java.util.Objects.requireNonNull(nation).administrator())
                .bytes();
        Network network =
                new Network(chain, Instant.now().truncatedTo(ChronoUnit.SECONDS), Distance.LOOPBACK, validators);
        for (Level level : Level.values()) {
            PrivateFiles.replace(fresh.resolve(level.label()).resolve(Nodes.GENESIS), genesis);
            PrivateFiles.replace(EngineFolder.network(fresh.resolve(level.label()), 1), network.text());
        }
        PrivateFiles.replace(fresh.resolve(CHAIN), chain + "\n");
    }

    private static String hex(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Gives the members new addresses on loopback: those of the last run may be taken by now. */
    void renewAddresses() throws IOException {
        Set<Path> networks = new TreeSet<>();
        for (Level level : Level.values()) {
            EngineFolder.networks(of(level))
                    .forEach(file -> networks.add(of(level).relativize(file)));
        }
        for (Path network : networks) {
            renewAddresses(network);
        }
    }

    /** A network that a member has not noted yet is given to it when it prepares. */
    private void renewAddresses(Path name) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Level level : Level.values()) {
            Path file = of(level).resolve(name);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        Network before = Network.parse(Files.readString(files.getFirst()));
        if (before.validators().size() == 1) {
            // What one member offered for a network that is not agreed on.
            return;
        }
        List<ServerSocket> held = new ArrayList<>();
        List<Validator> validators = new ArrayList<>();
        try {
            for (Validator validator : before.validators()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                validators.add(validator.at("127.0.0.1:" + socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        Network network = new Network(before.id(), before.genesisTime(), before.distance(), validators);
        for (Path file : files) {
            PrivateFiles.replace(file, network.text());
        }
    }

    /**
     * Tells every member where the others answer, beside what somebody else wrote there; each reads its list again in
     * every round of its watch.
     */
    void introduce(Map<Level, String> addresses) throws IOException {
        PeersFile told = new PeersFile(root.resolve(TOLD));
        boolean known = Files.exists(told.file());
        Set<String> now = new TreeSet<>(addresses.values());
        Set<String> both = new TreeSet<>(told.lines());
        both.addAll(now);
        // First, so that an end in between leaves none that is nobody's.
        told.write(both);
        for (Level level : Level.values()) {
            PeersFile peers = PeersFile.in(of(level));
            // In a folder of a program that did not note them, every address was written here.
            Set<String> wanted = new LinkedHashSet<>(known ? peers.lines() : List.of());
            wanted.removeAll(both);
            addresses.forEach((other, address) -> {
                if (other != level) {
                    wanted.add(address);
                }
            });
            peers.write(wanted);
        }
        told.write(now);
    }

    /** Tells every member where those that run listen for members; read anew at each request. */
    void introduceDelivery() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Level level : Level.values()) {
            Path said = of(level).resolve(DeliveryService.ADDRESS);
            if (Files.exists(said)) {
                lines.append(level.label())
                        .append(' ')
                        .append(Files.readString(said).strip())
                        .append('\n');
            }
        }
        for (Level level : Level.values()) {
            PrivateFiles.replace(of(level).resolve(DeliveryPeers.FILE), lines.toString());
        }
    }

    /** Removes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
