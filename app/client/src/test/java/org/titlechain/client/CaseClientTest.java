package org.titlechain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.client.ClientException.NotProven;
import org.titlechain.client.ClientException.Refused;
import org.titlechain.proof.Verifier;
import org.titlechain.server.accounts.Role;
import tools.jackson.databind.JsonNode;

/** Cases, rule packs and contracts through the SDK, on a real node: the same names, the same answers. */
@TestInstance(Lifecycle.PER_CLASS)
class CaseClientTest {
    private static final String UNIT = "999901001002GB00014F00220045";
    private static final Party OWNER = new Party.Person("测试甲", "1", "TESTID0001");

    private RunningNode node;
    private TitleChainClient office;
    private TitleChainClient acceptor;
    private TitleChainClient reviewer;
    private TitleChainClient second;
    private TitleChainClient registrar;
    private TitleChainClient issuer;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        node = RunningNode.start(folder.resolve("node"));
        office = node.client();
        acceptor = node.person("acceptor", Role.ACCEPTOR);
        reviewer = node.person("reviewer", Role.REVIEWER);
        second = node.person("second", Role.REVIEWER);
        registrar = node.person("registrar", Role.REGISTRAR);
        issuer = node.person("issuer", Role.ISSUER, Role.ARCHIVIST);
        office.cases().officeNumbering("999901", "测", "示例市");
    }

    @AfterAll
    void stop() {
        List.of(office, acceptor, reviewer, second, registrar, issuer).forEach(TitleChainClient::close);
        node.close();
    }

    private Application firstRegistration(CaseNumber number) {
        return firstRegistration(number, UNIT);
    }

    private Application firstRegistration(CaseNumber number, String unit) {
        Application application = Application.unilateral(number)
                .holder(OWNER)
                .item(Item.of("first/building", unit)
                        .soleHolder(OWNER)
                        .area(1_011_700)
                        .nature("use", "11"));
        for (String code : List.of("identity", "title-source", "planning", "completion", "survey")) {
            application.material(code, acceptor.cases().caseDocumentPut(number, code.getBytes(StandardCharsets.UTF_8)));
        }
        return application;
    }

    @Test
    void shouldLeadACaseFromTheApplicationToTheArchive() {
        CaseNumber number = new CaseNumber("999901", "20261121-00000001");
        assertThat(acceptor.cases().caseApply(firstRegistration(number)).state())
                .contains("applied");

        assertThatThrownBy(() -> registrar.cases().caseStep(number, Step.register()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("CASE_STEP_ORDER"));
        acceptor.cases().caseStep(number, Step.accept());
        String photograph = reviewer.cases().caseDocumentPut(number, new byte[] {1});
        reviewer.cases().caseStep(number, Step.inspect(true, photograph));
        reviewer.cases().caseStep(number, Step.review(1));
        second.cases().caseStep(number, Step.review(2));
        Said registered = registrar.cases().caseStep(number, Step.register());
        issuer.cases().caseStep(number, Step.certificate());
        JsonNode due = acceptor.cases().caseOf(number).at("/case/fee/due");
        acceptor.cases().caseStep(number, Step.fee(due.longValue(), photograph));
        issuer.cases().caseStep(number, Step.issue(photograph));
        issuer.cases().caseStep(number, Step.archive(photograph));

        assertThat(registered.state()).contains("registered");
        assertThat(registered.result().get("units").asList()).hasSize(1);
        assertThat(Verifier.verifyFile(registered.receipt(), node.trust).isValid())
                .isTrue();
        assertThat(acceptor.cases().caseOf(number).at("/case/state").stringValue())
                .isEqualTo("archived");
        assertThat(Verifier.verifyFile(acceptor.cases().caseProof(number), node.trust)
                        .isValid())
                .isTrue();
        assertThat(office.cases().caseDocument(number, photograph, "case-review"))
                .containsExactly(1);
    }

    @Test
    void shouldHandOutASecretThatOpensTheTraceUntilItIsTakenBack() {
        CaseNumber number = new CaseNumber("999901", "20261121-00000004");
        acceptor.cases().caseApply(firstRegistration(number));

        JsonNode link = issuer.cases().caseTraceLinkCreate(number, 30);
        String secret = link.get("secret").stringValue();
        assertThat(issuer.cases().caseTraceLinks(number).get("total").asLong()).isEqualTo(1);
        JsonNode trace = office.cases().trace(number, secret);
        assertThat(trace.at("/steps/0/stage").stringValue()).isEqualTo("application");
        assertThat(Verifier.verifyFile(
                                java.util.Base64.getDecoder()
                                        .decode(trace.get("proof").stringValue()),
                                node.trust)
                        .isValid())
                .isTrue();

        issuer.cases().caseTraceLinkRevoke(number, link.get("id").stringValue());
        assertThatThrownBy(() -> office.cases().trace(number, secret))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("TRACE_UNKNOWN"));
    }

    @Test
    void shouldApplyAndAcceptInBatches() throws Exception {
        CaseNumber one = new CaseNumber("999901", "20261121-00000005");
        CaseNumber other = new CaseNumber("999901", "20261121-00000006");
        String applying = acceptor.cases()
                .caseBatchStart(List.of(
                        firstRegistration(one, "999901001002GB00014F00220046"),
                        firstRegistration(other, "999901001002GB00014F00220047")))
                .get("id")
                .stringValue();
        awaitEnd(applying);
        String accepting = acceptor.cases()
                .caseBatchStart(Map.of(one, Step.accept(), other, Step.accept()))
                .get("id")
                .stringValue();
        awaitEnd(accepting);

        assertThat(acceptor.cases().caseBatchReport(applying, "").get("items").valueStream())
                .allMatch(line -> line.get("state").stringValue().equals("applied"));
        assertThat(acceptor.cases().caseBatchReport(accepting, "").get("items").valueStream())
                .allMatch(line -> line.get("state").stringValue().equals("accepted"));
        assertThat(acceptor.cases().caseBatches().get("total").asLong()).isEqualTo(2);
        assertThatThrownBy(() -> acceptor.cases().caseBatchStop(applying)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> acceptor.cases().caseBatchResume(applying)).isInstanceOf(Refused.class);
    }

    private void awaitEnd(String batch) {
        while (!acceptor.cases().caseBatch(batch).get("state").stringValue().equals("done")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldNotBelieveTheReceiptOfAnotherCase() {
        CaseNumber one = new CaseNumber("999901", "20261121-00000002");
        CaseNumber other = new CaseNumber("999901", "20261121-00000003");
        byte[] receipt = acceptor.cases().caseApply(firstRegistration(one)).receipt();
        String answer = "{\"receipt\":\"" + java.util.Base64.getEncoder().encodeToString(receipt) + "\"}";
        JsonNode read = NodeLink.read(answer.getBytes(StandardCharsets.UTF_8));

        assertThat(Said.of(read, node.trust, one.stateKey()).state()).contains("applied");
        assertThatThrownBy(() -> Said.of(read, node.trust, other.stateKey())).isInstanceOf(NotProven.class);
        assertThatThrownBy(() -> Said.of(NodeLink.read("{}".getBytes(StandardCharsets.UTF_8)), node.trust))
                .isInstanceOf(NotProven.class);
    }

    @Test
    void shouldListCasesKindsAndTheCalendar() {
        assertThat(office.cases().caseKinds().get("items").size()).isGreaterThan(40);
        assertThat(office.cases()
                        .officeCalendar(2027, List.of("2027-01-01"), List.of())
                        .result()
                        .get("calendar")
                        .asText())
                .isEqualTo("calendar/2027");
        assertThat(office.cases()
                        .cases(Map.of("state", "withdrawn", "sort", "newest"), "")
                        .get("total")
                        .longValue())
                .isZero();
    }

    @Test
    void shouldTightenARuleAndTakeItBack() {
        RulePacks packs = office.rulePacks();
        assertThat(packs.rulePacks().at("/items/0/pack").stringValue()).isEqualTo("national");
        assertThat(packs.ruleFacts().get("items").size()).isGreaterThan(50);
        String yaml = packs.rulePackDownload("national", 1);
        String tightened = yaml.replace("version: 1\n", "version: 2\n").replace("severity: warn", "severity: human");

        assertThat(packs.rulePackCheck(tightened).get("valid").booleanValue()).isTrue();
        assertThat(packs.rulePackTry(tightened).get("changed").size()).isZero();
        packs.rulePackPropose(tightened);
        packs.rulePackVote("national", 2, true);
        assertThat(packs.rulePackActivate("national", 2).state()).contains("active");
        assertThat(packs.rulePack("national", 1).at("/adoption/state").stringValue())
                .isEqualTo("superseded");
        assertThat(packs.rulePackCompare("national", 2, 1).get("items").size()).isPositive();
        assertThat(packs.rulePackRetire("national", 2, "trial-over").state()).contains("retiring");
        packs.rulePackVote("national", 2, false);
    }

    @Test
    void shouldReadContracts() {
        Contracts contracts = office.contracts();
        assertThat(contracts.contracts().get("items").size()).isPositive();
        assertThat(contracts.contract("national", 1).get("rules").size()).isPositive();
        assertThat(new String(contracts.contractDownload("national", 1), StandardCharsets.UTF_8))
                .contains("version: 1");
    }

    @Test
    void shouldHaveAMethodForEachOperation() throws IOException {
        Set<String> methods = new TreeSet<>();
        for (Class<?> part :
                List.of(Cases.class, RulePacks.class, Contracts.class, Entitlements.class, Register.class)) {
            Arrays.stream(part.getDeclaredMethods()).forEach(method -> methods.add(method.getName()));
        }
        Set<String> missing = new TreeSet<>();
        JsonNode document = document();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (path.getKey().matches("/(case|office|rule-|contracts|keys|fact|traces|units|parcels).*")) {
                        missing.add(operation.getValue().get("operationId").stringValue());
                    }
                }));
        assertThat(missing).contains("case", "rulePackTry", "contractDownload", "keyGrant", "trace", "caseBatchStart");
        missing.removeAll(methods);
        assertThat(missing).as("but the one whose name is a word of Java").containsExactly("case");
    }

    private static JsonNode document() throws IOException {
        try (InputStream stream = CaseClientTest.class.getResourceAsStream("/openapi.json")) {
            return NodeLink.read(java.util.Objects.requireNonNull(stream).readAllBytes());
        }
    }

    @Test
    void shouldShowInItsReadmeWhatIsTestedHere() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String example = readme.substring(start, readme.indexOf("```", start));
        String tested = Files.readString(Path.of("src/test/java/org/titlechain/client/ReadmeTest.java"));
        assertThat(tested.replaceAll("\\s", "")).contains(example.replaceAll("\\s", ""));
    }
}
