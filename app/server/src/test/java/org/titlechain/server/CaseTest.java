package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Role;
import tools.jackson.databind.JsonNode;

/** A case through the interface: each step by another person, each signed with that person's key. */
class CaseTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String CASE = "/cases/999901/20261121-00000001";

    @TempDir
    Path folder;

    private TestNode node;
    private TestClient acceptor;
    private TestClient reviewer;
    private TestClient second;
    private TestClient registrar;
    private TestClient issuer;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.start(folder.resolve("node"));
        acceptor = person("acceptor", Role.ACCEPTOR);
        reviewer = person("reviewer", Role.REVIEWER);
        second = person("second", Role.REVIEWER);
        registrar = person("registrar", Role.REGISTRAR);
        issuer = person("issuer", Role.ISSUER, Role.ARCHIVIST);
        assertThat(node.client.post(Messages.first(1)).statusCode()).isEqualTo(201);
        json(
                200,
                post(
                        node.client,
                        "/office/numbering",
                        "{\"district\":\"999901\",\"prefix\":\"测\",\"county\":\"示例市\"}"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private TestClient person(String name, Role... roles) {
        EnumSet<Role> all = EnumSet.copyOf(List.of(roles));
        Accounts accounts = node.composition().accounts();
        accounts.create(name, PASSWORD, all, "zh");
        return new TestClient(
                node.composition().port(),
                accounts.createToken(name, "test", all, 0).secret());
    }

    private static HttpResponse<byte[]> post(TestClient client, String path, String body) throws Exception {
        return client.send(client.authorised(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return TestClient.json(answer);
    }

    private String document(TestClient client, String text) throws Exception {
        HttpResponse<byte[]> answer = client.send(client.authorised(CASE + "/documents")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(text)));
        return json(201, answer).get("document").stringValue();
    }

    /** A sale of the flat to one buyer, with the papers that the kind asks for. */
    private String sale() throws Exception {
        JsonNode sheet = json(200, node.client.get("/units/" + Messages.unit(1)));
        JsonNode right = sheet.get("rights").get(0);
        return """
                {"district":"999901","number":"20261121-00000001","mode":"joint",
                 "applicants":[{"person":{"name":"测试乙","idType":"1","idNumber":"TESTID9001"},"as":"holder"},
                               {"party":"%s","as":"obligor"}],
                 "items":[{"kind":"transfer","subkind":"sale","unit":"%s","target":"%s","coOwnership":"0",
                           "holders":[{"person":{"name":"测试乙","idType":"1","idNumber":"TESTID9001"}}],
                           "price":"1200000.00"}],
                 "materials":[{"code":"identity","document":"%s"},{"code":"contract","document":"%s"},
                              {"code":"tax-proof","document":"%s"}]}
                """.formatted(
                        right.get("holders").get(0).get("party").stringValue(),
                        Messages.unit(1),
                        right.get("id").stringValue(),
                        document(acceptor, "identity"),
                        document(acceptor, "contract"),
                        document(acceptor, "tax"));
    }

    private JsonNode step(TestClient client, String step, String body) throws Exception {
        return json(200, post(client, CASE + "/steps/" + step, body));
    }

    private void refused(String code, TestClient client, String step, String body) throws Exception {
        JsonNode problem = json(409, post(client, CASE + "/steps/" + step, body));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("remedy").stringValue()).isNotBlank();
    }

    @Test
    void shouldLeadASaleFromTheApplicationToTheArchive() throws Exception {
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

        JsonNode shown = json(200, acceptor.get(CASE));
        assertThat(shown.get("case").get("state").stringValue()).isEqualTo("archived");
        assertThat(shown.get("trace").valueStream().map(one -> one.get("stage").stringValue()))
                .containsExactly(
                        "application",
                        "acceptance",
                        "review",
                        "review",
                        "registration",
                        "certificate",
                        "fee",
                        "issue",
                        "archive");
        assertThat(shown.get("trace").get(4).get("signer").stringValue()).isEqualTo("registrar");
        JsonNode sheet = json(200, node.client.get("/units/" + Messages.unit(1)));
        assertThat(sheet.get("rights").size()).isEqualTo(1);
        assertThat(sheet.get("rights").get(0).get("case").stringValue()).isEqualTo("20261121-00000001");
        assertThat(certified.get("result").get("certificates").size()).isEqualTo(1);
        assertThat(Verifier.verifyFile(
                        acceptor.get(CASE + "/proof").body(),
                        node.client.get("/trust").body()))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> assertThat(valid.proven())
                                .isInstanceOfSatisfying(
                                        Proven.Held.class,
                                        held -> assertThat(held.key())
                                                .isEqualTo("registration/999901/20261121-00000001")));
    }

    @Test
    void shouldSayBeforehandWhatStandsAgainstAnApplication() throws Exception {
        String sale = sale();
        long size = node.composition().node().ledger().status().logSize();

        assertThat(json(200, post(acceptor, "/case-checks", sale))
                        .get("refusal")
                        .isNull())
                .isTrue();
        JsonNode poor = json(200, post(acceptor, "/case-checks", sale.replace("\"contract\"", "\"other\"")))
                .get("refusal");
        assertThat(poor.get("code").stringValue()).isEqualTo("MATERIAL_MISSING");
        assertThat(poor.get("article").stringValue()).contains("条例");
        assertThat(poor.at("/facts/material").stringValue()).isEqualTo("contract");
        assertThat(node.composition().node().ledger().status().logSize()).isEqualTo(size);
    }

    @Test
    void shouldTakeWhatAnAuthorityOrders() throws Exception {
        JsonNode right = json(200, node.client.get("/units/" + Messages.unit(1)))
                .get("rights")
                .get(0);
        String order = """
                {"district":"999901","mode":"entrusted","applicants":[],
                 "authority":{"organisation":"示例市人民法院","document":"（2026）测执1号"},
                 "items":[{"kind":"seizure","subkind":"seizure","unit":"%s","target":"%s",
                           "term":{"from":"2026-01-01","until":"%s"}}],
                 "materials":[{"code":"seizure-order","document":"%s"}]}
                """.formatted(
                        Messages.unit(1),
                        right.get("id").stringValue(),
                        LocalDate.now(ZoneOffset.UTC).plusYears(1),
                        document(acceptor, "order"));

        assertThat(json(200, post(acceptor, "/case-checks", order))
                        .get("refusal")
                        .isNull())
                .isTrue();
        assertThat(json(201, post(acceptor, "/cases", order)).get("state").stringValue())
                .isEqualTo("applied");
    }

    @Test
    void shouldNameTheRuleThatRefuses() throws Exception {
        String withoutSeller = sale().replaceAll(",\\s*\\{\"party\":\"[0-9a-f]+\",\"as\":\"obligor\"}", "");

        JsonNode refusal =
                json(200, post(acceptor, "/case-checks", withoutSeller)).get("refusal");
        assertThat(refusal.get("code").stringValue()).isEqualTo("RULE_REFUSES");
        assertThat(refusal.at("/rule/rule").stringValue()).isEqualTo("joint-parties");
        assertThat(refusal.at("/rule/article").stringValue()).isNotBlank();

        json(201, post(acceptor, "/cases", withoutSeller));
        JsonNode refused = json(409, post(acceptor, CASE + "/steps/accept", "{}"));
        assertThat(refused.get("rule")).isEqualTo(refusal.get("rule"));
    }

    @Test
    void shouldKeepNamesNumbersAndPricesInTheVault() throws Exception {
        json(201, post(acceptor, "/cases", sale()));
        step(acceptor, "accept", "{}");
        step(reviewer, "review", "{\"level\":1,\"outcome\":\"passed\"}");
        step(second, "review", "{\"level\":2,\"outcome\":\"passed\"}");
        step(registrar, "register", "{}");

        JsonNode people = json(200, node.client.get(CASE + "/people?purpose=registration"));
        assertThat(people.at("/items/0/name").stringValue()).isEqualTo("测试乙");
        assertThat(people.get("items").size()).isEqualTo(2);
        assertThat(people.at("/items/1/name").stringValue()).isNotBlank();
        assertThat(acceptor.get(CASE + "/people?purpose=registration").statusCode())
                .isEqualTo(403);
        String shown = new String(acceptor.get(CASE).body(), StandardCharsets.UTF_8);
        assertThat(shown).doesNotContain("测试乙", "TESTID9001", "1200000");
        JsonNode holder = json(200, node.client.get("/units/" + Messages.unit(1) + "/holders?purpose=case-review"))
                .get("items")
                .get(0);
        assertThat(holder.get("name").stringValue()).isEqualTo("测试乙");
        assertThat(holder.get("idNumber").stringValue()).isEqualTo("TESTID9001");
    }

    @Test
    void shouldListCasesByWhatIsDueAndCountThem() throws Exception {
        json(201, post(acceptor, "/cases", sale()));
        step(acceptor, "accept", "{}");
        long size = node.composition().node().ledger().status().logSize();
        assertThat(node.composition().node().query().awaitPosition(size - 1, Duration.ofSeconds(30)))
                .isTrue();

        JsonNode list = json(200, acceptor.get("/cases?state=accepted&text=00000001"));
        assertThat(list.get("items").size()).isEqualTo(1);
        assertThat(list.get("items").get(0).get("due").asLong())
                .isGreaterThan(list.get("items").get(0).get("applied").asLong());
        assertThat(json(200, acceptor.get("/cases?text=" + Messages.unit(1)))
                        .get("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(json(200, acceptor.get("/cases?state=applied")).get("total").asLong())
                .isZero();
        assertThat(json(200, acceptor.get("/statistics/home"))
                        .get("cases")
                        .get("applied")
                        .asLong())
                .isEqualTo(1);
    }
}
