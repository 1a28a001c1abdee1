package org.titlechain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.client.ClientException.NotProven;
import org.titlechain.client.ClientException.NotSubmitted;
import org.titlechain.client.ClientException.OutcomeUnknown;
import org.titlechain.client.ClientException.Refused;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

@TestInstance(Lifecycle.PER_CLASS)
class TitleChainClientTest {
    /** Into how many parts request and answer are cut; C4 by command: {@code -Dtitlechain.cuts=500}. */
    private static final int PARTS = Integer.getInteger("titlechain.cuts", 8);

    private RunningNode node;
    private TitleChainClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        node = RunningNode.start(folder.resolve("node"));
        client = node.client();
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void shouldCarryACommandFromADraftToAReceiptThatAnybodyVerifies() {
        Draft draft = node.draft(client, "first", "second");
        byte[] fromElsewhere = node.key.sign(draft.signingInput());
        Entry entry = draft.withSignature(fromElsewhere);

        Decided decided = client.submit(entry);

        assertThat(decided.isAccepted()).isTrue();
        assertThat(decided.entryId()).isEqualTo(entry.idText());
        assertThat(decided.commands()).hasSize(2);
        for (Decided.Command command : decided.commands()) {
            assertThat(Verifier.verifyFile(command.receipt(), node.trust).isValid())
                    .isTrue();
            byte[] altered = command.receipt().clone();
            altered[altered.length / 2] ^= 1;
            assertThat(Verifier.verifyFile(altered, node.trust).isValid()).isFalse();
        }
        assertThat(decided.commands().get(1).proven().position())
                .isEqualTo(decided.commands().getFirst().proven().position() + 1);
    }

    @Test
    void shouldHaveNoSecondEffectWhenItIsSubmittedAgain() throws Exception {
        Entry entry = node.draft(client, "once").signedBy(node.key);
        Decided first = client.submit(entry);

        Decided again = client.submit(entry);

        assertThat(again.commands().getFirst().proven().position())
                .isEqualTo(first.commands().getFirst().proven().position());
        assertThat(client.outcome(entry))
                .hasValueSatisfying(
                        known -> assertThat(known.commands().getFirst().proven().position())
                                .isEqualTo(first.commands().getFirst().proven().position()));
        assertThat(node.leavesOf(entry.idText())).isEqualTo(1);
        assertThat(client.submit(node.draft(client, "once").signedBy(node.key)).entryId())
                .as("another draft of the same command is another entry")
                .isNotEqualTo(entry.idText());
    }

    @Test
    void shouldTellThatAnEntryIsNotKnown() {
        assertThat(client.outcome(node.draft(client, "never").signedBy(node.key)))
                .isEmpty();
    }

