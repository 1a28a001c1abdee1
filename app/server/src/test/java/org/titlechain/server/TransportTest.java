package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.testkit.postgres.TemporaryPostgres;
import tools.jackson.databind.JsonNode;

/** What lies on the way to the node and below it, tried through the server: TLS, and search tables in PostgreSQL. */
class TransportTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    @Test
    void shouldSpeakTlsAndNothingElseWhenItHasACertificate() throws Exception {
        TestCertificate certificate = TestCertificate.good(folder);
        Map<String, String> options = Map.of(
                "tls.certificate", certificate.certificate.toString(),
                "tls.privateKey", certificate.privateKey.toString());
        try (TestServer server = TestServer.start(folder.resolve("node"), options);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(certificate.context())
                        .build()) {
            URI address = URI.create("https://127.0.0.1:" + server.port());
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/health")).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.sslSession())
                    .hasValueSatisfying(
                            session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
            assertThat(health.headers().firstValue("Strict-Transport-Security")).isPresent();

            String credentials = "{\"name\":\"anna\",\"password\":\"" + PASSWORD + "\"}";
            client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/setup/"
                                    + server.composition.accounts().newSetupSecret()))
                            .POST(BodyPublishers.ofString(credentials))
                            .build(),
                    BodyHandlers.discarding());
            HttpResponse<Void> signedIn = client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/session"))
                            .POST(BodyPublishers.ofString(credentials))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(signedIn.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-")
                            .contains("Secure")
                            .contains("HttpOnly"));

            HttpRequest plain = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/health"))
                    .build();
            HttpResponse<Void> inTheClear = client.send(plain, BodyHandlers.discarding());
            assertThat(inTheClear.statusCode()).as("plain HTTP").isEqualTo(400);
            SSLParameters old = new SSLParameters();
            old.setProtocols(new String[] {"TLSv1.2"});
            try (HttpClient older = HttpClient.newBuilder()
                    .sslContext(certificate.context())
                    .sslParameters(old)
                    .build()) {
                assertThat(older.send(
                                        HttpRequest.newBuilder(address.resolve("/api/v1/health"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
            try (HttpClient stranger = HttpClient.newHttpClient()) {
                assertThatThrownBy(() -> stranger.send(
                                HttpRequest.newBuilder(address.resolve("/api/v1/health"))
                                        .build(),
                                BodyHandlers.discarding()))
                        .as("a client that does not know the certificate")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void shouldKeepItsSearchTablesInPostgres() throws Exception {
        try (TemporaryPostgres postgres = TemporaryPostgres.start()) {
            Map<String, String> options = Map.of("query.database", postgres.url() + "?user=" + postgres.user());
            try (TestNode node = TestNode.start(folder.resolve("node"), options)) {
                for (int number = 1; number <= 5; number++) {
                    assertThat(node.client.post(Messages.first(number)).statusCode())
                            .isEqualTo(201);
                }
                long last = node.composition().node().ledger().status().logSize() - 1;
                assertThat(node.composition().node().query().awaitPosition(last, Duration.ofSeconds(30)))
                        .isTrue();
                assertThat(found(node)).isEqualTo(1);
                assertThat(node.client
                                .call("POST", "/projection/rebuild", new byte[0])
                                .statusCode())
                        .isEqualTo(200);
                assertThat(found(node)).isEqualTo(1);
                JsonNode home = TestClient.json(node.client.get("/statistics/home"));
                assertThat(home.get("units").asLong()).isEqualTo(5);
                assertThat(TestClient.json(node.client.get("/system"))
                                .get("configuration")
                                .get("query")
                                .stringValue())
                        .isEqualTo("postgresql");
                assertThat(folder.resolve("node/query")).doesNotExist();
            }
            try (TestNode node = TestNode.start(folder.resolve("node"), options)) {
                assertThat(found(node)).as("after a restart").isEqualTo(1);
            }
        }
    }

    private static int found(TestNode node) throws Exception {
        String tail = Messages.unit(3).substring(20);
        return TestClient.json(node.client.get("/search?text=" + tail))
                .get("units")
                .size();
    }
}
