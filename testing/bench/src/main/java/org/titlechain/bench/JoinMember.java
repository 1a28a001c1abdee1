package org.titlechain.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Electorate;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Program;
import org.titlechain.cometbft.StateSync;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.kernel.MemberNode;
import org.titlechain.server.join.MemberJoin;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * A member of the chain that others join: its engine, its replay, and the two answers that its node gives to a member
 * without a ledger.
 */
record JoinMember(CometBftEngine engine, MemberNode node, HttpServer server, Optional<MemberJoin> join)
        implements AutoCloseable {
    static JoinMember validator(Path folder, Network network, int number) throws Exception {
        return open(folder, network, number, Optional.of(join(folder, number)));
    }

    /** One that is no validator and has nothing, and joins by the state of the others. */
    static JoinMember byState(Path folder, Network network, int number, List<JoinMember> others) throws Exception {
        Path root = folder.resolve("member" + number);
        Files.createDirectories(root);
        Files.writeString(
                root.resolve("peers"), others.stream().map(JoinMember::address).collect(Collectors.joining("\n")));
        return open(folder, network, number, Optional.of(join(folder, number)));
    }

    /** One that is no validator and has nothing, and takes all blocks. */
    static JoinMember byBlocks(Path folder, Network network, int number) throws Exception {
        return open(folder, network, number, Optional.empty());
    }

    private static MemberJoin join(Path folder, int number) {
        return new MemberJoin(
                folder.resolve("member" + number),
                TestEntries.CHAIN,
                Suite.GM,
                "member" + number,
                TestEntries.signer(1 + number),
                "state",
                false);
    }

    private static JoinMember open(Path folder, Network network, int number, Optional<MemberJoin> join)
            throws Exception {
        Path root = folder.resolve("member" + number);
        String listen = number < network.validators().size()
                ? network.validators().get(number).address()
                : "127.0.0.1:" + freePort();
        CometBftEngine engine = CometBftEngine.open(new CometBftEngine.Options(
                root,
                network,
                listen,
                Origin.GENESIS,
                Electorate.SILENT,
                0,
                Program.find(),
                Limits.standard(),
                join.<StateSync>map(own -> own).orElse(StateSync.NONE)));
        if (join.isPresent()) {
            join.get().engine(engine);
            join.get().await();
        }
        MemberNode node = MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN,
                        Suite.GM,
                        "member" + number,
                        TestEntries.signer(1 + number),
                        root.resolve("state"),
                        1),
                engine,
                new TestContract(new TitleChainContract(Suite.GM.hash())));
        join.ifPresent(own -> own.serve(node));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/v1/peer/light-blocks/", exchange -> answer(exchange, engine.lightBlock(last(exchange))));
        server.createContext(
                "/api/v1/peer/checkpoints/",
                exchange -> answer(exchange, node.checkpoint(last(exchange)).orElse("")));
        server.createContext("/api/v1/checkpoint", exchange -> answer(exchange, node.checkpoint()));
        server.createContext(
                "/api/v1/peer/evidence/",
                exchange -> answer(exchange, engine.finality(last(exchange)).evidence()));
        server.start();
        return new JoinMember(engine, node, server, join);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long last(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        answer(exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Bytes of chunks that it took. */
    long received() {
        return join.map(MemberJoin::received).orElse(0L);
    }

    @Override
    public void close() {
        server.stop(0);
        node.close();
        engine.close();
        join.ifPresent(MemberJoin::close);
    }
}
