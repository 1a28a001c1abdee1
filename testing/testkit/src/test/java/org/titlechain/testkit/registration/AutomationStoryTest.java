package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;

/**
 * Cases without a human hand: the contract reviews, registers and orders the certificate when departments have spoken.
 */
class AutomationStoryTest {
    private final Office office = Office.open();

    private Case sale(Case first) {
        Case sale = office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
        sale.and("mortgage/general", HOUSE).target(sale).from("乙").to("银行");
        return sale.paperless().applyAs("applicant").expectAccepted();
    }

    private void departmentsConfirm(Case sale) {
        for (String party : List.of("甲", "乙", "银行")) {
            office.state("identity", Office.partyHex(party), "confirmed", "police");
        }
        office.state("contract-filed", sale.key(), "confirmed", "housing");
        office.state("loan-contract", sale.key(), "confirmed", "bank");
        office.state("deed-tax", sale.key(), "confirmed", "tax");
        office.state("consent", sale.key(), "confirmed", "police");
    }

    private static Value reasons(String code, String subject) {
        return Value.list(
                List.of(Value.map().put("code", code).put("subject", subject).build()));
    }

    @Test
    void shouldReviewRegisterAndCertifyInOneCommand() {
        Case first = office.owned(HOUSE, "甲");
        Case sale = sale(first);
        departmentsConfirm(sale);
        sale.auto().expectAccepted();

        assertThat(sale.state()).isEqualTo("certified");
        assertThat(sale.told().get("route").asText()).isEqualTo("automatic");
        assertThat(sale.told().get("certificates").asList()).hasSize(2);
        assertThat(office.rights(HOUSE).getFirst().get("id").asText()).isEqualTo(sale.number());
        assertThat(sale.file().get("steps").asList().stream()
                        .filter(step -> step.asMap().has("automatic"))
                        .map(step -> step.asMap().get("stage").asText()))
                .containsExactly("acceptance", "review", "registration", "certificate");
    }

    @Test
    void shouldSendACaseToPeopleWithTheReason() {
        Case sale = sale(office.owned(HOUSE, "甲"));
        departmentsConfirm(sale);
        office.state("deed-tax", sale.key(), "denied", "tax");
        sale.auto().expectAccepted();

        assertThat(sale.state()).isEqualTo("applied");
        assertThat(sale.told().get("route").asText()).isEqualTo("human");
        assertThat(sale.file().get("human"))
                .isEqualTo(Value.list(List.of(Value.map()
                        .put("code", "FACT_NOT_CONFIRMED")
                        .put("subject", "tax-proof")
                        .build())));
    }

    @Test
    void shouldWantTheConsentOfWhoApplies() {
        Case sale = sale(office.owned(HOUSE, "甲"));
        departmentsConfirm(sale);
        office.state("consent", sale.key(), "denied", "police");
        sale.auto().expectAccepted();
        assertThat(sale.file().get("human")).isEqualTo(reasons("CONSENT_NOT_CONFIRMED", "applicants"));
        office.state("consent", sale.key(), "confirmed", "police2");
        sale.auto().expectAccepted();
        assertThat(sale.file().get("human")).isEqualTo(reasons("FACT_CONTRADICTED", "consent"));

        office.state("consent", sale.key(), "confirmed", "police");
        sale.auto().expectAccepted();

        assertThat(sale.state()).isEqualTo("certified");
    }

    @Test
    void shouldNotTakeAWordAboutSomethingElseThanWhatIsAppliedFor() {
        Case first = office.owned(HOUSE, "甲");
        Case mine = sale(first);
        Case other = sale(first);
        Value commitment = Value.of(org.titlechain.contract.registration.application.Application.read(
                        org.titlechain.contract.registration.application.Kinds.load(),
                        other.application().build())
                .commitment(org.titlechain.crypto.Suite.GM.hash()));

        assertThat(code(office.decide(
                        Office.statement("deed-tax", mine.key(), "confirmed").put("application", commitment), "tax")))
                .isEqualTo("FACT_OF_ANOTHER_APPLICATION");
        assertThat(code(office.decide(Office.statement("deed-tax", mine.key(), "confirmed"), "tax")))
                .isEqualTo("COMMAND_MALFORMED");
        assertThat(code(office.decide(
                        Office.statement("identity", Office.partyHex("甲"), "confirmed")
                                .put("application", commitment),
                        "police")))
                .isEqualTo("COMMAND_MALFORMED");
        assertThat(office.register().find("fact/deed-tax/" + mine.key())).isEmpty();
    }

    private static String code(org.titlechain.contract.Decision decision) {
        return decision instanceof org.titlechain.contract.Decision.Refused refused ? refused.code() : "";
    }

    @Test
    void shouldTellWhenDepartmentsContradictEachOther() {
        Case sale = sale(office.owned(HOUSE, "甲"));
        departmentsConfirm(sale);
        office.state("identity", Office.partyHex("乙"), "denied", "police2");
        sale.auto().expectAccepted();

        assertThat(sale.told()
                        .get("reasons")
                        .asList()
                        .getFirst()
                        .asMap()
                        .get("code")
                        .asText())
                .isEqualTo("FACT_CONTRADICTED");
    }

    @Test
    void shouldRefuseOverASeizureAndWriteNothing() {
        Case first = office.owned(HOUSE, "甲");
        Case sale = sale(first);
        departmentsConfirm(sale);
        office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .registered();

        sale.auto().expectRefused("UNIT_SEIZED");
        assertThat(sale.state()).isEqualTo("applied");
    }

    @Test
    void shouldNotOvertakeACaseThatPeopleAccepted() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("丙")
                .apply()
                .accept();
        Case sale = sale(first);
        departmentsConfirm(sale);

        sale.auto().expectRefused("CASE_QUEUED_BEHIND");
    }

    @Test
    void shouldLeaveFirstRegistrationsToPeople() {
        Case first =
                office.begin("first/building", HOUSE).owner("甲").apply().auto().expectAccepted();
        assertThat(first.told()
                        .get("reasons")
                        .asList()
                        .getFirst()
                        .asMap()
                        .get("code")
                        .asText())
                .isEqualTo("KIND_NEEDS_PEOPLE");
    }

    @Test
    void shouldSeizeOnTheWordOfTheCourt() {
        Case first = office.owned(HOUSE, "甲");
        Case seizure = office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .paperless()
                .applyAs("court")
                .expectAccepted();
        office.state("seizure-order", seizure.key(), "confirmed", "court");
        seizure.act("auto", "court", java.util.Map.of()).expectAccepted();

        assertThat(seizure.state()).isEqualTo("registered");
        assertThat(office.restrictions(HOUSE, "seizure")).hasSize(1);
    }
}
