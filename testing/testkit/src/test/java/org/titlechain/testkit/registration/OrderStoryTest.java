package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Refused;

/** Steps skipped, repeated, out of order, or done by who may not (X4): every pair. */
class OrderStoryTest {
    private static final Value DOCUMENT = Value.of(Office.document("paper"));

    /** A step: who does it, with which fields, and in which states it may be done. */
    private record Step(String act, String person, Map<String, Value> fields, List<String> states) {}

    private static final List<Step> STEPS = List.of(
            new Step("accept", "acceptor", Map.of(), List.of("applied")),
            new Step("decline", "acceptor", Map.of("reason", Value.of("other")), List.of("applied")),
            new Step(
                    "supplement.request",
                    "acceptor",
                    Map.of("materials", Value.texts(List.of("contract"))),
                    List.of("accepted", "announced", "reviewed")),
            new Step(
                    "supplement.deliver",
                    "acceptor",
                    Map.of("materials", Value.list(List.of())),
                    List.of("supplementing")),
            new Step(
                    "inspect",
                    "reviewer",
                    Map.of("outcome", Value.of("passed"), "document", DOCUMENT),
                    List.of("accepted", "announced", "reviewed")),
            new Step("notice.publish", "acceptor", Map.of("document", DOCUMENT), List.of("accepted", "reviewed")),
            new Step(
                    "notice.object",
                    "acceptor",
                    Map.of("party", Value.of(Office.party("丁")), "document", DOCUMENT),
                    List.of("announced")),
            new Step(
                    "review",
                    "reviewer",
                    Map.of("level", Value.of(1), "outcome", Value.of("passed")),
                    List.of("accepted", "announced")),
            new Step(
                    "review",
                    "reviewer2",
                    Map.of("level", Value.of(2), "outcome", Value.of("passed")),
                    List.of("reviewed")),
            new Step("register", "registrar", Map.of(), List.of("approved")),
            new Step(
                    "fee",
                    "acceptor",
                    Map.of("fen", Value.of(8_000), "receipt", DOCUMENT),
                    List.of("accepted", "announced", "reviewed", "approved", "registered", "certified")),
            new Step("certificate", "issuer", Map.of(), List.of("registered")),
            new Step("issue", "issuer", Map.of("receipt", DOCUMENT), List.of("certified")),
            new Step("archive", "archivist", Map.of("package", DOCUMENT), List.of("issued")),
            new Step(
                    "refuse",
                    "reviewer",
                    Map.of("reason", Value.of("other")),
                    List.of("accepted", "supplementing", "announced", "reviewed", "approved")),
            new Step(
                    "withdraw",
                    "acceptor",
                    Map.of(),
                    List.of("applied", "accepted", "supplementing", "announced", "reviewed", "approved")),
            new Step("auto", "acceptor", Map.of(), List.of("applied")));

    /** How to bring a sale into each state. */
    private static Map<String, Consumer<Case>> ways() {
        Map<String, Consumer<Case>> ways = new LinkedHashMap<>();
        ways.put("applied", Case::apply);
        ways.put("declined", sale -> sale.apply().act("decline", "acceptor", Map.of("reason", Value.of("other"))));
        ways.put("accepted", sale -> sale.apply().accept());
        ways.put(
                "supplementing",
                sale -> sale.apply()
                        .accept()
                        .act("supplement.request", "acceptor", Map.of("materials", Value.texts(List.of("contract")))));
        ways.put(
                "announced",
                sale -> sale.apply().accept().act("notice.publish", "acceptor", Map.of("document", DOCUMENT)));
        ways.put("reviewed", sale -> sale.apply().accept().review(1));
        ways.put("approved", Case::approved);
        ways.put("registered", Case::registered);
        ways.put("certified", Case::complete);
        ways.put("issued", sale -> {
            sale.complete().act("fee", "acceptor", Map.of("fen", Value.of(8_000), "receipt", DOCUMENT));
            sale.act("issue", "issuer", Map.of("receipt", DOCUMENT));
        });
        ways.put("archived", sale -> {
            bring(sale, "issued");
            sale.act("archive", "archivist", Map.of("package", DOCUMENT));
        });
        ways.put(
                "refused",
                sale -> sale.apply().accept().act("refuse", "reviewer", Map.of("reason", Value.of("other"))));
        ways.put("withdrawn", sale -> sale.apply().act("withdraw", "acceptor", Map.of()));
        return ways;
    }

