package org.titlechain.server.join;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the light client of this machine's own CometBFT, on loopback, with what another member's node says: CometBFT
 * itself shows its interface to nobody but its own machine. What is passed on is signed, and the light client checks
 * it.
 */
final class LightRelay implements AutoCloseable {
    private static final int LARGEST_REQUEST = 1 << 16;

    private final HttpServer server;
    private final Source source;

    /**
     * Where light blocks come from: a JSON object with {@code commit}, {@code validators}, {@code consensus_params}.
     */
    interface Source {
        /** That of the native height; of the newest with 0. */
        JsonNode lightBlock(long height) throws IOException;
    }

    private LightRelay(HttpServer server, Source source) {
        this.server = server;
        this.source = source;
    }

    static LightRelay start(Source source) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LightRelay relay = new LightRelay(server, source);
        server.createContext("/", relay::serve);
        server.start();
        return relay;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = Json.read(exchange.getRequestBody().readNBytes(LARGEST_REQUEST));
            ObjectNode answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            String method = request.path("method").asString("");
            long height = height(request.path("params").path("height"));
            try {
                answer.set("result", result(method, height));
            } catch (IOException e) {
                // The light client knows by these words that the block is not there yet.
                answer.set(
                        "error",
                        Json.object()
                                .put("code", -32603)
                                .put("message", "Internal error")
                                .put(
                                        "data",
                                        "height " + height
                                                + " must be less than or equal to the current blockchain height"));
            }
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private JsonNode result(String method, long height) throws IOException {
        return switch (method) {
            case "commit", "validators", "consensus_params" -> {
                JsonNode result = source.lightBlock(height).get(method);
                if (result == null) {
                    throw new IOException("the answer is not whole");
                }
                yield result;
            }
            default -> throw new IOException("nothing else is answered");
        };
    }

    private static long height(JsonNode height) {
        String text = height.asString("");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
