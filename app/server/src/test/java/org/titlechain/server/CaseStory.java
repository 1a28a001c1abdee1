package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Role;
import tools.jackson.databind.JsonNode;

/** The sale of a flat, by people of an office of whom each has a token of his own. */
final class CaseStory {
    static final String NUMBER = "20261121-00000001";
    static final String CASE = "/cases/999901/" + NUMBER;
    private static final String PASSWORD = "correct horse battery";

    private final TestNode node;
    private final String unit;
    final TestClient acceptor;
    final TestClient reviewer;
    final TestClient second;
    final TestClient registrar;
    final TestClient issuer;

    /** Opens the office; the flat with the number is registered by a message. */
    CaseStory(TestNode node, int flat) throws Exception {
        this.node = node;
        this.unit = Messages.unit(flat);
        acceptor = person("acceptor", Role.ACCEPTOR);
        reviewer = person("reviewer", Role.REVIEWER);
        second = person("second", Role.REVIEWER);
        registrar = person("registrar", Role.REGISTRAR);
        issuer = person("issuer", Role.ISSUER, Role.ARCHIVIST);
        assertThat(node.client.post(Messages.first(flat)).statusCode()).isEqualTo(201);
        json(
                200,
                post(
                        node.client,
                        "/office/numbering",
                        "{\"district\":\"999901\",\"prefix\":\"测\",\"county\":\"示例市\"}"));
    }

    private TestClient person(String name, Role... roles) {
        EnumSet<Role> all = EnumSet.copyOf(List.of(roles));
        Accounts accounts = node.composition().accounts();
        accounts.create(name, PASSWORD, all, "zh");
        return new TestClient(
                node.composition().port(),
                accounts.createToken(name, "test", all, 0).secret());
    }

    String unit() {
        return unit;
    }

