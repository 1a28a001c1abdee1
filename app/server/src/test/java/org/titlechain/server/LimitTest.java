package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.server.accounts.Role;

class LimitTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellACallerThatIsTooQuickToComeAgainAndLeaveTheOthersAlone() throws Exception {
        Map<String, String> limits = Map.of("limit.callsPerSecond", "1", "limit.strangerCallsPerSecond", "1");
        try (TestServer server = TestServer.start(folder.resolve("node"), limits)) {
            String quick = token(server, "quick");
            String calm = token(server, "calm");
            List<HttpResponse<byte[]>> answers =
                    IntStream.range(0, 40).mapToObj(i -> get(server, quick)).toList();

            assertThat(answers.getFirst().statusCode()).isEqualTo(200);
            HttpResponse<byte[]> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(TestServer.json(refused).get("code").stringValue()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(refused.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 10));
            assertThat(get(server, calm).statusCode()).isEqualTo(200);
            for (int i = 0; i < 40; i++) {
                assertThat(server.get("/blocks").statusCode())
                        .as("the node's own token")
                        .isEqualTo(200);
            }
        }
    }

    private static String token(TestServer server, String account) throws Exception {
        server.composition.accounts().create(account, "correct horse battery", EnumSet.of(Role.AUDITOR), "en");
        return server.composition
                .accounts()
                .createToken(account, "test", EnumSet.of(Role.AUDITOR), 0)
                .secret();
    }

    private static HttpResponse<byte[]> get(TestServer server, String token) {
        try {
            return server.send(server.request("/api/v1/blocks").header("Authorization", "Bearer " + token));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
