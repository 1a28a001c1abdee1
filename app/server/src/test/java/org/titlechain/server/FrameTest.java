package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.server.http.Operation;
import org.titlechain.server.http.Operations;
import org.titlechain.server.http.SecurityHeaders;

@TestInstance(Lifecycle.PER_CLASS)
class FrameTest {
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder.resolve("node"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shouldBeReadyWithoutSigningIn() throws Exception {
        HttpResponse<byte[]> answer = server.send(server.request("/api/v1/health"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("status").stringValue()).isEqualTo("ready");
        assertThat(TestServer.json(answer).get("chain").stringValue()).isEqualTo(TestServer.CHAIN);
    }

    @Test
    void shouldPutTheSecurityHeadersOnEveryAnswer() throws Exception {
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        for (Operation operation : Operations.all()) {
            String path = "/api/v1" + Samples.path(operation);
            answers.add(server.send(server.request(path).method(operation.method(), BodyPublishers.noBody())));
            answers.add(server.call(operation.method(), Samples.path(operation), new byte[0]));
            answers.add(server.send(server.request(path).method("PUT", BodyPublishers.noBody())));
        }
        for (String path : List.of(
                "/",
                "/index.html",
                "/verify",
                "/nothing.js",
                "/api/v1/none",
                "/api",
                "/%2e%2e/x",
                "/a%2fb",
                "/a%00b",
                "/api/v1/units/%C0%AE",
                "/a;b=c",
                "/api/v1/health?x=%zz")) {
            answers.add(server.send(raw(path)));
        }
        for (HttpResponse<byte[]> answer : answers) {
            for (Map.Entry<String, String> header : SecurityHeaders.all().entrySet()) {
                List<String> values = answer.headers().allValues(header.getKey());
                assertThat(values)
                        .as("%s of %s %s", header.getKey(), answer.statusCode(), answer.uri())
                        .hasSize(1);
                boolean download =
                        answer.headers().firstValue("Content-Disposition").isPresent();
                boolean variable = header.getKey().equals("Cache-Control")
                                && !answer.uri().getPath().startsWith("/api/")
                        || header.getKey().equals("Content-Security-Policy") && download;
                if (!variable) {
                    assertThat(values).containsExactly(header.getValue());
                }
            }
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    private java.net.http.HttpRequest.Builder raw(String path) {
        try {
            return server.request(path);
        } catch (IllegalArgumentException e) {
            return server.request("/nothing");
        }
    }
}
