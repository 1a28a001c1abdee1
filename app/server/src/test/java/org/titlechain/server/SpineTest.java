package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import tools.jackson.databind.JsonNode;

class SpineTest {
    @TempDir
    Path folder;

    @Test
    void shouldCarryAMessageToAProofThatOutlivesTheNode() throws Exception {
        Path data = folder.resolve("node");
        byte[] trust;
        byte[] proof;
        byte[] sheet;
        try (TestNode node = TestNode.start(data)) {
            HttpResponse<byte[]> posted = node.client.post(Messages.first(1));
            assertThat(posted.statusCode()).isEqualTo(201);
            JsonNode answer = TestClient.json(posted);
            assertThat(answer.get("messageId").stringValue()).isEqualTo(Messages.id(1));
            assertThat(answer.get("decision").stringValue()).isEqualTo("recorded");
            assertThat(answer.get("units").get(0).stringValue()).isEqualTo(Messages.unit(1));
            trust = node.client.get("/trust").body();
            Verdict receipt = Verifier.verifyFile(
                    Base64.getDecoder().decode(answer.get("receipt").stringValue()), trust);
            assertThat(receipt)
                    .isInstanceOfSatisfying(
                            Verdict.Valid.class,
                            valid -> assertThat(valid.proven())
                                    .isInstanceOfSatisfying(Proven.Recorded.class, recorded -> {
                                        assertThat(recorded.position())
                                                .isEqualTo(
                                                        answer.get("position").asLong());
                                        assertThat(recorded.accepted()).isTrue();
                                    }));

            HttpResponse<byte[]> unit = node.client.get("/units/" + Messages.unit(1));
            assertThat(unit.statusCode()).isEqualTo(200);
            sheet = unit.body();
            assertThat(TestClient.json(unit).get("rights").size()).isEqualTo(1);
            JsonNode history = TestClient.json(node.client.get("/units/" + Messages.unit(1) + "/history"));
            assertThat(history.get("items").size()).isEqualTo(1);
            assertThat(history.get("items").get(0).get("message").stringValue()).isEqualTo(Messages.id(1));
            proof = node.client.get("/units/" + Messages.unit(1) + "/proof").body();
        }
        assertThat(Verifier.verifyFile(proof, trust))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> assertThat(valid.proven()).isInstanceOfSatisfying(Proven.Title.class, title -> {
                            assertThat(title.unit()).isEqualTo(Messages.unit(1));
                            assertThat(title.rights()).isEqualTo(1);
                        }));
        proof[proof.length / 2] ^= 1;
        assertThat(Verifier.verifyFile(proof, trust).isValid()).isFalse();

