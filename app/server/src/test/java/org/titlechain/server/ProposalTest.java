package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.server.accounts.Role;
import tools.jackson.databind.JsonNode;

/** Proposals and votes by REST, on a node of one member. */
@TestInstance(Lifecycle.PER_CLASS)
class ProposalTest {
    private Path folder;
    private TestNode node;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        node = TestNode.start(folder.resolve("node"));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void shouldProposeVoteAndTakeEffectWithAReceipt() throws Exception {
        HttpResponse<byte[]> made = post(
                node.client,
                "/proposals",
                "{\"kind\":\"parameter.set\",\"body\":{\"name\":\"fee\",\"value\":{\"fen\":5}}}");
        assertThat(made.statusCode()).isEqualTo(201);
        long number = TestClient.json(made).get("proposal").longValue();
        assertThat(TestClient.json(made).get("state").stringValue()).isEqualTo("open");

        HttpResponse<byte[]> voted = post(node.client, "/proposals/" + number + "/vote", "{\"approve\":true}");
        assertThat(voted.statusCode()).isEqualTo(200);
        JsonNode decided = TestClient.json(voted);
        assertThat(decided.get("state").stringValue()).isEqualTo("accepted");
        assertThat(decided.get("effective").longValue())
                .isEqualTo(decided.get("height").longValue() + 1);
        byte[] receipt = Base64.getDecoder().decode(decided.get("receipt").stringValue());
        TrustedMembers trust = TrustedMembers.parse(node.client.get("/trust").body());
        assertThat(Verifier.verifyFile(receipt, trust)).isInstanceOf(Verdict.Valid.class);

        JsonNode view = TestClient.json(node.client.get("/proposals/" + number));
        assertThat(view.get("votes").get(0).get("member").stringValue()).isEqualTo("registry");
        assertThat(view.get("approving").longValue())
                .isEqualTo(view.get("needed").longValue());
        assertThat(TestClient.json(node.client.get("/proposals")).get("total").longValue())
                .isGreaterThanOrEqualTo(1);
        HttpResponse<byte[]> again = post(node.client, "/proposals/" + number + "/vote", "{\"approve\":true}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(TestClient.json(again).get("code").stringValue()).isEqualTo("PROPOSAL_CLOSED");
    }

    @Test
    void shouldLetEachAdministratorActInItsOwnOfficeOnly() throws Exception {
        String revoke =
                "{\"kind\":\"key.revoke\",\"body\":{\"keyId\":\"" + "ab".repeat(32) + "\",\"reason\":\"left\"}}";
        String parameter = "{\"kind\":\"parameter.set\",\"body\":{\"name\":\"fee\",\"value\":{}}}";

        assertThat(post(as(Role.ADMINISTRATOR), "/proposals", revoke).statusCode())
                .isEqualTo(403);
        assertThat(post(as(Role.SECURITY), "/proposals", parameter).statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> unknown = post(as(Role.SECURITY), "/proposals", revoke);
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(TestClient.json(unknown).get("code").stringValue()).isEqualTo("KEY_TO_REVOKE_UNKNOWN");
        long number = TestClient.json(post(as(Role.ADMINISTRATOR), "/proposals", parameter))
                .get("proposal")
                .longValue();
        HttpResponse<byte[]> countersigned =
                post(as(Role.AUDITOR), "/proposals/" + number + "/countersign", "{\"approve\":true}");
        assertThat(TestClient.json(countersigned).get("code").stringValue()).isEqualTo("VOTE_TO_COUNTERSIGN_MISSING");
        Path auditKey = folder.resolve("node/keys/audit.key");
        Path away = Files.move(auditKey, folder.resolve("audit.key"));
        HttpResponse<byte[]> keyless =
                post(as(Role.AUDITOR), "/proposals/" + number + "/countersign", "{\"approve\":true}");
        Files.move(away, auditKey);
        assertThat(TestClient.json(keyless).get("code").stringValue()).isEqualTo("ADMINISTRATOR_KEY_MISSING");
        assertThat(post(as(Role.AUDITOR), "/proposals/" + number + "/vote", "{\"approve\":true}")
                        .statusCode())
                .isEqualTo(403);
        JsonNode withdrawn = TestClient.json(post(as(Role.ADMINISTRATOR), "/proposals/" + number + "/withdraw", "{}"));
        assertThat(withdrawn.get("state").stringValue()).isEqualTo("withdrawn");
    }

    @Test
    void shouldRefuseWhatIsNoProposal() throws Exception {
        assertThat(post(node.client, "/proposals", "{\"kind\":\"tea.party\",\"body\":{}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(node.client, "/proposals", "{\"kind\":\"parameter.set\",\"body\":[]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(node.client, "/proposals", "{\"kind\":\"member.key\",\"body\":{\"key\":\"xyz\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(node.client.get("/proposals/77").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowTheOnlyMember() throws Exception {
        JsonNode members = TestClient.json(node.client.get("/members"));

        assertThat(members.get("own").stringValue()).isEqualTo("registry");
        assertThat(members.get("items").size()).isEqualTo(1);
        assertThat(members.get("items").get(0).get("weight").longValue()).isEqualTo(1);
        assertThat(members.get("engine").get("kind").stringValue()).isEqualTo("embedded");
        assertThat(members.get("contract").longValue()).isEqualTo(TitleChainContract.VERSION);
    }

    private TestClient as(Role role) {
        String token = node.composition()
                .accounts()
                .createToken("node", "test", EnumSet.of(role), 0)
                .secret();
        return new TestClient(node.composition().port(), token);
    }

    private static HttpResponse<byte[]> post(TestClient client, String path, String body) throws Exception {
        return client.send(client.authorised(path)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }
}
