package org.titlechain.cometbft;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The requests to this member's own CometBFT, on loopback. */
final class Rpc implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String RESULT = "\"result\":";

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Rpc(int port) {
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** Hands a transaction to the mempool; that it is there already is as good. */
    CompletableFuture<Void> broadcast(byte[] transaction) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"broadcast_tx_sync\",\"params\":{\"tx\":\""
                + Base64.getEncoder().encodeToString(transaction) + "\"}}";
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.US_ASCII)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(response -> {
            Json.Node answer;
            try {
                answer = Json.parse(response.body());
            } catch (IOException e) {
                throw new IllegalStateException("cometbft answered " + response.statusCode(), e);
            }
            String problem = answer.get("error").get("data").text();
            if (problem.contains("already exists in cache")) {
                return;
            }
            if (answer.get("error").isPresent()) {
                throw new IllegalStateException("cometbft says: " + problem);
            }
            if (!answer.get("result").get("code").text().equals("0")) {
                throw new IllegalStateException("the application refused a transaction");
            }
        });
    }

    /** The result of a call with number parameters. */
    Json.Node call(String method, Map<String, Long> parameters) throws IOException {
        return Json.parse(body(method, parameters)).get("result");
    }

    /** The result's own text. */
    String result(String method, Map<String, Long> parameters) throws IOException {
        String body = body(method, parameters);
        // {"jsonrpc":"2.0","id":-1,"result":…}, as CometBFT writes it.
        int begin = body.indexOf(RESULT);
        int end = body.lastIndexOf('}');
        if (begin < 0) {
            throw new IOException("cometbft answers in another form");
        }
        return body.substring(begin + RESULT.length(), end);
    }

    private String body(String method, Map<String, Long> parameters) throws IOException {
        StringBuilder query = new StringBuilder("/" + method);
        char separator = '?';
        for (Map.Entry<String, Long> parameter : parameters.entrySet()) {
            query.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
            separator = '&';
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve(query.toString()))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Json.Node answer = Json.parse(body);
            if (!answer.get("result").isPresent()) {
                throw new IOException(
                        "cometbft says: " + answer.get("error").get("data").text());
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
