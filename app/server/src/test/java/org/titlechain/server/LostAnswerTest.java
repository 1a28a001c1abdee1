package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * C4, the last step: the answer to a message is lost on its way, at whichever moment the connection breaks. Sent again,
 * the message has one effect, and its answer is the one that was lost.
 */
class LostAnswerTest {
    @TempDir
    Path folder;

    /** When the caller's connection breaks. */
    private enum Break {
        IN_THE_HEAD,
        IN_THE_BODY,
        AFTER_THE_BODY,
        ONCE_IT_IS_RECORDED,
        IN_THE_ANSWER
    }

    @Test
    void shouldRecordOnceWhereverTheConnectionBreaks() throws Exception {
        Path root = folder.resolve("node");
        int number = 0;
        try (TestNode node = TestNode.start(root)) {
            String token = DataFolder.adminToken(root).orElseThrow();
            for (Break when : Break.values()) {
                for (int i = 0; i < 3; i++) {
                    number++;
                    lose(node, token, Messages.first(number), Messages.unit(number), when);
                    requireOnce(node, number, when);
                }
            }
        }
    }

    private static void lose(TestNode node, String token, String message, String unit, Break when) throws Exception {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /api/v1/access-messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.composition().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head, 0, when == Break.IN_THE_HEAD ? head.length - 2 : head.length);
            if (when != Break.IN_THE_HEAD) {
                out.write(body, 0, when == Break.IN_THE_BODY ? body.length / 2 : body.length);
            }
            out.flush();
            if (when == Break.ONCE_IT_IS_RECORDED) {
                awaitRecorded(node, unit);
            } else if (when == Break.IN_THE_ANSWER) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            // A reset: what is on its way to the caller is thrown away.
            socket.setSoLinger(true, 0);
        }
    }

    private static void awaitRecorded(TestNode node, String unit) throws Exception {
        var ledger = node.composition().node().ledger();
        for (int i = 0; i < 1_000 && ledger.find("unit/" + unit).isEmpty(); i++) {
            ledger.awaitLogSize(ledger.status().logSize(), Duration.ofMillis(20));
        }
        assertThat(ledger.find("unit/" + unit)).isPresent();
    }

    private static void requireOnce(TestNode node, int number, Break when) throws IOException, Exception {
        boolean recorded = when == Break.ONCE_IT_IS_RECORDED || when == Break.IN_THE_ANSWER;
        HttpResponse<byte[]> again = node.client.post(Messages.first(number));
        HttpResponse<byte[]> third = node.client.post(Messages.first(number));

        if (recorded) {
            assertThat(again.statusCode()).as("%s: it was recorded", when).isEqualTo(200);
        } else if (when != Break.AFTER_THE_BODY) {
            assertThat(again.statusCode()).as("%s: nothing was recorded", when).isEqualTo(201);
        } else {
            assertThat(again.statusCode()).isBetween(200, 201);
        }
        assertThat(third.statusCode()).isEqualTo(200);
        JsonNode first = TestClient.json(again);
        for (String field : new String[] {"position", "entry", "findings", "units", "messageId"}) {
            assertThat(TestClient.json(third).get(field))
                    .as("%s: %s", when, field)
                    .isEqualTo(first.get(field));
        }
        JsonNode history = TestClient.json(node.client.get("/units/" + Messages.unit(number) + "/history"));
        assertThat(history.get("total").asLong()).as("%s: one effect", when).isEqualTo(1);
        assertThat(history.get("items").get(0).get("position")).isEqualTo(first.get("position"));
    }
}
