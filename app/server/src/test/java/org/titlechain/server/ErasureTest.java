package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.server.node.Submissions;
import org.titlechain.vault.AccessRequest;
import org.titlechain.vault.Masking;
import org.titlechain.vault.PersonalAttribute;
import tools.jackson.databind.JsonNode;

/** Somebody is erased: on the ledger first, then in the vault, whatever is killed in between; proofs stay valid. */
class ErasureTest {
    private static final String GONE = "销毁甲";
    private static final String GONE_NUMBER = "ERASED99012345";
    private static final String KEPT = "保留乙";
    private static final String CONTENT = "/access-messages/" + Messages.id(1) + "/content?purpose=case-review";
    private static final String HOLDERS = "/units/" + Messages.unit(1) + "/holders?purpose=case-review";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeUnreadableWhatWasKeptAndLeaveProofsValid() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            String party = recordAndCorrect(node);
            byte[] receipt = node.client
                    .get("/access-messages/" + Messages.id(1) + "/receipt")
                    .body();
            assertThat(found(node, GONE_NUMBER)).isEqualTo(1);
            assertThat(node.client.get(CONTENT).statusCode()).isEqualTo(200);

            JsonNode erased = erase(node, party, 200);

            assertThat(erased.get("messages").intValue()).isEqualTo(1);
            assertThat(erased.get("receipt").stringValue()).isNotEmpty();
            assertThat(found(node, GONE_NUMBER)).isZero();
            assertThat(node.client.get(CONTENT).statusCode()).isEqualTo(404);
            assertThat(TestClient.json(node.client.get(HOLDERS))
                            .at("/items/0/name")
                            .stringValue())
                    .isEqualTo(KEPT);
            for (byte[] proof : List.of(
                    receipt,
                    node.client
                            .get("/access-messages/" + Messages.id(1) + "/receipt")
                            .body())) {
                assertThat(Verifier.verifyFile(
                                proof,
                                node.composition().node().ledger().trust().getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(Verdict.Valid.class);
            }
            assertThat(node.client.get("/units/" + Messages.unit(1) + "/proof").statusCode())
                    .isEqualTo(200);
            JsonNode item = TestClient.json(node.client.get("/erasures")).at("/items/0");
            assertThat(item.get("party").stringValue()).isEqualTo(party);
            assertThat(item.get("grounds").stringValue()).isEqualTo("retention-over");
            assertThat(item.get("kept").intValue()).isZero();

            JsonNode again = erase(node, party, 200);
            assertThat(again.get("messages").intValue()).isZero();
            assertThat(again.get("position")).isEqualTo(erased.get("position"));
            assertThat(again.get("receipt").isNull()).isTrue();
        }
    }

    @Test
    void shouldCarryOutAtTheStartWhatAKillLeftUndoneAndKeepWhatCameLater() throws Exception {
        String party;
        try (TestNode node = TestNode.start(folder)) {
            party = recordAndCorrect(node);
        }
        writeWithoutCarryingOut(party);

        try (TestNode node = TestNode.start(folder)) {
            assertThat(node.client.get(CONTENT).statusCode()).isEqualTo(404);
            assertThat(found(node, GONE_NUMBER)).isZero();
            assertThat(node.client.post(Messages.first(2, GONE, GONE_NUMBER)).statusCode())
                    .isEqualTo(201);
        }
        try (TestNode node = TestNode.start(folder)) {
            assertThat(found(node, GONE_NUMBER))
                    .as("registered again after the erasure")
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhoStandsOnASheetAndWhoIsUnknown() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            assertThat(node.client.post(Messages.first(1, GONE, GONE_NUMBER)).statusCode())
                    .isEqualTo(201);
            String party = party(node);

            JsonNode refused = erase(node, party, 409);
            assertThat(refused.get("code").stringValue()).isEqualTo("PERSON_ON_REGISTER");
            assertThat(refused.get("detail").stringValue()).isEqualTo(Messages.unit(1));
            assertThat(erase(node, "ab".repeat(32), 404).get("code").stringValue())
                    .isEqualTo("PERSON_UNKNOWN");
            assertThat(erase(node, "AB".repeat(32), 400).get("code").stringValue())
                    .isEqualTo("REQUEST_FIELD_INVALID");
            assertThat(TestClient.json(node.client.get("/erasures"))
                            .get("items")
                            .size())
                    .isZero();
            assertThat(found(node, GONE_NUMBER)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhoACaseUnderWayNames() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            CaseStory story = new CaseStory(node, 1);
            CaseStory.json(201, CaseStory.post(story.acceptor, "/cases", story.sale()));
            String buyer =
                    HexFormat.of().formatHex(node.composition().node().vault().partyReference("1", "TESTID9001"));

            JsonNode refused = erase(node, buyer, 409);
            assertThat(refused.get("code").stringValue()).isEqualTo("PERSON_IN_CASE");
            assertThat(refused.get("detail").stringValue()).isEqualTo("999901/" + CaseStory.NUMBER);
            story.step(
                    story.acceptor,
                    "withdraw",
                    "{\"document\":\"" + story.document(story.acceptor, "withdrawn") + "\"}");
            assertThat(erase(node, buyer, 200).get("party").stringValue()).isEqualTo(buyer);
        }
    }

    /** A message names somebody, and its correction somebody else: the first stands on no sheet any more. */
    private static String recordAndCorrect(TestNode node) throws Exception {
        assertThat(node.client.post(Messages.first(1, GONE, GONE_NUMBER)).statusCode())
                .isEqualTo(201);
        String party = party(node);
        String correction = Messages.first(1, KEPT, "KEPT99054321")
                .replace("<BizMsgID>" + Messages.id(1), "<BizMsgID>" + Messages.id(1) + "_BL");
        assertThat(node.client.post(correction).statusCode()).isEqualTo(201);
        return party;
    }

    private static String party(TestNode node) throws Exception {
        return TestClient.json(node.client.get(HOLDERS)).at("/items/0/party").stringValue();
    }

    /** The ledger has the command, and the node is gone before its vault heard of it. */
    private void writeWithoutCarryingOut(String party) throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                Node node = Nodes.open(data, Configuration.read(folder, Map.of("listen.port", "0")))) {
            new Submissions(node.ledger())
                    .submit(
                            KeyFile.read(folder.resolve("keys/administrator.key"), Suite.GM),
                            List.of(Value.map()
                                    .put("type", "access.erase")
                                    .put("subject", HexFormat.of().parseHex(party))
                                    .put("grounds", "retention-over")
                                    .build()));
            assertThat(node.vault().messagesOf(HexFormat.of().parseHex(party))).hasSize(1);
        }
    }

    private static JsonNode erase(TestNode node, String party, int status) throws Exception {
        String body = "{\"party\":\"" + party + "\",\"grounds\":\"retention-over\"}";
        HttpResponse<byte[]> answer = node.client.call("POST", "/erasures", body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(status);
        return TestClient.json(answer);
    }

    /** How many parties the vault's index finds under the number, for whoever may look. */
    private static int found(TestNode node, String number) {
        AccessRequest request =
                new AccessRequest("test", new TreeSet<>(List.of(Masking.HOLDERS)), "case-review", "test");
        return node.composition()
                .node()
                .people()
                .search(request, PersonalAttribute.of("ZJH"), number, 10)
                .size();
    }
}