    @Test
    void shouldRefuseASignatureThatIsNotTheDrafts() {
        Draft draft = node.draft(client, "one");
        byte[] ofAnother = node.key.sign(node.draft(client, "two").signingInput());

        assertThatThrownBy(() -> draft.withSignature(ofAnother)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveARefusalOfTheContractAsAProvenDecision() {
        Signer stranger = Suite.GM.signatures().signer(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        Entry entry = client.draft(
                        stranger.publicKey(), node.ledger().contractVersion(), 0, List.of(node.view("stranger")))
                .signedBy(stranger);

        Decided decided = client.submit(entry);

        assertThat(decided.isAccepted()).isFalse();
        assertThat(decided.commands().getFirst().decision().get("code").asText())
                .startsWith("KEY_");
    }

    @Test
    void shouldTellWhatIsRefusedForEver() {
        TrustedMembers elsewhere =
                new TrustedMembers("another-chain", Suite.GM, node.trust.quorum(), node.trust.members());
        try (TitleChainClient wrong = new TitleChainClient(node.address(), node.token, elsewhere);
                TitleChainClient nobody = new TitleChainClient(node.address(), "tc_" + "A".repeat(43), node.trust)) {
            assertThatThrownBy(() -> wrong.submit(node.draft(wrong, "x").signedBy(node.key)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("ENTRY_WRONG_CHAIN"));
            assertThatThrownBy(() -> nobody.submit(node.draft(nobody, "x").signedBy(node.key)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));
        }
    }

    @Test
    void shouldSayThatNothingWasSentWhenTheNodeIsNotReached() throws Exception {
        try (TitleChainClient lost = node.client(freePort())) {
            Entry entry = node.draft(lost, "lost").signedBy(node.key);

            assertThatThrownBy(() -> lost.submit(entry)).isInstanceOf(NotSubmitted.class);
            assertThatThrownBy(() -> lost.submitPatiently(entry, Duration.ofMillis(500)))
                    .isInstanceOf(NotSubmitted.class);
        }
    }

    @Test
    void shouldHaveOneEffectWhereverTheLineBreaks() throws Exception {
        long request;
        long answer;
        try (CuttingProxy line = new CuttingProxy(node.port(), Long.MAX_VALUE, Long.MAX_VALUE);
                TitleChainClient lucky = node.client(line.port())) {
            lucky.submit(node.draft(lucky, "a whole answer 000").signedBy(node.key));
            request = line.requested();
            answer = line.answered();
        }
        for (int part = 0; part < PARTS; part++) {
            assertOneEffect("request cut, part %05d".formatted(part), request * part / PARTS, Long.MAX_VALUE);
            assertOneEffect("answer cut, part  %05d".formatted(part), Long.MAX_VALUE, answer * part / PARTS);
        }
        assertOneEffect("request cut, last byte", request - 1, Long.MAX_VALUE);
    }

    private void assertOneEffect(String where, long requestBytes, long answerBytes) throws Exception {
        Entry entry = node.draft(client, where).signedBy(node.key);
        try (CuttingProxy line = new CuttingProxy(node.port(), requestBytes, answerBytes);
                TitleChainClient unlucky = node.client(line.port())) {
            assertThatThrownBy(() -> unlucky.submit(entry))
                    .as(where)
                    .isInstanceOfAny(OutcomeUnknown.class, NotSubmitted.class, NotProven.class);
            assertThat(line.connections()).as(where).isPositive();
        }

        Decided decided = client.submitPatiently(entry, Duration.ofSeconds(30));

        assertThat(decided.isAccepted()).as(where).isTrue();
        assertThat(node.leavesOf(entry.idText())).as(where).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithTheNextNode() throws Exception {
        NodeAccess gone = new NodeAccess(RunningNode.address(freePort()), node.token);
        NodeAccess here = new NodeAccess(node.address(), node.token);
        try (Liar busy = new Liar(503, "{\"code\":\"OVERLOADED\"}");
                TitleChainClient several = new TitleChainClient(
                        List.of(gone, new NodeAccess(RunningNode.address(busy.port()), node.token), here),
                        node.trust)) {
            Entry entry = node.draft(several, "next").signedBy(node.key);

            assertThat(several.submit(entry).isAccepted()).isTrue();
            assertThat(several.outcome(entry)).isPresent();
            assertThat(busy.asked()).as("the node that answered is asked first").isEqualTo(1);
            assertThatThrownBy(() -> several.cases().caseKinds())
                    .as("cases stay with the first node")
                    .isInstanceOf(NotSubmitted.class);
            assertThat(node.leavesOf(entry.idText())).isEqualTo(1);
        }
        assertThat(here.toString()).doesNotContain(node.token);
    }

    @Test
    void shouldHaveOneEffectWhenTheAnswerOfOneNodeIsLost() throws Exception {
        Entry entry = node.draft(client, "lost answer, next node").signedBy(node.key);
        try (CuttingProxy line = new CuttingProxy(node.port(), Long.MAX_VALUE, 0);
                TitleChainClient several = new TitleChainClient(
                        List.of(
                                new NodeAccess(RunningNode.address(line.port()), node.token),
                                new NodeAccess(node.address(), node.token)),
                        node.trust)) {
            assertThat(several.submit(entry).isAccepted()).isTrue();
            assertThat(line.connections()).isPositive();
        }
        assertThat(node.leavesOf(entry.idText())).isEqualTo(1);
    }

    @Test
    void shouldNotCallRefusedWhatAnotherNodeMayHaveDone() throws Exception {
        Entry entry = node.draft(client, "lost answer, then refused").signedBy(node.key);
        try (CuttingProxy line = new CuttingProxy(node.port(), Long.MAX_VALUE, 0);
                TitleChainClient several = new TitleChainClient(
                        List.of(
                                new NodeAccess(RunningNode.address(line.port()), node.token),
                                new NodeAccess(node.address(), "tc_" + "A".repeat(43))),
                        node.trust)) {
            assertThatThrownBy(() -> several.submit(entry)).isInstanceOf(OutcomeUnknown.class);
        }
    }

    @Test
    void shouldNotBelieveANodeThatLies() throws Exception {
        Entry other = node.draft(client, "other").signedBy(node.key);
        byte[] receipt = client.submit(other).commands().getFirst().receipt();
        byte[] altered = receipt.clone();
        altered[altered.length - 1] ^= 1;
        Entry entry = node.draft(client, "mine").signedBy(node.key);
        for (String answer : List.of(
                "{\"receipts\":[\"" + Base64.getEncoder().encodeToString(receipt) + "\"]}",
                "{\"receipts\":[\"" + Base64.getEncoder().encodeToString(altered) + "\"]}",
                "{\"receipts\":[\"AAAA\"]}",
                "{\"receipts\":[\"*\"]}",
                "{\"receipts\":[]}",
                "{}",
                "[]",
                "<html>")) {
            try (Liar liar = new Liar(201, answer);
                    TitleChainClient deceived = node.client(liar.port())) {
                assertThatThrownBy(() -> deceived.submit(entry)).as(answer).isInstanceOf(NotProven.class);
            }
        }
        assertThat(node.leavesOf(entry.idText())).isZero();
    }

    @Test
    void shouldTryAgainAsLongAsThatCanHelp() throws Exception {
        Entry entry = node.draft(client, "busy").signedBy(node.key);
        try (Liar busy = new Liar(503, "{\"code\":\"OVERLOADED\"}", node, 3);
                TitleChainClient patient = node.client(busy.port())) {
            assertThat(patient.submitPatiently(entry, Duration.ofSeconds(30)).isAccepted())
                    .isTrue();
            assertThat(busy.asked()).isEqualTo(4);
        }
        assertThat(node.leavesOf(entry.idText())).isEqualTo(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Answers what it was told to, so many times; then as the node does. */
    private static final class Liar implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        private final AtomicInteger asked = new AtomicInteger();

        Liar(int status, String answer) throws IOException {
            this(status, answer, null, Integer.MAX_VALUE);
        }

        Liar(int status, String answer, @org.jspecify.annotations.Nullable RunningNode behind, int times)
                throws IOException {
            server.createContext("/", exchange -> {
                byte[] request = exchange.getRequestBody().readAllBytes();
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                int code = status;
                if (asked.incrementAndGet() > times && behind != null) {
                    try (HttpClient http = HttpClient.newHttpClient()) {
                        var honest = http.send(
                                HttpRequest.newBuilder(behind.address().resolve("/api/v1/entries"))
                                        .header("Authorization", "Bearer " + behind.token)
                                        .header("Content-Type", "application/vnd.titlechain.entry")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                        .build(),
                                BodyHandlers.ofByteArray());
                        code = honest.statusCode();
                        body = honest.body();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                exchange.sendResponseHeaders(code, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        int asked() {
            return asked.get();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
