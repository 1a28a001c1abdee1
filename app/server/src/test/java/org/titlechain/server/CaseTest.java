package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.server.CaseStory.CASE;
import static org.titlechain.server.CaseStory.json;
import static org.titlechain.server.CaseStory.post;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import tools.jackson.databind.JsonNode;

/** A case through the interface: each step by another person, each signed with that person's key. */
class CaseTest {
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

    @Test
    void shouldLeadASaleFromTheApplicationToTheArchive() throws Exception {
        JsonNode certified = story.complete();

        JsonNode shown = json(200, story.acceptor.get(CASE));
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
        JsonNode sheet = json(200, node.client.get("/units/" + story.unit()));
        assertThat(sheet.get("rights").size()).isEqualTo(1);
        assertThat(sheet.get("rights").get(0).get("case").stringValue()).isEqualTo(CaseStory.NUMBER);
        assertThat(certified.get("result").get("certificates").size()).isEqualTo(1);
        assertThat(Verifier.verifyFile(
                        story.acceptor.get(CASE + "/proof").body(),
                        node.client.get("/trust").body()))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> assertThat(valid.proven())
                                .isInstanceOfSatisfying(
                                        Proven.Held.class,
                                        held -> assertThat(held.key())
                                                .isEqualTo("registration/999901/" + CaseStory.NUMBER)));
    }

    @Test
    void shouldSayBeforehandWhatStandsAgainstAnApplication() throws Exception {
        String sale = story.sale();
        long size = node.composition().node().ledger().status().logSize();

        assertThat(json(200, post(story.acceptor, "/case-checks", sale))
                        .get("refusal")
                        .isNull())
                .isTrue();
        JsonNode poor = json(200, post(story.acceptor, "/case-checks", sale.replace("\"contract\"", "\"other\"")))
                .get("refusal");
        assertThat(poor.get("code").stringValue()).isEqualTo("MATERIAL_MISSING");
        assertThat(poor.get("article").stringValue()).contains("条例");
        assertThat(poor.at("/facts/material").stringValue()).isEqualTo("contract");
        assertThat(node.composition().node().ledger().status().logSize()).isEqualTo(size);
    }

    @Test
    void shouldTakeWhatAnAuthorityOrders() throws Exception {
        JsonNode right = json(200, node.client.get("/units/" + story.unit()))
                .get("rights")
                .get(0);
        String order = """
                {"district":"999901","mode":"entrusted","applicants":[],
                 "authority":{"organisation":"示例市人民法院","document":"（2026）测执1号"},
                 "items":[{"kind":"seizure","subkind":"seizure","unit":"%s","target":"%s",
                           "term":{"from":"2026-01-01","until":"%s"}}],
                 "materials":[{"code":"seizure-order","document":"%s"}]}
                """.formatted(
                        story.unit(),
                        right.get("id").stringValue(),
                        LocalDate.now(ZoneOffset.UTC).plusYears(1),
                        story.document(story.acceptor, "order"));

        assertThat(json(200, post(story.acceptor, "/case-checks", order))
                        .get("refusal")
                        .isNull())
                .isTrue();
        assertThat(json(201, post(story.acceptor, "/cases", order)).get("state").stringValue())
                .isEqualTo("applied");
    }

    @Test
    void shouldNameTheRuleThatRefuses() throws Exception {
        String withoutSeller = story.sale().replaceAll(",\\s*\\{\"party\":\"[0-9a-f]+\",\"as\":\"obligor\"}", "");

        JsonNode refusal =
                json(200, post(story.acceptor, "/case-checks", withoutSeller)).get("refusal");
        assertThat(refusal.get("code").stringValue()).isEqualTo("RULE_REFUSES");
        assertThat(refusal.at("/rule/rule").stringValue()).isEqualTo("joint-parties");
        assertThat(refusal.at("/rule/article").stringValue()).isNotBlank();

        json(201, post(story.acceptor, "/cases", withoutSeller));
        JsonNode refused = json(409, post(story.acceptor, CASE + "/steps/accept", "{}"));
        assertThat(refused.get("rule")).isEqualTo(refusal.get("rule"));
    }

    @Test
    void shouldKeepNamesNumbersAndPricesInTheVault() throws Exception {
        json(201, post(story.acceptor, "/cases", story.sale()));
        story.step(story.acceptor, "accept", "{}");
        story.step(story.reviewer, "review", "{\"level\":1,\"outcome\":\"passed\"}");
        story.step(story.second, "review", "{\"level\":2,\"outcome\":\"passed\"}");
        story.step(story.registrar, "register", "{}");

        JsonNode people = json(200, node.client.get(CASE + "/people?purpose=registration"));
        assertThat(people.at("/items/0/name").stringValue()).isEqualTo("测试乙");
        assertThat(people.get("items").size()).isEqualTo(2);
        assertThat(people.at("/items/1/name").stringValue()).isNotBlank();
        assertThat(story.acceptor.get(CASE + "/people?purpose=registration").statusCode())
                .isEqualTo(403);
        String shown = new String(story.acceptor.get(CASE).body(), StandardCharsets.UTF_8);
        assertThat(shown).doesNotContain("测试乙", "TESTID9001", "1200000");
        JsonNode holder = json(200, node.client.get("/units/" + story.unit() + "/holders?purpose=case-review"))
                .get("items")
                .get(0);
        assertThat(holder.get("name").stringValue()).isEqualTo("测试乙");
        assertThat(holder.get("idNumber").stringValue()).isEqualTo("TESTID9001");
    }

    @Test
    void shouldListCasesByWhatIsDueAndCountThem() throws Exception {
        json(201, post(story.acceptor, "/cases", story.sale()));
        story.step(story.acceptor, "accept", "{}");
        long size = node.composition().node().ledger().status().logSize();
        assertThat(node.composition().node().query().awaitPosition(size - 1, Duration.ofSeconds(30)))
                .isTrue();

        JsonNode list = json(200, story.acceptor.get("/cases?state=accepted&text=00000001"));
        assertThat(list.get("items").size()).isEqualTo(1);
        assertThat(list.get("items").get(0).get("due").asLong())
                .isGreaterThan(list.get("items").get(0).get("applied").asLong());
        assertThat(json(200, story.acceptor.get("/cases?text=" + story.unit()))
                        .get("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(json(200, story.acceptor.get("/cases?state=applied"))
                        .get("total")
                        .asLong())
                .isZero();
        assertThat(json(200, story.acceptor.get("/statistics/home"))
                        .get("cases")
                        .get("applied")
                        .asLong())
                .isEqualTo(1);
    }
}
