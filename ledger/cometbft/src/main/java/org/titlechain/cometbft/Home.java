package org.titlechain.cometbft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.titlechain.cometbft.Network.Validator;

/**
 * The folder of a {@code cometbft} process: its keys, the genesis, and the configuration, which is written anew at
 * every start.
 *
 * <p>The private keys are CometBFT's own files; {@code data/priv_validator_state.json} remembers what was voted for and
 * must never be restored from an old copy.
 */
public final class Home {
    /** Largest transaction: an entry of 4 MiB in a batch. */
    static final int LARGEST_TRANSACTION = 5 << 20;

    private static final int LARGEST_BLOCK = 8 << 20;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private static final String KEY = "priv_validator_key.json";
    private static final String VOTED = "priv_validator_state.json";
    private static final String OBSERVER_KEY = "observer_key.json";
    private static final String OBSERVED = "observer_state.json";
    private static final String NODE = "node_key.json";

    /** The files with private keys, below the folder. What was voted for is not among them: an old copy lies. */
    public static final List<String> KEYS = List.of("config/" + KEY, "config/" + NODE);

    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    /** The home in the folder; its keys are made when they are missing. */
    public static Home open(Path folder) throws IOException {
        Home home = new Home(folder.toAbsolutePath().normalize());
        Files.createDirectories(home.folder.resolve("config"));
        Files.createDirectories(home.folder.resolve("data"));
        home.makeKeys();
        return home;
    }

    /** The folder of the process. */
    public Path folder() {
        return folder;
    }

    /** Whether the process has blocks of its own. */
    boolean hasBlocks() {
        return Files.exists(folder.resolve("data").resolve("blockstore.db"));
    }

    private Path config(String name) {
        return folder.resolve("config").resolve(name);
    }

    private void makeKeys() throws IOException {
        if (!Files.exists(config(KEY))) {
            makeVoter(KEY, VOTED);
        } else if (isObserving() && !Files.exists(config(OBSERVER_KEY))) {
            makeVoter(OBSERVER_KEY, OBSERVED);
        }
        Path node = config(NODE);
        if (!Files.exists(node)) {
            write(node, "{\"priv_key\":" + typed("tendermint/PrivKeyEd25519", Ed25519Key.generate()) + "}");
        }
    }

    private void makeVoter(String keyFile, String stateFile) throws IOException {
        byte[] key = Ed25519Key.generate();
        byte[] publicKey = Ed25519Key.publicKey(key);
        write(folder.resolve("data").resolve(stateFile), "{\"height\":\"0\",\"round\":0,\"step\":0}");
        write(
                config(keyFile),
                "{\"address\":\"" + UPPER.formatHex(Ed25519Key.address(publicKey)) + "\",\"pub_key\":"
                        + typed("tendermint/PubKeyEd25519", publicKey) + ",\"priv_key\":"
                        + typed("tendermint/PrivKeyEd25519", key) + "}");
    }

    /**
     * Whether the record of what the key voted for is lost. The key is not used then, because the member could vote
     * twice; a key that no network knows takes its place, and the member follows without a vote.
     */
    public boolean isObserving() {
        return Files.exists(config(KEY)) && !Files.exists(folder.resolve("data").resolve(VOTED));
    }

    /** Since when the member follows without its vote ({@link #isObserving}). */
    public Instant observingSince() throws IOException {
        return Files.getLastModifiedTime(config(OBSERVER_KEY)).toInstant();
    }

    /**
     * Lets the key vote again, for native heights behind this one only. Whoever says so knows that it voted for nothing
     * behind it.
     *
     * @throws IllegalStateException when the record of its votes is not lost
     */
    public void voteAgain(long nativeHeight) throws IOException {
        if (!isObserving()) {
            throw new IllegalStateException("the record of votes is in " + folder);
        }
        // The last round and the last step: nothing more is signed at this height.
        write(
                folder.resolve("data").resolve(VOTED),
                "{\"height\":\"" + nativeHeight + "\",\"round\":" + Integer.MAX_VALUE + ",\"step\":3}");
        Files.deleteIfExists(config(OBSERVER_KEY));
        Files.deleteIfExists(folder.resolve("data").resolve(OBSERVED));
    }

