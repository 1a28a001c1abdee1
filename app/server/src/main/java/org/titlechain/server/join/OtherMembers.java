package org.titlechain.server.join;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.titlechain.server.members.PeersFile;

/** What the other members' nodes tell a member that has no ledger yet. Nothing of it is believed without signatures. */
final class OtherMembers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LARGEST_ANSWER = 16L << 20;

    private final PeersFile file;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    OtherMembers(Path root) {
        this.file = PeersFile.in(root);
    }

    /** The addresses that the data folder names now. */
    List<String> addresses() {
        return file.addresses();
    }

    /** The light block of the native height as the member's node gives it; of the newest with 0. */
    String lightBlock(String address, long height) throws IOException {
        return get(address, "/peer/light-blocks/" + height);
    }

    /** The evidence that the block of ours at the height is final. */
    byte[] evidence(String address, long height) throws IOException {
        return bytes(address, "/peer/evidence/" + height);
    }

    /** The newest checkpoint as the member signed it. */
    String newest(String address) throws IOException {
        return get(address, "/checkpoint");
    }

    /** The checkpoint of the height as the member signed it. */
    String checkpoint(String address, long height) throws IOException {
        return get(address, "/peer/checkpoints/" + height);
    }

    private String get(String address, String path) throws IOException {
        return new String(bytes(address, path), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String address, String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                    .timeout(PATIENCE)
                    .GET()
                    .build();
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
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
