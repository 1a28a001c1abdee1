package org.titlechain.testkit.evm;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network of geth nodes on this machine that seal in turn by proof of authority (Clique, EIP-225), a block a second.
 * The program is made from its Go module once and kept in the user's cache; {@code TITLECHAIN_GETH} names another.
 */
public final class CliqueNetwork implements AutoCloseable {
    private static final String VERSION = "1.13.15";
    private static final long CHAIN_ID = 20_261_125;
    private static final Pattern ENODE = Pattern.compile("enode://[^\"?]+");

    private final List<String> signers;
    private final List<Program> nodes;

    private CliqueNetwork(List<String> signers, List<Program> nodes) {
        this.signers = List.copyOf(signers);
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts a network.
     *
     * @param funded accounts that can pay
     */
    public static CliqueNetwork start(Path folder, int signerCount, List<byte[]> funded) throws IOException {
        List<Program> nodes = new ArrayList<>();
        try {
            String geth = program().toString();
            Path password = folder.resolve("password");
            Files.writeString(password, "test network\n");
            List<String> signers = new ArrayList<>();
            for (int i = 0; i < signerCount; i++) {
                signers.add(newSigner(geth, folder, folder.resolve("node-" + i), password));
            }
            Path genesis = folder.resolve("genesis.json");
            Files.writeString(genesis, genesis(signers, funded));
            for (int i = 0; i < signerCount; i++) {
                Path data = folder.resolve("node-" + i);
                Program.run(
                        folder,
                        List.of(geth, "--datadir", data.toString(), "--verbosity", "1", "init", genesis.toString()));
                nodes.add(node(geth, folder, i, signers.get(i), password));
            }
            for (Program node : nodes) {
                node.start();
            }
            CliqueNetwork network = new CliqueNetwork(signers, nodes);
            network.connect();
            return network;
        } catch (InterruptedException e) {
            nodes.forEach(Program::close);
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException e) {
            nodes.forEach(Program::close);
            throw e;
        }
    }

    private static Path program() throws IOException, InterruptedException {
        String named = System.getenv("TITLECHAIN_GETH");
        if (named != null) {
            return Path.of(named);
        }
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "titlechain", "geth-" + VERSION);
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(folder.resolve("geth"))) {
                Program.run(
                        folder,
                        List.of(
                                "env",
                                "GOBIN=" + folder,
                                "go",
                                "install",
                                "-ldflags=-checklinkname=0",
                                "github.com/ethereum/go-ethereum/cmd/geth@v" + VERSION));
            }
        }
        return folder.resolve("geth");
    }

    private static String newSigner(String geth, Path folder, Path data, Path password)
            throws IOException, InterruptedException {
        Program.run(
                folder,
                List.of(
                        geth,
                        "--datadir",
                        data.toString(),
                        "--verbosity",
                        "0",
                        "account",
                        "new",
                        "--lightkdf",
                        "--password",
                        password.toString()));
        try (Stream<Path> keys = Files.list(data.resolve("keystore"))) {
            String name = keys.findFirst().orElseThrow().toString();
            return name.substring(name.length() - 40);
        }
    }

    private static String genesis(List<String> signers, List<byte[]> funded) {
        String sealers = String.join("", signers.stream().sorted().toList());
        String balances = String.join(
                ",",
                funded.stream()
                        .map(account -> "\"" + HexFormat.of().formatHex(account)
                                + "\":{\"balance\":\"0xffffffffffffffffffff\"}")
                        .toList());
        return """
                {"config":{"chainId":%d,"homesteadBlock":0,"eip150Block":0,"eip155Block":0,"eip158Block":0,
                "byzantiumBlock":0,"constantinopleBlock":0,"petersburgBlock":0,"istanbulBlock":0,"muirGlacierBlock":0,
                "berlinBlock":0,"londonBlock":0,"clique":{"period":1,"epoch":30000}},
                "difficulty":"1","gasLimit":"0x11e1a300","extradata":"0x%s%s%s","alloc":{%s}}
                """.formatted(CHAIN_ID, "0".repeat(64), sealers, "0".repeat(130), balances);
    }

    private static Program node(String geth, Path folder, int number, String signer, Path password) throws IOException {
        int port = Program.freePort();
        List<String> command = List.of(
                geth,
                "--datadir",
                folder.resolve("node-" + number).toString(),
                "--networkid",
                Long.toString(CHAIN_ID),
                "--port",
                Integer.toString(Program.freePort()),
                "--authrpc.port",
                Integer.toString(Program.freePort()),
                "--nodiscover",
                "--netrestrict",
                "127.0.0.0/8",
                "--nat",
                "none",
                "--ipcdisable",
                "--http",
                "--http.addr",
                "127.0.0.1",
                "--http.port",
                Integer.toString(port),
                "--http.api",
                "eth,net,web3,admin,clique",
                "--mine",
                "--miner.etherbase",
                signer,
                "--miner.gaslimit",
                "300000000",
                "--unlock",
                signer,
                "--password",
                password.toString(),
                "--allow-insecure-unlock",
                "--lightkdf",
                "--syncmode",
                "full",
                "--gcmode",
                "archive",
                "--state.scheme",
                "hash",
                "--cache",
                "64",
                "--verbosity",
                "2");
        return new Program(command, folder.resolve("geth-" + number + ".log"), port);
    }

    /** Makes every node know the others; also after one was started again. */
    public void connect() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (Program node : nodes) {
            Matcher found = ENODE.matcher(node.call("admin_nodeInfo", ""));
            if (!found.find()) {
                throw new IOException("geth does not say who it is");
            }
            addresses.add(found.group().replaceFirst("@[^:]+:", "@127.0.0.1:"));
        }
        for (Program node : nodes) {
            for (String address : addresses) {
                node.call("admin_addPeer", "\"" + address + "\"");
            }
        }
    }

    /** The addresses that seal, in lower-case hexadecimal digits. */
    public List<String> signers() {
        return signers;
    }

    /** The JSON-RPC address of a node. */
    public URI address(int node) {
        return nodes.get(node).address();
    }

    /** Calls a method of a node; the parameters and the answer are JSON. */
    public String call(int node, String method, String parameters) throws IOException {
        return nodes.get(node).call(method, parameters);
    }

    /** Ends a node as a power cut would. */
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /** Starts a node that was killed. */
    public void restart(int node) throws IOException {
        nodes.get(node).start();
        connect();
    }

    @Override
    public void close() {
        nodes.forEach(Program::close);
    }
}
