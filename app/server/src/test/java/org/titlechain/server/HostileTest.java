package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.server.http.Operation;
import org.titlechain.server.http.Operations;

/** What a stranger may send: always a coded 4xx, never a trace on the ledger. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileTest {
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder.resolve("node"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static List<byte[]> documents() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "hello",
                "{}",
                "<Message/>",
                "<Message><Head/></Message>",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Message>&e;</Message>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><Message/>",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Message>&b;</Message>",
                "<Message xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
                        + "<xi:include href=\"file:///etc/passwd\"/></Message>",
                "<?xml-stylesheet href=\"file:///etc/passwd\"?><Message/>",
                "<a>".repeat(100_000),
                "<Message>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</Message>",
                "<Message><Head>" + "<A>x</A>".repeat(10_000) + "</Head><Data/></Message>",
                "<Message><Head><BizMsgID>" + "9".repeat(100_000) + "</BizMsgID></Head><Data/></Message>",
                "<Message><Head><BizMsgID>../../etc/passwd</BizMsgID>"
                        + "<AreaCode>999901</AreaCode></Head><Data/></Message>",
                "<Message><Head><BizMsgID>a\u0000b</BizMsgID><AreaCode>999901</AreaCode></Head><Data/></Message>",
                "<Message><Head><BizMsgID>1</BizMsgID><AreaCode>99990x</AreaCode></Head><Data/></Message>",
                "<?xml version=\"1.0\" encoding=\"UTF-7\"?><Message/>",
                "<?xml version=\"1.0\" encoding=\"EBCDIC\"?><Message/>",
                "<Message><Data><T A=\"1\" A=\"2\"/></Data></Message>",
                Messages.first(1).substring(0, 700),
                Messages.first(1) + "<x/>",
                Messages.first(1).replace("</Head>", "</Heads>")));
        List<byte[]> documents = new ArrayList<>();
        texts.forEach(text -> documents.add(text.getBytes(StandardCharsets.UTF_8)));
        documents.add(Messages.first(1).getBytes(StandardCharsets.UTF_16LE));
        documents.add(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        documents.add(new byte[] {0x1F, (byte) 0x8B, 8, 0});
        documents.add(new byte[100_000]);
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            byte[] document = Messages.first(1).getBytes(StandardCharsets.UTF_8);
            // Something in the first bytes is broken, so that it can never be a message.
            document[random.nextInt(5)] ^= (byte) (1 + random.nextInt(255));
            documents.add(document);
        }
        return documents;
    }

    @Test
    void shouldRefuseWhatIsNotAMessageWithACodeAndRecordNothing() throws Exception {
        long before = height();
        for (byte[] document : documents()) {
            long started = System.nanoTime();
            HttpResponse<byte[]> answer = server.call("POST", "/access-messages", document);
            String text = new String(document, 0, Math.min(80, document.length), StandardCharsets.UTF_8);
            assertThat(answer.statusCode()).as(text).isBetween(400, 499);
            assertThat(TestServer.json(answer).get("code").stringValue())
                    .as(text)
                    .matches("[A-Z_]+");
            assertThat(System.nanoTime() - started).as(text).isLessThan(5_000_000_000L);
        }
        assertThat(height()).isEqualTo(before);
    }

    @Test
    void shouldRefuseMalformedJsonWhereverJsonIsTaken() throws Exception {
        List<String> bodies = List.of(
                "",
                "{",
                "[]",
                "null",
                "{\"name\":1e400}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "[".repeat(100_000),
                "{\"role\":\"administrator\"}",
                "\uFEFF{}",
                "{\"name\":" + "9".repeat(100_000) + "}");
        for (Operation operation : Operations.all()) {
            if (!operation.consumes().contains("application/json")) {
                continue;
            }
            for (String body : bodies) {
                HttpResponse<byte[]> answer =
                        server.call(operation.method(), Samples.path(operation), TestServer.utf8(body));
                assertThat(answer.statusCode())
                        .as("%s %s", operation.id(), body.length())
                        .isBetween(400, 499);
                assertThat(TestServer.json(answer).get("code").stringValue()).isNotEqualTo("INTERNAL");
            }
        }
    }

    @Test
    void shouldNeverFailInsideForStrangeParameters() throws Exception {
        List<String> values = List.of(
                "%00",
                "%27%20OR%201=1--",
                "..%2f..%2fetc%2fpasswd",
                "%C0%AE%C0%AE",
                "9999999999999999999",
                "-1",
                "%F0%9F%92%A9",
                "a".repeat(3000),
                "%3Cscript%3E",
                "%25%",
                "0",
                "*",
                "(",
                "%22%22%22",
                "_%25_");
        for (Operation operation : Operations.all()) {
            if (!operation.method().equals("GET")) {
                continue;
            }
            for (String parameter : operation.parameters()) {
                for (String value : values) {
                    String path = Samples.path(operation).replaceAll("\\?.*", "") + "?" + parameter + "=" + value;
                    int status = raw("GET /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + server.token
                            + "\r\nConnection: close\r\n\r\n");
                    assertThat(status)
                            .as("%s?%s=%s", operation.id(), parameter, value)
                            .isBetween(200, 499);
                }
            }
            for (String value : values) {
                for (String variable : operation.variables()) {
                    String path = operation.path().replace("{" + variable + "}", value);
                    int status = raw("GET /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + server.token
                            + "\r\nConnection: close\r\n\r\n");
                    assertThat(status).as(path).isBetween(200, 499);
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatIsTooLargeTooSlowOrFramedWrongly() throws Exception {
        String head =
                "POST /api/v1/access-messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.token + "\r\n";
        assertThat(raw(head + "Content-Length: 1099511627776\r\n\r\n")).isEqualTo(413);
        assertThat(raw(head + "Content-Length: -1\r\n\r\n")).isEqualTo(400);
        assertThat(raw(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx"))
                .isEqualTo(400);
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")).isBetween(400, 499);
        assertThat(raw(head + "X: " + "a".repeat(20_000) + "\r\n\r\n")).isEqualTo(431);
        assertThat(raw("GET /api/v1/health?x=" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo(414);
        assertThat(raw("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")).isBetween(400, 404);
        assertThat(raw("GET /..%5c..%5cetc HTTP/1.1\r\nHost: x\r\n\r\n")).isBetween(400, 404);
        assertThat(raw("nonsense\r\n\r\n")).isEqualTo(400);
    }

    @Test
    void shouldServeNothingOutsideTheConsole() throws Exception {
        for (String path : List.of(
                "/openapi.json",
                "/authorisation.csv",
                "/../openapi.json",
                "/console/../openapi.json",
                "/assets/..%2f..%2fopenapi.json",
                "/%2e%2e/authorisation.csv",
                "/.git/config",
                "/assets//x.js",
                "/assets/.x.js")) {
            int status = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(status).as(path).isBetween(400, 404);
        }
    }

    private long height() throws Exception {
        return TestServer.json(server.get("/health")).get("height").asLong();
    }

    /** The status of the answer to bytes that no well-behaved client would send. */
    private int raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
                line.write(next);
            }
            String status = line.toString(StandardCharsets.ISO_8859_1);
            assertThat(status)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .startsWith("HTTP/1.1 ");
            return Integer.parseInt(status.substring(9, 12));
        }
    }
}
