package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.server.CaseStory.CASE;
import static org.titlechain.server.CaseStory.json;
import static org.titlechain.server.CaseStory.post;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import tools.jackson.databind.JsonNode;

/** A holder without an account, on the public page: number and secret of the receipt, and nothing else. */
class TraceTest {
    @TempDir
    Path folder;

    private TestNode node;
    private CaseStory story;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start(folder.resolve("node"));
        story = new CaseStory(node, 1);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private HttpResponse<byte[]> trace(String number, String secret) throws Exception {
        String body = "{\"district\":\"999901\",\"number\":\"%s\",\"secret\":\"%s\"}".formatted(number, secret);
        URI address = URI.create("http://127.0.0.1:" + node.composition().port() + "/api/v1/traces");
        return node.client.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode handOut() throws Exception {
        return json(201, post(story.issuer, CASE + "/trace-links", "{\"days\":30}"));
    }

    @Test
    void shouldShowTheHolderHisTraceWithItsProofAndNobodysName() throws Exception {
        story.complete();
        JsonNode link = handOut();
        assertThat(json(200, story.acceptor.get(CASE + "/trace-links"))
                        .at("/items/0/by")
                        .stringValue())
                .isEqualTo("issuer");

        HttpResponse<byte[]> answer = trace(CaseStory.NUMBER, link.get("secret").stringValue());

        JsonNode shown = json(200, answer);
        JsonNode own = json(200, story.acceptor.get(CASE)).get("trace");
        assertThat(shown.get("state").stringValue()).isEqualTo("archived");
        assertThat(shown.get("expires")).isEqualTo(link.get("expires"));
        assertThat(shown.get("steps").size()).isEqualTo(own.size());
        for (int i = 0; i < own.size(); i++) {
            for (String field : List.of("stage", "time", "height", "position")) {
                assertThat(shown.get("steps").get(i).get(field))
                        .isEqualTo(own.get(i).get(field));
            }
            assertThat(shown.get("steps").get(i).propertyNames()).doesNotContain("staff", "signer", "document");
        }
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .doesNotContain("测试乙", "TESTID9001", "1200000", "registrar", "reviewer");
        byte[] proof = Base64.getDecoder().decode(shown.get("proof").stringValue());
        assertThat(new String(proof, StandardCharsets.UTF_8)).doesNotContain("测试乙", "TESTID9001");
        assertThat(Verifier.verifyFile(proof, node.client.get("/trust").body()))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> assertThat(valid.proven())
                                .isInstanceOfSatisfying(
                                        Proven.Held.class,
                                        held -> assertThat(held.key())
                                                .isEqualTo("registration/999901/" + CaseStory.NUMBER)));
    }

    @Test
    void shouldAnswerAWrongSecretARevokedOneAndAnotherCaseAlike() throws Exception {
        json(201, post(story.acceptor, "/cases", story.sale()));
        String secret = handOut().get("secret").stringValue();
        JsonNode taken = handOut();
        HttpResponse<byte[]> gone = story.issuer.send(story.issuer
                .authorised(CASE + "/trace-links/" + taken.get("id").stringValue())
                .DELETE());
        assertThat(gone.statusCode()).isEqualTo(204);

        List<String> answers = new ArrayList<>();
        answers.add(told(trace(CaseStory.NUMBER, "0".repeat(26))));
        answers.add(told(trace(CaseStory.NUMBER, taken.get("secret").stringValue())));
        answers.add(told(trace("20261121-99999999", secret)));

        assertThat(answers.getFirst()).contains("TRACE_UNKNOWN");
        assertThat(answers).allMatch(answers.getFirst()::equals);
        json(200, trace(CaseStory.NUMBER, secret));
    }

    /** The answer without what is new in each: the reference to the log. */
    private static String told(HttpResponse<byte[]> answer) {
        JsonNode problem = json(404, answer);
        return new String(answer.body(), StandardCharsets.UTF_8)
                .replace(problem.get("reference").stringValue(), "");
    }

    @Test
    void shouldLetNobodyTryManySecrets() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(trace(CaseStory.NUMBER, "0".repeat(25) + i % 10).statusCode());
        }

        assertThat(answers.subList(0, 10)).containsOnly(404);
        assertThat(answers).contains(429);
    }

    @Test
    void shouldHandOutSecretsOnlyAtTheOffice() throws Exception {
        json(201, post(story.acceptor, "/cases", story.sale()));
        json(403, post(story.reviewer, CASE + "/trace-links", "{}"));
        json(404, post(story.issuer, "/cases/999901/2026-none/trace-links", "{}"));
        json(400, post(story.issuer, CASE + "/trace-links", "{\"days\":400}"));
        json(
                404,
                story.issuer.send(
                        story.issuer.authorised(CASE + "/trace-links/none").DELETE()));
    }
}
