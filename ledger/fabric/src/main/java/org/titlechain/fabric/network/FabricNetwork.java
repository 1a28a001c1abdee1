package org.titlechain.fabric.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.titlechain.fabric.FabricConnection;
import org.titlechain.fabric.FabricPlace;
import org.titlechain.fabric.chaincode.OrderChaincode;
import org.titlechain.fabric.proof.FabricBlock;

/**
 * A network of Fabric on this machine, for trying: orderers, a peer of each organisation, the channel, and the
 * chaincode of the order in this process. Made from nothing in an empty folder; started again in the folder of one that
 * was made. Everything listens on 127.0.0.1 only and ends with this process.
 */
public final class FabricNetwork implements AutoCloseable {
    private static final String LABEL = "titlechain_1";
    private static final long PATIENCE_SECONDS = 60;

    private final Programs programs;
    private final Layout layout;
    private final List<Supervised> orderers = new ArrayList<>();
    private final List<Supervised> peers = new ArrayList<>();
    private final Thread hook = new Thread(this::end);
    private @Nullable OrderChaincode chaincode;

    private FabricNetwork(Programs programs, Layout layout) {
        this.programs = programs;
        this.layout = layout;
        for (int i = 0; i < layout.plan().orderers(); i++) {
            orderers.add(new Supervised(
                    "orderer " + i,
                    layout.ordererFolder(i),
                    List.of(programs.path("orderer")),
                    environment(layout.ordererFolder(i))));
        }
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            peers.add(new Supervised(
                    "peer of " + layout.plan().organisations().get(i),
                    layout.peerFolder(i),
                    List.of(programs.path("peer"), "node", "start"),
                    environment(layout.peerFolder(i))));
        }
    }

    private static Map<String, String> environment(Path configuration) {
        return Map.of("FABRIC_CFG_PATH", configuration.toString(), "FABRIC_LOGGING_SPEC", "warning");
    }

    /**
     * Makes the network in the folder, or starts the one that is there.
     *
     * @throws IOException when a program fails; its last words are in the message
     */
    public static FabricNetwork start(Programs programs, Path folder, NetworkPlan plan) throws IOException {
        Path at = folder.toAbsolutePath();
        boolean known = Layout.isThere(at);
        FabricNetwork network = new FabricNetwork(programs, known ? Layout.read(at) : Layout.make(at, plan));
        Runtime.getRuntime().addShutdownHook(network.hook);
        try {
            if (!known) {
                network.prepare();
            }
            network.startProcesses();
            if (!known) {
                network.found();
                network.layout.write();
            }
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Configuration, keys, first block, chaincode package. */
    private void prepare() throws IOException {
        Path folder = layout.folder();
        new ConfigurationFiles(layout).write();
        programs.run(
                folder,
                Map.of(),
                List.of(
                        programs.path("cryptogen"),
                        "generate",
                        "--config",
                        folder.resolve("crypto-config.yaml").toString(),
                        "--output",
                        folder.resolve("crypto").toString()));
        programs.run(
                folder,
                Map.of("FABRIC_CFG_PATH", folder.toString()),
                List.of(
                        programs.path("configtxgen"),
                        "-profile",
                        "TitleChain",
                        "-channelID",
                        Layout.CHANNEL,
                        "-outputBlock",
                        layout.genesis().toString()));
        packChaincode();
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            connection(i).write(connectionFile(i));
        }
    }

    private void packChaincode() throws IOException {
        Path inner = Files.createDirectories(layout.folder().resolve("package"));
        Files.writeString(
                inner.resolve("connection.json"),
                "{\"address\":\"127.0.0.1:%d\",\"dial_timeout\":\"3s\",\"tls_required\":false}\n"
                        .formatted(layout.chaincodePort()));
        Files.writeString(
                inner.resolve("metadata.json"),
                "{\"type\":\"ccaas\",\"path\":\"\",\"label\":\"%s\"}\n".formatted(LABEL));
        programs.run(inner, Map.of(), List.of("tar", "-czf", "code.tar.gz", "connection.json"));
        programs.run(
                inner,
                Map.of(),
                List.of("tar", "-czf", layout.chaincodePackage().toString(), "metadata.json", "code.tar.gz"));
    }

    /** What peers call the package: its label and the hash of its bytes. */
    private String packageId() throws IOException {
        try {
            return LABEL + ":"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(Files.readAllBytes(layout.chaincodePackage())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void startProcesses() throws IOException {
        startChaincode();
        for (Supervised orderer : orderers) {
            orderer.start();
        }
        for (Supervised peer : peers) {
            peer.start();
        }
        for (int i = 0; i < orderers.size(); i++) {
            await(orderers.get(i), layout.administrationPort(i));
            await(orderers.get(i), layout.ordererPort(i));
        }
        for (int i = 0; i < peers.size(); i++) {
            await(peers.get(i), layout.peerPort(i));
        }
    }

    private static void await(Supervised process, int port) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (deadline - System.nanoTime() > 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("a program ended: " + process.lastWords(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            }
        }
        throw new IOException("nobody answers at port " + port + ": " + process.lastWords());
    }

    /** Orderers and peers join the channel, and the chaincode is agreed on. */
    private void found() throws IOException {
        for (int i = 0; i < orderers.size(); i++) {
            Path tls = layout.ordererCrypto(i).resolve("tls");
            programs.run(
                    layout.folder(),
                    Map.of(),
                    List.of(
                            programs.path("osnadmin"),
                            "channel",
                            "join",
                            "--channelID",
                            Layout.CHANNEL,
                            "--config-block",
                            layout.genesis().toString(),
                            "-o",
                            "127.0.0.1:" + layout.administrationPort(i),
                            "--ca-file",
                            tls.resolve("ca.crt").toString(),
                            "--client-cert",
                            tls.resolve("server.crt").toString(),
                            "--client-key",
                            tls.resolve("server.key").toString()));
        }
        for (int i = 0; i < peers.size(); i++) {
            administer(i, "channel", "join", "-b", layout.genesis().toString());
            administer(
                    i,
                    "lifecycle",
                    "chaincode",
                    "install",
                    layout.chaincodePackage().toString());
        }
        for (int i = 0; i < peers.size(); i++) {
            approve(i);
        }
        List<String> commit = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        commit.addAll(definition());
        for (int i = 0; i < peers.size(); i++) {
            commit.addAll(List.of(
                    "--peerAddresses",
                    "127.0.0.1:" + layout.peerPort(i),
                    "--tlsRootCertFiles",
                    layout.peerCrypto(i).resolve("tls/ca.crt").toString()));
        }
        administer(0, commit.toArray(String[]::new));
    }

    /** The orderers may still be choosing their leader. */
    private void approve(int number) throws IOException {
        List<String> words = new ArrayList<>(List.of("lifecycle", "chaincode", "approveformyorg"));
        words.addAll(definition());
        words.addAll(List.of("--package-id", packageId()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                administer(number, words.toArray(String[]::new));
                return;
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("SERVICE_UNAVAILABLE")
                        || deadline - System.nanoTime() < 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private List<String> definition() {
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            rule.add("'" + layout.membership(i) + ".peer'");
        }
        return List.of(
                "-o",
                "127.0.0.1:" + layout.ordererPort(0),
                "--tls",
                "--cafile",
                layout.ordererTlsRoots().toString(),
                "--channelID",
                Layout.CHANNEL,
                "--name",
                Layout.CHAINCODE,
                "--version",
                "1",
                "--sequence",
                "1",
                "--signature-policy",
                "OR(" + String.join(",", rule) + ")");
    }

    /** The command line of the organisation's administrator. */
    private void administer(int number, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.path("peer")));
        command.addAll(List.of(words));
        programs.run(
                layout.folder(),
                Map.of(
                        "FABRIC_CFG_PATH",
                        layout.peerFolder(number).toString(),
                        "CORE_PEER_ADDRESS",
                        "127.0.0.1:" + layout.peerPort(number),
                        "CORE_PEER_MSPCONFIGPATH",
                        layout.user(number, "Admin").resolve("msp").toString(),
                        "FABRIC_LOGGING_SPEC",
                        "error"),
                command);
    }

    /**
     * Changes the channel's configuration, signed by the orderers' administrator.
     *
     * @param update an envelope with an update that is not signed yet
     */
    public void update(byte[] update) throws IOException {
        Path file = Files.write(layout.folder().resolve("update.pb"), update);
        programs.run(
                layout.folder(),
                Map.of(
                        "FABRIC_CFG_PATH",
                        layout.peerFolder(0).toString(),
                        "CORE_PEER_LOCALMSPID",
                        Layout.ORDERERS,
                        "CORE_PEER_MSPCONFIGPATH",
                        layout.orderers().resolve("users/Admin@orderers/msp").toString(),
                        "FABRIC_LOGGING_SPEC",
                        "error"),
                List.of(
                        programs.path("peer"),
                        "channel",
                        "update",
                        "-f",
                        file.toString(),
                        "-c",
                        Layout.CHANNEL,
                        "-o",
                        "127.0.0.1:" + layout.ordererPort(0),
                        "--tls",
                        "--cafile",
                        layout.ordererTlsRoots().toString()));
    }

    private FabricConnection connection(int first) throws IOException {
        List<FabricConnection.Peer> addresses = new ArrayList<>();
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            int number = (first + i) % layout.plan().organisations().size();
            addresses.add(new FabricConnection.Peer("127.0.0.1:" + layout.peerPort(number), ""));
        }
        String name = layout.plan().organisations().get(first);
        Path member = Files.createDirectories(layout.folder().resolve("members").resolve(name));
        StringBuilder roots = new StringBuilder();
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            roots.append(Files.readString(layout.peerCrypto(i).resolve("tls/ca.crt")));
        }
        Path tlsRoots = Files.writeString(member.resolve("tls-roots.pem"), roots);
        Path user = layout.user(first, "User1").resolve("msp");
        Path certificate = Files.copy(
                user.resolve("signcerts").resolve("User1@" + name + "-cert.pem"), member.resolve("certificate.pem"));
        Path key = Files.copy(user.resolve("keystore").resolve("priv_sk"), member.resolve("key.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return new FabricConnection(addresses, tlsRoots, layout.membership(first), certificate, key);
    }

    /** How the organisation's member reaches the channel: by its own peer, and by the others' when that one fails. */
    public Path connectionFile(int organisation) {
        return layout.folder()
                .resolve("members")
                .resolve(layout.plan().organisations().get(organisation))
                .resolve("connection");
    }

    /** The members, in their order. */
    public List<String> organisations() {
        return layout.plan().organisations();
    }

    /** Where an order on the network is. */
    public FabricPlace place() throws IOException {
        FabricBlock genesis = FabricBlock.decode(Files.readAllBytes(layout.genesis()));
        return new FabricPlace(Layout.CHANNEL, Layout.CHAINCODE, genesis.hash());
    }

    /** Ends an orderer as a power cut would. */
    public void killOrderer(int number) {
        orderers.get(number).kill();
    }

    /** Starts an orderer again, until it answers. */
    public void restartOrderer(int number) throws IOException {
        orderers.get(number).start();
        await(orderers.get(number), layout.ordererPort(number));
    }

    /** Ends an organisation's peer as a power cut would. */
    public void killPeer(int number) {
        peers.get(number).kill();
    }

    /** Starts a peer again, until it answers. */
    public void restartPeer(int number) throws IOException {
        peers.get(number).start();
        await(peers.get(number), layout.peerPort(number));
    }

    /** Stops a peer where it is: it keeps its connections and answers nothing. */
    public void suspendPeer(int number) throws IOException {
        peers.get(number).signal("STOP");
    }

    /** Lets a peer go on that was suspended. */
    public void resumePeer(int number) throws IOException {
        peers.get(number).signal("CONT");
    }

    /** Ends the chaincode: no peer endorses any more. */
    public void stopChaincode() {
        OrderChaincode running = chaincode;
        if (running != null) {
            running.close();
            chaincode = null;
        }
    }

    /** Starts the chaincode, again after {@link #stopChaincode}. */
    public void startChaincode() throws IOException {
        chaincode = OrderChaincode.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), layout.chaincodePort()), packageId());
    }

    private void end() {
        stopChaincode();
        peers.forEach(Supervised::close);
        orderers.forEach(Supervised::close);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is ending already.
        }
    }
}