    /** Removes the process's own blocks and state, which it has again from the others; not what it voted for. */
    void clear() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            String top = folder.resolve("data").relativize(file).getName(0).toString();
            if (top.endsWith(".db") || top.endsWith(".wal")) {
                Files.delete(file);
            }
        }
    }

    private static String typed(String type, byte[] key) {
        return "{\"type\":\"" + type + "\",\"value\":\"" + Base64.getEncoder().encodeToString(key) + "\"}";
    }

    private static byte[] key(Path file) throws IOException {
        String value =
                Json.parse(Files.readString(file)).get("priv_key").get("value").text();
        return Ed25519Key.publicKey(Base64.getDecoder().decode(value));
    }

    /** This home as a validator of a network. */
    public Validator validator(String name, String address) throws IOException {
        return new Validator(
                name, key(config(KEY)), HexFormat.of().formatHex(Ed25519Key.address(key(config(NODE)))), address, 1);
    }

    /** A file is replaced as a whole, and only this user reads it. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes genesis and configuration.
     *
     * @param network who orders
     * @param listen host:port for peers
     * @param rpcPort the port for this member's own requests, on loopback only
     * @param application the address of the application, or the name of one that CometBFT brings
     */
    public void write(Network network, String listen, int rpcPort, String application) throws IOException {
        write(network, listen, rpcPort, application, Optional.empty());
    }

    /** The same for a process that begins with a state, when it has none. */
    void write(Network network, String listen, int rpcPort, String application, Optional<StateSync.Entrance> entrance)
            throws IOException {
        writeGenesis(genesis(network));
        write(
                config("config.toml"),
                voter()
                        + configuration(network, listen, rpcPort, application)
                        + entrance.map(Home::stateSync).orElse(""));
    }

    private String voter() {
        return isObserving()
                ? "priv_validator_key_file = \"config/" + OBSERVER_KEY + "\"\npriv_validator_state_file = \"data/"
                        + OBSERVED + "\"\n"
                : "";
    }

    /** The first header is known by more than its age, so it may be as old as a chain that rests. */
    private static String stateSync(StateSync.Entrance entrance) {
        return String.format(
                Locale.ROOT,
                """
                [statesync]
                enable = true
                rpc_servers = "%s"
                trust_height = %d
                trust_hash = "%s"
                trust_period = "876000h"
                discovery_time = "5s"
                chunk_request_timeout = "10s"
                chunk_fetchers = 8
                """,
                String.join(",", entrance.addresses()),
                entrance.height(),
                UPPER.formatHex(entrance.hash()));
    }

    private void writeGenesis(String genesis) throws IOException {
        Path file = config("genesis.json");
        if (Files.exists(file) && !Files.readString(file).equals(genesis)) {
            throw new IOException("the folder " + folder + " belongs to another network than the network file says");
        }
        write(file, genesis);
    }

    static String genesis(Network network) {
        String validators = network.validators().stream()
                .map(validator -> "{\"address\":\""
                        + UPPER.formatHex(Ed25519Key.address(validator.publicKey())) + "\",\"pub_key\":"
                        + typed("tendermint/PubKeyEd25519", validator.publicKey()) + ",\"power\":\"" + validator.power()
                        + "\",\"name\":" + Json.quote(validator.name()) + "}")
                .collect(Collectors.joining(","));
        return "{\"genesis_time\":\"" + network.genesisTime() + "\",\"chain_id\":" + Json.quote(network.id())
                + ",\"initial_height\":\"1\",\"consensus_params\":{\"block\":{\"max_bytes\":\"" + LARGEST_BLOCK
                + "\",\"max_gas\":\"-1\"},\"evidence\":{\"max_age_num_blocks\":\"100000\",\"max_age_duration\":\""
                + Duration.ofDays(2).toNanos() + "\",\"max_bytes\":\"1048576\"},\"validator\":{\"pub_key_types\":"
                + "[\"ed25519\"]},\"version\":{\"app\":\"1\"},\"abci\":{\"vote_extensions_enable_height\":\"0\"}},"
                + "\"validators\":[" + validators + "],\"app_hash\":\"\"}";
    }

    /** The defaults are made for wide networks of strangers: some twenty times too slow here. */
    private static String configuration(Network network, String listen, int rpcPort, String application) {
        List<String> timeouts =
                switch (network.distance()) {
                    case LOOPBACK -> List.of("1s", "250ms", "300ms", "150ms", "10ms", "5ms");
                    case CAMPUS -> List.of("1500ms", "300ms", "500ms", "200ms", "10ms", "5ms");
                    case WIDE -> List.of("3s", "500ms", "1s", "500ms", "20ms", "10ms");
                };
        String peers = network.places().values().stream()
                .filter(peer -> !peer.address().equals(listen))
                .map(peer -> peer.nodeId() + "@" + peer.address())
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                """
                # Written by TitleChain at every start; changes are lost.
                proxy_app = "%s"
                abci = "socket"
                log_level = "error"
                [rpc]
                laddr = "tcp://127.0.0.1:%d"
                max_request_batch_size = 200
                max_body_bytes = 16000000
                [p2p]
                laddr = "tcp://%s"
                persistent_peers = "%s"
                pex = false
                addr_book_strict = false
                allow_duplicate_ip = true
                flush_throttle_timeout = "%s"
                send_rate = 100000000
                recv_rate = 100000000
                max_packet_msg_payload_size = 65536
                [mempool]
                recheck = false
                size = 50000
                cache_size = 200000
                max_tx_bytes = %d
                [consensus]
                timeout_commit = "0s"
                skip_timeout_commit = true
                create_empty_blocks = false
                timeout_propose = "%s"
                timeout_propose_delta = "%s"
                timeout_prevote = "%s"
                timeout_prevote_delta = "%s"
                timeout_precommit = "%s"
                timeout_precommit_delta = "%s"
                peer_gossip_sleep_duration = "%s"
                [storage]
                discard_abci_responses = true
                [tx_index]
                indexer = "null"
                """,
                application,
                rpcPort,
                listen,
                peers,
                timeouts.get(5),
                LARGEST_TRANSACTION,
                timeouts.get(0),
                timeouts.get(1),
                timeouts.get(2),
                timeouts.get(3),
                timeouts.get(2),
                timeouts.get(3),
                timeouts.get(4));
    }
}
