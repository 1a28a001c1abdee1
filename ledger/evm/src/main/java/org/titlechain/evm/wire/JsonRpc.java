package org.titlechain.evm.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Calls the JSON-RPC interface of a chain's node. Any thread may call. */
public final class JsonRpc implements AutoCloseable {
    private final URI address;
    private final Duration patience;
    private final HttpClient http;
    private final AtomicLong number = new AtomicLong();

    /** The node answered, and refused; the address is not part of the message, since it may hold a secret. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A client of the node at the address, waiting at most so long for an answer. */
    public JsonRpc(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Calls a method.
     *
     * @throws RefusedException when the node answered with an error
     * @throws IOException when no answer came, or one that cannot be read; what was asked may have happened
     */
    public Json call(String method, Object... parameters) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", number.incrementAndGet());
        request.put("method", method);
        request.put("params", Arrays.asList(parameters));
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(patience)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Json.write(request), StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 == 5 && !response.body().startsWith("{")) {
                throw new IOException("the chain's node answered with status " + response.statusCode());
            }
            Json answer = Json.parse(response.body());
            Json error = answer.get("error");
            if (!error.isNull()) {
                throw new RefusedException(method + ": " + error.get("message").text());
            }
            return answer.get("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException("the chain's node gave no answer: " + reason, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
