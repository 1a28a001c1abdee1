package org.titlechain.departments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.client.CaseNumber;
import org.titlechain.client.ClientException.Refused;
import org.titlechain.client.Fact;
import org.titlechain.client.TitleChainClient;
import org.titlechain.departments.Sales.Outcome;
import org.titlechain.proof.Verifier;
import tools.jackson.databind.JsonNode;

/** Sales without a hand: six departments that are played, and what happens when one of them is not as it should be. */
@TestInstance(Lifecycle.PER_CLASS)
class DepartmentsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PlayedOffice office;
    private List<JsonNode> sheets = List.of();
    private Outcome early;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        office = PlayedOffice.start(folder.resolve("node"));
        sheets = office.sales("").saleable(PlayedOffice.DISTRICT, 7);
        assertThat(sheets).hasSize(7);
        early = office.sales("EARLY-").sell(sheets.get(6), 1, Duration.ZERO);
        office.open();
    }

    @AfterAll
    void stop() {
        office.close();
    }

    private List<DepartmentDesk> desks(Behaviour behaviour, Department... departments) throws IOException {
        List<DepartmentDesk> desks = new ArrayList<>();
        for (Department department : departments) {
            desks.add(office.desk(department, behaviour));
        }
        return desks;
    }

    /** Sells while the departments look again and again. */
    private Outcome sell(String prefix, JsonNode sheet, List<DepartmentDesk> desks) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> departments = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                desks.forEach(DepartmentDesk::look);
                LockSupport.parkNanos(5_000_000);
            }
        });
        try {
            return office.sales(prefix).sell(sheet, 1, PATIENCE);
        } finally {
            over.set(true);
            departments.join();
        }
    }

    private Stream<String> awaited(CaseNumber number) {
        return office.client
                .cases()
                .caseFacts(number)
                .get("items")
                .valueStream()
                .filter(item -> item.get("outcome").isNull())
                .map(item -> item.get("fact").stringValue());
    }

    @Test
    void shouldSellWithoutAHandAndProveIt() throws Exception {
        Outcome sold = sell("GOOD-", sheets.get(0), desks(Behaviour.OBLIGING, Department.values()));

        assertThat(sold.state()).isEqualTo("certified");
        JsonNode trace = office.client.cases().caseOf(sold.number()).get("trace");
        assertThat(trace.valueStream().skip(1).map(step -> step.get("stage").stringValue()))
                .containsExactly("acceptance", "review", "registration", "certificate");
        assertThat(trace.valueStream().skip(1))
                .allMatch(step -> step.get("automatic").booleanValue())
                .allMatch(step -> step.get("height").equals(trace.get(1).get("height")));
        JsonNode sheet = office.client.register().unit(sold.unit());
        assertThat(sheet.at("/rights/0/case").stringValue())
                .isEqualTo(sold.number().number());
        assertThat(sheet.at("/restrictions/0/kind").stringValue()).isEqualTo("mortgage");
        assertThat(Verifier.verifyFile(office.client.cases().caseProof(sold.number()), office.trust)
                        .isValid())
                .isTrue();
    }

    @Test
    void shouldHandleWhatWasAppliedForBeforeTheOfficeWasOpen() throws Exception {
        assertThat(early.state()).isEqualTo("applied");
        List<DepartmentDesk> desks = desks(Behaviour.OBLIGING, Department.values());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String state = early.state();
        while (state.equals("applied") && System.nanoTime() < deadline) {
            desks.forEach(DepartmentDesk::look);
            state = office.client
                    .cases()
                    .caseOf(early.number())
                    .at("/case/state")
                    .stringValue();
        }

        assertThat(state).isEqualTo("certified");
    }

    @Test
    void shouldLeaveACaseToAPersonWhereTheTaxOfficesContradictEachOther() throws Exception {
        Behaviour contradicting = new Behaviour(Duration.ZERO, 0, Optional.of("1"));
        List<DepartmentDesk> desks =
                desks(Behaviour.OBLIGING, Department.POLICE, Department.HOUSING, Department.BANK, Department.CIVIL);
        desks.add(office.desk(Department.TAX, contradicting));

        Outcome sold = sell("BAD-", sheets.get(1), desks);
        desks.forEach(DepartmentDesk::look);

        assertThat(sold.state()).isEqualTo("human");
        JsonNode facts = office.client.cases().caseFacts(sold.number());
        assertThat(facts.get("complete").booleanValue()).isTrue();
        assertThat(facts.get("items").toString())
                .contains("\"about\":\"" + sold.number().stateKey() + "\",\"outcome\":\"contradicted\"");
        JsonNode file = office.client.cases().caseOf(sold.number()).get("case");
        assertThat(file.get("state").stringValue()).isEqualTo("applied");
        assertThat(file.get("human").toString()).contains("tax-proof");
    }

    @Test
    void shouldSayInWordsWhyItRefusedToSellAgainWhatIsSoldAndWhoCameFirst() throws Exception {
        List<DepartmentDesk> desks = desks(Behaviour.OBLIGING, Department.values());
        Outcome winner = sell("FIRST-", sheets.get(5), desks);
        Outcome loser = sell("AFTER-", sheets.get(5), desks);

        assertThat(winner.state()).isEqualTo("certified");
        assertThat(loser.state()).isEqualTo("human");
        JsonNode answer = office.client.cases().caseOf(loser.number());
        assertThat(answer.at("/case").has("human"))
                .as("a refusal leaves nothing in the case")
                .isFalse();
        JsonNode reason = answer.at("/reasons/0");
        assertThat(reason.get("code").stringValue()).isIn("RULE_REFUSES", "TARGET_ENDED");
        assertThat(reason.get("zh").stringValue()).contains("登记");
        assertThat(reason.get("en").stringValue()).isNotBlank();
        assertThat(reason.get("article").stringValue()).contains("民法典");
        assertThat(reason.get("remedyZh").stringValue()).isNotBlank();
        assertThat(reason.get("remedyEn").stringValue()).isNotBlank();
        assertThat(answer.at("/before/0/number").stringValue())
                .isEqualTo(winner.number().number());
        assertThat(answer.at("/before/0/stage").stringValue()).isEqualTo("registration");
        JsonNode listed = office.client
                .cases()
                .cases(
                        java.util.Map.of(
                                "waiting", "true", "text", loser.number().number()),
                        "");
        assertThat(listed.at("/items/0/reasons")).isEqualTo(answer.get("reasons"));
    }

    @Test
    void shouldWaitForADepartmentThatIsSilentAndGoOnWhenItSpeaks() throws Exception {
        List<DepartmentDesk> others = desks(Behaviour.OBLIGING, Department.POLICE, Department.HOUSING, Department.TAX);
        DepartmentDesk failing = office.desk(Department.BANK, new Behaviour(Duration.ZERO, 100, Optional.empty()));
        DepartmentDesk slow = office.desk(Department.BANK, new Behaviour(Duration.ofDays(1), 0, Optional.empty()));
        CaseNumber number = new CaseNumber(PlayedOffice.DISTRICT, "LATE-1");
        CompletableFuture<Outcome> sale = CompletableFuture.supplyAsync(() -> {
            try {
                return office.sales("LATE-").sell(sheets.get(2), 1, PATIENCE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        int spoken = 0;
        while (spoken < 3) {
            spoken += others.stream().mapToInt(DepartmentDesk::look).sum();
        }

        assertThat(failing.look()).isZero();
        assertThat(slow.look()).isZero();
        assertThat(awaited(number)).containsExactly("loan-contract");
        assertThat(sale).isNotDone();
        office.desk(Department.BANK, Behaviour.OBLIGING).look();

        assertThat(sale.join().state()).isEqualTo("certified");
    }

    @Test
    void shouldNotTakeTheWordOfAKeyForWhichTheDepartmentHasNoRole() throws Exception {
        office.desk(Department.COURT, Behaviour.OBLIGING);
        var key = KeyFiles.readOrCreate(
                java.nio.file.Files.createTempDirectory("key").resolve("stranger.key"), office.trust.suite());
        TitleChainClient client = office.client;
        Fact fact = Fact.of("completion", sheets.get(0).get("unit").stringValue(), true);

        assertThat(client.submit(client.draft(key.publicKey(), client.contractVersion(), 0, List.of(fact.command()))
                                .signedBy(key))
                        .isAccepted())
                .isFalse();
        assertThatThrownBy(() -> client.entitlements().keyGrant(new byte[] {1}, "x", "y", List.of("tax"), List.of("")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("REQUEST_FIELD_INVALID"));
    }

    @Test
    void shouldEnrolOnce() throws Exception {
        office.desk(Department.POLICE, Behaviour.OBLIGING);
        long keys = office.keys();
        office.desk(Department.POLICE, Behaviour.OBLIGING);

        assertThat(office.keys()).isEqualTo(keys);
    }
}
