package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.evm.AccountFile;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.testkit.evm.Anvil;
import tools.jackson.databind.JsonNode;

/** A chain of one member changes its engine by REST, on the real engines. */
class EngineTest {
    @TempDir
    Path folder;

    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start(folder.resolve("node"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void shouldGoOverEveryEngineAndKeepWhatWasRecordedAndProved() throws Exception {
        assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
        byte[] proof = node.client.get("/units/" + Messages.unit(1) + "/proof").body();
        goOver("cometbft", "{\"to\":\"cometbft\"}");
        assertThat(node.client.post(Messages.first(2)).statusCode()).isEqualTo(201);

        try (Anvil anvil = Anvil.start(folder)) {
            Path account = folder.resolve("account");
            anvil.fund(AccountFile.create(account).address());
            String evm = "{\"to\":\"evm\",\"node\":\"" + anvil.address() + "\",\"account\":\"" + account + "\"}";
            goOver("evm", evm);
            assertThat(node.client.post(Messages.first(3)).statusCode()).isEqualTo(201);
            // The same message has its first answer, on whatever engine that was given.
            assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(200);
            goOver("embedded", "{\"to\":\"embedded\"}");
        }
        assertThat(node.client.post(Messages.first(4)).statusCode()).isEqualTo(201);
        restart();

        JsonNode engine = TestClient.json(node.client.get("/engine"));
        assertThat(engine.get("epochs").findValuesAsString("kind"))
                .containsExactly("embedded", "cometbft", "evm", "embedded");
        assertThat(engine.get("step").stringValue()).isEqualTo("settled");
        for (int message = 1; message <= 4; message++) {
            assertThat(items("/units/" + Messages.unit(message) + "/history")).isEqualTo(1);
        }
        TrustedMembers trust = TrustedMembers.parse(node.client.get("/trust").body());
        assertThat(Verifier.verifyFile(proof, trust)).isInstanceOf(Verdict.Valid.class);
        assertThat(Verifier.verifyFile(
                        node.client.get("/units/" + Messages.unit(4) + "/proof").body(), trust))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void shouldSayWhyAnEngineCannotBeUsedAndBeSafeToRepeat() throws Exception {
        assertThat(code(post("/engine/switch", "{\"to\":\"cometbft\"}"))).isEqualTo("ENGINE_NOT_PREPARED");
        assertThat(code(post("/engine/prepare", "{\"to\":\"tea\"}"))).isEqualTo("REQUEST_FIELD_INVALID");
        assertThat(code(post("/engine/prepare", "{\"to\":\"evm\",\"node\":\"http://127.0.0.1:1\"}")))
                .isEqualTo("ENGINE_UNREACHABLE");
        assertThat(code(post("/engine/back", "{}"))).isEqualTo("ENGINE_SWITCH_NONE");
        assertThat(post("/engine/prepare", "{\"to\":\"embedded\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("/engine/switch", "{\"to\":\"embedded\"}").statusCode()).isEqualTo(200);
        JsonNode first = TestClient.json(post("/engine/prepare", "{\"to\":\"cometbft\"}"));
        JsonNode second = TestClient.json(post("/engine/prepare", "{\"to\":\"cometbft\"}"));
        assertThat(second.get("draft")).isEqualTo(first.get("draft"));
        assertThat(second.get("step").stringValue()).isEqualTo("prepared");
    }

    @Test
    void shouldTurnBackWhenTheEngineHasGoneBeforeTheChainIsReady() throws Exception {
        try (Anvil anvil = Anvil.start(folder)) {
            Path account = folder.resolve("account");
            anvil.fund(AccountFile.create(account).address());
            post(
                    "/engine/prepare",
                    "{\"to\":\"evm\",\"node\":\"" + anvil.address() + "\",\"account\":\"" + account + "\"}");
        }
        assertThat(post("/engine/switch", "{\"to\":\"evm\"}").statusCode()).isEqualTo(200);
        await(engine ->
                !engine.get("trouble").isNull() && engine.get("switching").isObject());
        // The node would turn back by itself a minute later.
        assertThat(post("/engine/back", "{}").statusCode()).isEqualTo(200);
        await(engine -> engine.get("switching").isNull());
        assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
        assertThat(TestClient.json(node.client.get("/engine")).get("kind").stringValue())
                .isEqualTo("embedded");
    }

    @Test
    void shouldFinishAChangeAfterAStart() throws Exception {
        post("/engine/prepare", "{\"to\":\"cometbft\"}");
        post("/engine/switch", "{\"to\":\"cometbft\"}");
        restart();
        await(engine -> engine.get("kind").stringValue().equals("cometbft")
                && engine.get("step").stringValue().equals("settled"));
        assertThat(Files.isDirectory(folder.resolve("node/ledger-2"))).isTrue();
    }

    private void restart() throws Exception {
        node.close();
        node = TestNode.start(folder.resolve("node"));
    }

    private void goOver(String kind, String wish) throws Exception {
        assertThat(post("/engine/prepare", wish).statusCode()).isEqualTo(200);
        assertThat(post("/engine/switch", "{\"to\":\"" + kind + "\"}").statusCode())
                .isEqualTo(200);
        JsonNode engine = await(found -> found.get("kind").stringValue().equals(kind)
                && found.get("step").stringValue().equals("settled"));
        assertThat(engine.get("accepting").booleanValue()).isTrue();
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            JsonNode engine = TestClient.json(node.client.get("/engine"));
            if (wanted.test(engine)) {
                return engine;
            }
            assertThat(end - System.nanoTime()).as(engine.toString()).isPositive();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private int items(String path) throws Exception {
        return TestClient.json(node.client.get(path)).get("items").size();
    }

    private static String code(HttpResponse<byte[]> answer) {
        return TestClient.json(answer).get("code").stringValue();
    }

    private HttpResponse<byte[]> post(String path, String body) throws Exception {
        return node.client.call("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }
}