        try (TestNode node = TestNode.start(data)) {
            assertThat(node.client.get("/units/" + Messages.unit(1)).body()).isEqualTo(sheet);
            assertThat(node.client.get("/trust").body()).isEqualTo(trust);
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldAnswerTheSameMessageTheSameAndRefuseItsIdForOtherContent() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"))) {
            HttpResponse<byte[]> first = node.client.post(Messages.first(1));
            HttpResponse<byte[]> again = node.client.post(Messages.first(1));
            HttpResponse<byte[]> inGbk = node.client.call(
                    "POST",
                    "/access-messages",
                    Messages.first(1).replace("UTF-8", "GBK").getBytes(Charset.forName("GBK")));
            HttpResponse<byte[]> other = node.client.post(Messages.first(1, "测试乙", "TESTID0001"));

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(inGbk.statusCode()).isEqualTo(200);
            assertThat(TestClient.json(inGbk).get("position"))
                    .isEqualTo(TestClient.json(first).get("position"));
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(TestClient.json(other).get("code").stringValue()).isEqualTo("RECORD_MESSAGE_ID_REUSED");
        }
    }

    @Test
    void shouldRecordACorrectionThatIsCorrectedUnderItsOwnId() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"))) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
            String correction = Messages.first(1, "测试乙", "TESTID9002").replace(Messages.id(1), Messages.id(1) + "_BL");
            String again = Messages.first(1, "测试丙", "TESTID9003").replace(Messages.id(1), Messages.id(1) + "_BL");

            HttpResponse<byte[]> second = node.client.post(correction);
            HttpResponse<byte[]> third = node.client.post(again);
            HttpResponse<byte[]> secondAgain = node.client.post(correction);

            assertThat(second.statusCode()).isEqualTo(201);
            assertThat(third.statusCode()).isEqualTo(201);
            assertThat(secondAgain.statusCode()).isEqualTo(200);
            for (String field : List.of("position", "findings", "entry")) {
                assertThat(TestClient.json(secondAgain).get(field))
                        .isEqualTo(TestClient.json(second).get(field));
            }
            long last = node.composition().node().ledger().status().logSize() - 1;
            assertThat(node.composition().node().query().awaitPosition(last, Duration.ofSeconds(30)))
                    .isTrue();
            JsonNode found = TestClient.json(node.client.get("/access-messages?text=" + Messages.id(1) + "_BL"))
                    .get("items");
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.get(0).get("position"))
                    .isEqualTo(TestClient.json(third).get("position"));
        }
    }

    @Test
    void shouldRecordRivalsWithTheSameMessageOnce() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<byte[]>> post = () -> node.client.post(Messages.first(1));
            for (Future<HttpResponse<byte[]>> answer :
                    threads.invokeAll(IntStream.range(0, 32).mapToObj(i -> post).toList())) {
                assertThat(answer.get().statusCode()).isBetween(200, 201);
            }
            JsonNode history = TestClient.json(node.client.get("/units/" + Messages.unit(1) + "/history"));
            assertThat(history.get("total").asLong()).isEqualTo(1);
        }
    }

    @Test
    void shouldProveThatAUnitIsAbsent() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"))) {
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
            HttpResponse<byte[]> absent = node.client.get("/units/" + Messages.unit(2) + "/proof");

            assertThat(node.client.get("/units/" + Messages.unit(2)).statusCode())
                    .isEqualTo(404);
            assertThat(absent.statusCode()).isEqualTo(200);
            assertThat(absent.headers().firstValue("Content-Type")).contains("application/vnd.titlechain.proof");
            Verdict verdict =
                    Verifier.verifyFile(absent.body(), node.client.get("/trust").body());
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Valid.class,
                            valid -> assertThat(valid.proven())
                                    .isInstanceOfSatisfying(
                                            Proven.Title.class,
                                            title -> assertThat(title.sheet()).isEmpty()));
        }
    }

    @Test
    void shouldShowHoldersOnlyAfterTheViewIsOnTheLedger() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"))) {
            assertThat(node.client.post(Messages.first(7)).statusCode()).isEqualTo(201);
            long before =
                    TestClient.json(node.client.get("/health")).get("height").asLong();

            HttpResponse<byte[]> answer =
                    node.client.get("/units/" + Messages.unit(7) + "/holders?purpose=case-review");

            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode holder = TestClient.json(answer).get("items").get(0);
            assertThat(holder.get("name").stringValue()).isEqualTo("测试甲7");
            JsonNode block = TestClient.json(node.client.get("/blocks/" + (before + 1)));
            JsonNode view = block.get("leaves").get(0);
            assertThat(view.get("type").stringValue()).isEqualTo("access.view");
            assertThat(view.get("accepted").booleanValue()).isTrue();
            assertThat(view.get("command").get("subject")).isEqualTo(holder.get("party"));
            assertThat(node.client
                            .get("/units/" + Messages.unit(7) + "/holders")
                            .statusCode())
                    .isEqualTo(400);

            HttpResponse<byte[]> content =
                    node.client.get("/access-messages/" + Messages.id(7) + "/content?purpose=case-review");
            assertThat(new String(content.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(Messages.first(7));
        }
    }
}
