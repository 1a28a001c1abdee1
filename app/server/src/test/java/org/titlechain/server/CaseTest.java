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
import java.util.List;
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
    void shouldTellTheLoserOfARaceWhoCameFirstWhoeverSpeaksFirst() throws Exception {
        String other = "20261121-00000002";
        String own = "/cases/999901/" + other;
        String sale = story.sale();
        json(201, post(story.acceptor, "/cases", sale));
        json(201, post(story.acceptor, "/cases", sale.replace(CaseStory.NUMBER, other)));
        story.step(story.acceptor, "accept", "{}");
        json(200, post(story.acceptor, own + "/steps/accept", "{}"));
        for (String path : List.of(CASE, own)) {
            json(200, post(story.reviewer, path + "/steps/review", "{\"level\":1,\"outcome\":\"passed\"}"));
            json(200, post(story.second, path + "/steps/review", "{\"level\":2,\"outcome\":\"passed\"}"));
        }
        long accepted = stepTime("acceptance");
        assertThat(json(200, story.acceptor.get(CASE)).get("before").size()).isZero();

        JsonNode early = json(409, post(story.registrar, own + "/steps/register", "{}"));
        assertThat(early.get("code").stringValue()).isEqualTo("CASE_QUEUED_BEHIND");
        assertBefore(early.get("before"), "waiting", "acceptance", accepted);

        story.step(story.registrar, "register", "{}");
        JsonNode late = json(409, post(story.registrar, own + "/steps/register", "{}"));
        assertThat(late.get("code").stringValue()).as("the pack speaks first").isEqualTo("RULE_REFUSES");
        assertBefore(late.get("before"), "entered", "registration", stepTime("registration"));
        assertThat(json(200, story.acceptor.get(own)).get("before")).isEqualTo(late.get("before"));

        JsonNode third = json(
                        200, post(story.acceptor, "/case-checks", sale.replace(CaseStory.NUMBER, "20261121-00000003")))
                .get("refusal");
        assertThat(third.get("before").valueStream().map(one -> one.get("way").stringValue()))
                .containsExactly("waiting", "entered");
    }

    private long stepTime(String stage) throws Exception {
        return json(200, story.acceptor.get(CASE))
                .get("trace")
                .valueStream()
                .filter(step -> step.get("stage").stringValue().equals(stage))
                .findFirst()
                .orElseThrow()
                .get("time")
                .asLong();
    }

    /** The first case, its step and its time, and nothing else: nobody is named. */
    private void assertBefore(JsonNode before, String way, String stage, long time) {
        assertThat(before.size()).isEqualTo(1);
        JsonNode one = before.get(0);
        assertThat(one.propertyNames())
                .containsExactlyInAnyOrder("unit", "district", "number", "state", "stage", "time", "way");
        assertThat(one.get("unit").stringValue()).isEqualTo(story.unit());
        assertThat(one.get("number").stringValue()).isEqualTo(CaseStory.NUMBER);
        assertThat(one.get("way").stringValue()).isEqualTo(way);
        assertThat(one.get("stage").stringValue()).isEqualTo(stage);
        assertThat(one.get("time").asLong()).isEqualTo(time);
    }

    @Test
    void shouldSayThatASeizureHasLapsedWhileItStillStandsOnTheSheet() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String first = seize("S-1", today.plusYears(1));
        String waiting = seize("S-2", today.plusMonths(30));
        JsonNode now = json(200, node.client.get("/units/" + story.unit()));
        long size = node.composition().node().ledger().status().logSize();

        JsonNode later = json(200, node.client.get("/units/" + story.unit() + "?at=" + noon(today.plusYears(2))));
        JsonNode last = json(200, node.client.get("/units/" + story.unit() + "?at=" + noon(today.plusYears(4))));

        assertThat(now.at("/lapse/lapsed").size()).isZero();
        assertThat(now.at("/lapse/effective").size()).isZero();
        assertThat(later.at("/lapse/lapsed").toString()).isEqualTo("[{\"kind\":\"seizure\",\"id\":\"" + first + "\"}]");
        assertThat(later.at("/lapse/effective").toString()).isEqualTo("[\"" + waiting + "\"]");
        assertThat(last.at("/lapse/lapsed").size()).isEqualTo(2);
        assertThat(last.at("/lapse/effective").size()).isZero();
        assertThat(later.get("restrictions")).isEqualTo(now.get("restrictions"));
        assertThat(node.composition().node().ledger().status().logSize()).isEqualTo(size);
    }

    private static long noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private String seize(String number, LocalDate until) throws Exception {
        JsonNode right = json(200, node.client.get("/units/" + story.unit()))
                .get("rights")
                .get(0);
        String order = """
                {"district":"999901","number":"%s","mode":"entrusted","applicants":[],
                 "authority":{"organisation":"示例市人民法院","document":"（2026）测执%s号"},
                 "items":[{"kind":"seizure","subkind":"seizure","unit":"%s","target":"%s",
                           "term":{"from":"%s","until":"%s"}}],
                 "materials":[{"code":"seizure-order","document":"%s"}]}
                """.formatted(
                        number,
                        number,
                        story.unit(),
                        right.get("id").stringValue(),
                        LocalDate.now(ZoneOffset.UTC),
                        until,
                        story.document(story.acceptor, "order"));
        json(201, post(story.acceptor, "/cases", order));
        String steps = "/cases/999901/" + number + "/steps/";
        json(200, post(story.acceptor, steps + "accept", "{}"));
        json(200, post(story.reviewer, steps + "review", "{\"level\":1,\"outcome\":\"passed\"}"));
        json(200, post(story.registrar, steps + "register", "{}"));
        return number;
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
