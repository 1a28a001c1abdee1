package org.titlechain.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.witness.Report.State;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A witness of one chain: rounds over the members, and what it shows on 127.0.0.1. It serves its cosignatures and
 * pushes nothing: so it needs no account at any member, and a member that hides a cosignature hides it from itself
 * only.
 *
 * <ul>
 *   <li>{@code GET /state}: name, key, state in words, what each member showed
 *   <li>{@code GET /checkpoint}: the newest cosigned checkpoint; 409 and words once a split view was seen
 *   <li>{@code GET /evidence}: the two signed heads of a split view
 * </ul>
 */
public final class WitnessService implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Options options;
    private final HttpClient client;
    private final WitnessFolder folder;
    private final WitnessRounds rounds;
    private volatile Report report =
            new Report(State.NOT_SHOWN, java.util.Optional.empty(), java.util.Optional.empty(), List.of());

    /**
     * What a witness is given.
     *
     * @param name its name in signatures: as that of a member, and none of theirs
     * @param trust the members and how many make a checkpoint
     * @param members where the members' nodes are
     * @param folder what is its own
     */
    public record Options(String name, TrustedMembers trust, List<URI> members, Path folder) {
        public Options {
            members = List.copyOf(members);
        }
    }

    private WitnessService(Options options, HttpClient client, WitnessFolder folder, WitnessRounds rounds) {
        this.options = options;
        this.client = client;
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Opens the folder and goes on where the witness stood.
     *
     * @throws IOException when the folder cannot be used
     */
    public static WitnessService open(Options options) throws IOException {
        WitnessFolder folder = WitnessFolder.open(options.folder(), options.trust());
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        try {
            List<MemberLink> members = options.members().stream()
                    .map(address -> new MemberLink(client, address))
                    .toList();
            return new WitnessService(
                    options, client, folder, new WitnessRounds(options.trust(), options.name(), folder, members));
        } catch (IOException | RuntimeException e) {
            folder.close();
            client.close();
            throw e;
        }
    }

    /** One round over the members. For one thread. */
    public Report round() {
        report = rounds.round();
        return report;
    }

    /** Where the evidence of a split view is. */
    public Path evidenceFile() {
        return folder.evidenceFile();
    }

    /**
     * Begins to show what the last round found.
     *
     * @param port on 127.0.0.1; 0 for any
     */
    public HttpServer serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Report now = report;
            switch (exchange.getRequestURI().getPath()) {
                case "/state" -> send(exchange, OK, "application/json", JSON.writeValueAsBytes(state(now)));
                case "/checkpoint" -> checkpoint(exchange, now);
                case "/evidence" -> {
                    if (now.evidence().isPresent()) {
                        byte[] evidence = now.evidence().get().encode();
                        send(exchange, OK, "application/octet-stream", evidence);
                    } else {
                        text(exchange, NOT_FOUND, "没有分叉证据 · no split view was seen\n");
                    }
                }
                default -> text(exchange, NOT_FOUND, "/state  /checkpoint  /evidence\n");
            }
        }
    }

    private void checkpoint(HttpExchange exchange, Report now) throws IOException {
        if (now.cosigned().isPresent()) {
            text(exchange, OK, now.cosigned().get());
        } else {
            int status = now.state() == State.SPLIT_VIEW ? CONFLICT : NOT_FOUND;
            text(exchange, status, words(now));
        }
    }

    private String words(Report now) {
        return now.chinese(options.trust()) + "\n" + now.english(options.trust()) + "\n";
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** What {@code /state} says. */
    private ObjectNode state(Report now) {
        TrustedMembers trust = options.trust();
        ObjectNode node = JSON.createObjectNode()
                .put("name", options.name())
                .put("chain", trust.chain())
                .put("suite", trust.suite().label())
                .put("key", HexFormat.of().formatHex(folder.signer().publicKey()))
                .put("state", now.state().label())
                .put("status", now.state().status())
                .put("words", now.chinese(trust))
                .put("wordsEn", now.english(trust))
                .put("height", now.height())
                .put("cosigned", now.cosigned().orElse(null));
        ArrayNode members = node.putArray("members");
        now.members()
                .forEach(member -> members.addObject()
                        .put("address", member.address())
                        .put("height", member.height() < 0 ? null : member.height())
                        .put("trouble", member.trouble().isEmpty() ? null : member.trouble()));
        return node;
    }

    @Override
    public void close() throws IOException {
        client.close();
        folder.close();
    }
}