    private static void bring(Case sale, String state) {
        ways().entrySet().stream()
                .filter(way -> way.getKey().equals(state))
                .forEach(way -> way.getValue().accept(sale));
        assertThat(sale.state()).isEqualTo(state);
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryStepInEveryOtherState() {
        return ways().entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> tryAll(way.getKey(), way.getValue())));
    }

    private static void tryAll(String state, Consumer<Case> way) {
        Office office = Office.open();
        Case first = office.owned(HOUSE, "甲");
        Case sale = office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
        way.accept(sale);
        assertThat(sale.state()).isEqualTo(state);
        SortedMap<String, MapValue> before = new TreeMap<>(office.register().state());
        for (Step step : STEPS) {
            if (!step.states.contains(state)) {
                sale.act(step.act, step.person, step.fields).expectRefused("CASE_STEP_ORDER");
            }
        }
        assertThat(office.register().state()).isEqualTo(before);
    }

    @Test
    void shouldAllowEveryStepInEachOfItsStates() {
        List<String> done = new ArrayList<>();
        for (Step step : STEPS) {
            for (String state : step.states) {
                Office office = Office.open();
                Case first = office.owned(HOUSE, "甲");
                Case sale = office.begin("transfer/sale", HOUSE)
                        .target(first)
                        .from("甲")
                        .owner("乙");
                bring(sale, state);
                if (step.act.equals("issue")) {
                    sale.act("fee", "acceptor", Map.of("fen", Value.of(8_000), "receipt", DOCUMENT));
                }
                if (step.act.equals("review")) {
                    office.later(40);
                }
                sale.act(step.act, step.person, step.fields).expectAccepted();
                done.add(step.act + " " + state);
            }
        }
        assertThat(done)
                .hasSize(STEPS.stream().mapToInt(step -> step.states.size()).sum());
    }

    @Test
    void shouldLetNobodyDoTwoOfTheActsThatDifferentPeopleDo() {
        // everybody has every role: only four eyes can refuse him
        Map<String, Integer> stages =
                Map.of("application", 0, "acceptance", 1, "review1", 2, "review2", 3, "registration", 4);
        for (int one = 0; one < stages.size(); one++) {
            for (int other = Math.max(one + 1, 2); other < stages.size(); other++) {
                Office office = Office.open();
                Case first = office.owned(HOUSE, "甲");
                Case sale = office.begin("transfer/sale", HOUSE)
                        .target(first)
                        .from("甲")
                        .owner("乙");
                String[] people = {"applicant", "acceptor", "reviewer", "reviewer2", "registrar"};
                people[one] = "everybody";
                people[other] = "everybody";
                for (int stage = 0; stage < other; stage++) {
                    go(sale, stage, people).expectAccepted();
                }
                go(sale, other, people).expectRefused("CASE_SAME_PERSON");
            }
        }
    }

    private static Case go(Case sale, int stage, String... people) {
        return switch (stage) {
            case 0 -> sale.applyAs(people[0]);
            case 1 -> sale.act("accept", people[1], Map.of());
            case 2, 3 ->
                sale.act("review", people[stage], Map.of("level", Value.of(stage - 1L), "outcome", Value.of("passed")));
            default -> sale.act("register", people[4], Map.of());
        };
    }

    @Test
    void shouldRefuseEveryStepToAKeyWithoutTheRole() {
        for (Step step : STEPS) {
            Office office = Office.open();
            Case first = office.owned(HOUSE, "甲");
            Case sale =
                    office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
            bring(sale, step.states.getFirst());
            Decision decision = sale.act(step.act, "recorder", step.fields).last();
            assertThat(((Refused) decision).code()).as(step.act).isEqualTo("KEY_NOT_ENTITLED");
        }
    }

    @Test
    void shouldSendACaseBackAndReviewItAnew() {
        Office office = Office.open();
        Case first = office.owned(HOUSE, "甲");
        Case sale = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .approved();
        sale.act("review", "reviewer2", Map.of("level", Value.of(2), "outcome", Value.of("returned")))
                .expectAccepted();
        assertThat(sale.state()).isEqualTo("accepted");
        sale.register().expectRefused("CASE_STEP_ORDER");
        sale.review(1).expectAccepted().review(2).expectAccepted().register().expectAccepted();
    }
}