    static HttpResponse<byte[]> post(TestClient client, String path, String body) throws Exception {
        return client.send(client.authorised(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    static JsonNode json(int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return TestClient.json(answer);
    }

    String document(TestClient client, String text) throws Exception {
        HttpResponse<byte[]> answer = client.send(client.authorised(CASE + "/documents")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(text)));
        return json(201, answer).get("document").stringValue();
    }

    /** A sale of the flat to one buyer, with the papers that the kind asks for. */
    String sale() throws Exception {
        JsonNode sheet = json(200, node.client.get("/units/" + unit));
        JsonNode right = sheet.get("rights").get(0);
        return """
                {"district":"999901","number":"%s","mode":"joint",
                 "applicants":[{"person":{"name":"测试乙","idType":"1","idNumber":"TESTID9001"},"as":"holder"},
                               {"party":"%s","as":"obligor"}],
                 "items":[{"kind":"transfer","subkind":"sale","unit":"%s","target":"%s","coOwnership":"0",
                           "holders":[{"person":{"name":"测试乙","idType":"1","idNumber":"TESTID9001"}}],
                           "price":"1200000.00"}],
                 "materials":[{"code":"identity","document":"%s"},{"code":"contract","document":"%s"},
                              {"code":"tax-proof","document":"%s"}]}
                """.formatted(
                        NUMBER,
                        right.get("holders").get(0).get("party").stringValue(),
                        unit,
                        right.get("id").stringValue(),
                        document(acceptor, "identity"),
                        document(acceptor, "contract"),
                        document(acceptor, "tax"));
    }

    JsonNode step(TestClient client, String step, String body) throws Exception {
        return json(200, post(client, CASE + "/steps/" + step, body));
    }

    void refused(String code, TestClient client, String step, String body) throws Exception {
        JsonNode problem = json(409, post(client, CASE + "/steps/" + step, body));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("remedy").stringValue()).isNotBlank();
    }

    /** From the application to the archive; gives the answer to the order of the certificate. */
    JsonNode complete() throws Exception {
        JsonNode applied = json(201, post(acceptor, "/cases", sale()));
        assertThat(applied.get("state").stringValue()).isEqualTo("applied");

        refused("CASE_STEP_ORDER", registrar, "register", "{}");
        step(acceptor, "accept", "{}");
        step(reviewer, "review", "{\"level\":1,\"outcome\":\"passed\"}");
        refused("CASE_SAME_PERSON", reviewer, "review", "{\"level\":2,\"outcome\":\"passed\"}");
        assertThat(step(second, "review", "{\"level\":2,\"outcome\":\"passed\"}")
                        .get("state")
                        .stringValue())
                .isEqualTo("approved");
        assertThat(step(registrar, "register", "{}").get("state").stringValue()).isEqualTo("registered");
        JsonNode certified = step(issuer, "certificate", "{}");
        long due =
                json(200, acceptor.get(CASE)).get("case").get("fee").get("due").asLong();
        step(acceptor, "fee", "{\"fen\":" + due + ",\"receipt\":\"" + document(acceptor, "paid") + "\"}");
        step(issuer, "issue", "{\"receipt\":\"" + document(issuer, "handed over") + "\"}");
        step(issuer, "archive", "{\"package\":\"" + document(issuer, "archive") + "\"}");

        return certified;
    }

    /** Every operation on cases, and on what departments need, has a success. */
    void play() throws Exception {
        json(200, node.client.get("/case-kinds"));
        json(200, post(acceptor, "/case-checks", sale()));
        complete();
        json(200, node.client.get(CASE + "/people?purpose=registration"));
        json(200, acceptor.get("/cases"));
        json(200, acceptor.get(CASE));
        json(200, acceptor.get(CASE + "/facts"));
        assertThat(acceptor.get(CASE + "/proof").statusCode()).isEqualTo(200);
        String paper = document(acceptor, "paper");
        assertThat(node.client
                        .get(CASE + "/documents/" + paper + "?purpose=case-review")
                        .body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("paper");
        json(
                200,
                post(node.client, "/office/calendar", "{\"year\":2027,\"holidays\":[\"2027-01-01\"],\"workdays\":[]}"));
        json(200, node.client.get("/fact-kinds"));
        trace();
        batch();
        keys();
    }

    private void batch() throws Exception {
        String steps =
                "{\"steps\":[{\"district\":\"999901\",\"number\":\"%s\",\"step\":\"accept\"}]}".formatted(NUMBER);
        JsonNode job = json(202, post(acceptor, "/case-batches", steps));
        String path = "/case-batches/" + job.get("id").stringValue();
        while (!json(200, acceptor.get(path)).get("state").stringValue().equals("done")) {
            Thread.onSpinWait();
        }
        assertThat(json(200, acceptor.get("/case-batches")).get("total").asLong())
                .isEqualTo(1);
        JsonNode line = json(200, acceptor.get(path + "/report")).at("/items/0");
        assertThat(line.get("code").stringValue()).isEqualTo("CASE_STEP_ORDER");
        assertThat(line.get("article").stringValue()).contains("条例");
        json(404, reviewer.get(path));
        json(409, post(acceptor, path + "/stop", "{}"));
        json(409, post(acceptor, path + "/resume", "{}"));
    }

    private void trace() throws Exception {
        JsonNode link = json(201, post(issuer, CASE + "/trace-links", "{}"));
        assertThat(json(200, issuer.get(CASE + "/trace-links")).get("total").asLong())
                .isEqualTo(1);
        String body = "{\"district\":\"999901\",\"number\":\"%s\",\"secret\":\"%s\"}"
                .formatted(NUMBER, link.get("secret").stringValue());
        json(200, post(node.client, "/traces", body));
        assertThat(node.client
                        .call("DELETE", CASE + "/trace-links/" + link.get("id").stringValue(), new byte[0])
                        .statusCode())
                .isEqualTo(204);
    }

    private void keys() throws Exception {
        Signer key = Suite.GM.signatures().signer(new byte[32]);
        String grant = "{\"key\":\"%s\",\"name\":\"tax\",\"organisation\":\"示例市税务局\",\"roles\":[\"tax\"],"
                + "\"districts\":[\"999901\"],\"from\":0}";
        String text = java.util.HexFormat.of().formatHex(key.publicKey());
        json(201, post(node.client, "/keys", grant.formatted(text)));
        json(400, post(node.client, "/keys", grant.formatted(text.substring(2))));
        String id = java.util.HexFormat.of().formatHex(Suite.GM.keyId(key.publicKey()));
        assertThat(json(200, node.client.get("/keys?limit=200")).get("items").valueStream())
                .anyMatch(item -> item.get("id").stringValue().equals(id)
                        && !item.get("revoked").booleanValue());
        json(200, post(node.client, "/keys/" + id + "/revocation", "{\"reason\":\"test-over\"}"));
        assertThat(json(200, node.client.get("/keys?limit=200")).get("items").valueStream())
                .anyMatch(item -> item.get("id").stringValue().equals(id)
                        && item.get("revoked").booleanValue());
    }
}
