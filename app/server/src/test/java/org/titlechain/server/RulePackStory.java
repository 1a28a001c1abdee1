package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A rule is tightened: read, altered, checked, tried, proposed, voted, activated, and retired in the end. */
final class RulePackStory {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final TestClient client;

    RulePackStory(TestClient client) {
        this.client = client;
    }

    void play() throws Exception {
        JsonNode packs = ok(client.get("/rule-packs"));
        assertThat(packs.at("/items/0/pack").stringValue()).isEqualTo("national");
        assertThat(packs.at("/items/0/active").longValue()).isEqualTo(1);
        assertThat(ok(client.get("/rule-facts")).get("items").size()).isGreaterThan(50);
        JsonNode first = ok(client.get("/rule-packs/national/1"));
        assertThat(first.at("/adoption/state").stringValue()).isEqualTo("active");
        String yaml = text(client.get("/rule-packs/national/1/yaml"));
        assertThat(yaml).isEqualTo(first.get("yaml").stringValue());

        String second = yaml.replace("version: 1\n", "version: 2\n").replace("severity: warn", "severity: human");
        assertThat(second).isNotEqualTo(yaml);
        check(second);
        tryOut(second);
        propose(second);
        contracts();
        retire();
    }

    private void check(String second) throws Exception {
        assertThat(ok(yaml("/rule-pack-checks", second)).get("valid").booleanValue())
                .isTrue();
        JsonNode wrong = ok(yaml("/rule-pack-checks", second.replace("\"!unit.seized\"", "unit.sezed")));
        assertThat(wrong.get("valid").booleanValue()).isFalse();
        assertThat(wrong.get("defect").stringValue()).isEqualTo("CONDITION_INVALID");
        assertThat(wrong.get("place").stringValue()).isEqualTo("rules/not-seized/condition");
        ObjectNode form = (ObjectNode) ok(client.get("/rule-packs/national/1")).get("pack");
        assertThat(send("/rule-pack-checks", form).get("valid").booleanValue()).isTrue();
    }

    private void tryOut(String second) throws Exception {
        ObjectNode trial = MAPPER.createObjectNode();
        trial.set("pack", ok(yaml("/rule-pack-checks", second)).get("pack"));
        ObjectNode given = trial.putArray("cases").addObject();
        given.put("name", "made up").put("kind", "transfer/sale").put("moment", "acceptance");
        given.putObject("facts").put("unit.objections", 1).putArray("case.materials");
        JsonNode report = send("/rule-pack-trials", trial);
        assertThat(report.get("tried").longValue()).isEqualTo(1);
        assertThat(report.at("/changed/0/rules").toString())
                .contains("{\"rule\":\"national/objection-told\",\"before\":\"warn\",\"after\":\"human\"}");
        assertThat(ok(yaml("/rule-pack-trials", second)).get("changed").size()).isZero();
    }

    private void propose(String second) throws Exception {
        HttpResponse<byte[]> refused = yaml("/rule-packs", yamlOfVersion(second, 7));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestClient.json(refused).get("code").stringValue()).isEqualTo("RULE_PACK_VERSION");
        HttpResponse<byte[]> proposed = yaml("/rule-packs", second);
        assertThat(proposed.statusCode()).isEqualTo(201);
        assertThat(state(
                        "/rule-packs/national/2/votes",
                        MAPPER.createObjectNode().put("approve", true)))
                .isEqualTo("accepted");
        assertThat(state("/rule-packs/national/2/activation", MAPPER.createObjectNode()))
                .isEqualTo("active");
        JsonNode differences = ok(client.get("/rule-packs/national/2/differences?with=1"));
        assertThat(differences.toString())
                .contains("{\"place\":\"rules/objection-told/severity\",\"before\":\"warn\",\"after\":\"human\"}");
        assertThat(ok(client.get("/rule-packs/national/1"))
                        .at("/adoption/state")
                        .stringValue())
                .isEqualTo("superseded");
    }

    private static String yamlOfVersion(String yaml, int version) {
        return yaml.replace("version: 2\n", "version: " + version + "\n");
    }

    /** The refusals that a contract of the program lists as its rules. */
    private java.util.List<String> codes(String path) throws Exception {
        return ok(client.get(path))
                .get("rules")
                .valueStream()
                .map(rule -> rule.get("id").stringValue())
                .toList();
    }

    private void contracts() throws Exception {
        JsonNode items = ok(client.get("/contracts")).get("items");
        assertThat(items.toString()).contains("titlechain.registration").contains("\"kind\":\"rule-pack\"");
        JsonNode pack = ok(client.get("/contracts/national/2"));
        assertThat(pack.get("rules").toString()).contains("被依法查封的不动产");
        JsonNode program = ok(client.get("/contracts/titlechain.registration/2"));
        assertThat(program.get("rules").toString()).contains("UNIT_SEIZED");
        assertThat(codes("/contracts/titlechain.registration/7"))
                .contains("UNIT_SEIZED", "CASE_STEP_ORDER", "RULE_REFUSES")
                .noneMatch(code -> code.matches("(ANCHOR|SHARE_OF|KEY|RECORD|RULE_PACK)_.*"));
        assertThat(codes("/contracts/titlechain.anchoring/7"))
                .isNotEmpty()
                .allMatch(code -> code.startsWith("ANCHOR_"));
        assertThat(codes("/contracts/titlechain.sharing/7")).containsExactly("SHARE_OF_ANOTHER_MEMBER");
        assertThat(text(client.get("/contracts/national/2/source"))).contains("version: 2");
    }

    private void retire() throws Exception {
        assertThat(state(
                        "/rule-packs/national/2/retirement",
                        MAPPER.createObjectNode().put("reason", "trial-over")))
                .isEqualTo("retiring");
        assertThat(state(
                        "/rule-packs/national/2/votes",
                        MAPPER.createObjectNode().put("approve", false)))
                .isEqualTo("active");
    }

    private String state(String path, ObjectNode body) throws Exception {
        return send(path, body).get("state").stringValue();
    }

    private JsonNode send(String path, ObjectNode body) throws Exception {
        return ok(client.send(client.authorised(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))));
    }

    private HttpResponse<byte[]> yaml(String path, String text) throws Exception {
        return client.send(client.authorised(path)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(text)));
    }

    private static String text(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode ok(HttpResponse<byte[]> response) {
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return TestClient.json(response);
    }
}
