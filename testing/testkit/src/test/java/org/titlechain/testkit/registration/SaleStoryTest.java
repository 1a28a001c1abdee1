package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;

/** A flat is sold with a mortgage, as it is done every day. */
class SaleStoryTest {
    private final Office office = Office.open();
    private final Case first = office.owned(HOUSE, "甲");

    private Case sale() {
        return office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
    }

    private Case saleWithMortgage() {
        Case sale = sale();
        return sale.and("mortgage/general", HOUSE)
                .target(sale)
                .from("乙")
                .to("银行")
                .with("amount", Value.of(Office.document("secured sum")));
    }

    @Test
    void shouldRegisterASaleWithItsMortgageAtOnce() {
        Case sale = saleWithMortgage().complete();

        assertThat(office.rights(HOUSE)).hasSize(1);
        assertThat(office.rights(HOUSE).getFirst().get("id").asText()).isEqualTo(sale.number());
        assertThat(holder(office.rights(HOUSE).getFirst())).isEqualTo(Value.of(Office.party("乙")));
        assertThat(office.restrictions(HOUSE, "mortgage")).hasSize(1);
        assertThat(holder(office.restrictions(HOUSE, "mortgage").getFirst())).isEqualTo(Value.of(Office.party("银行")));
        assertThat(office.sheet(HOUSE).get("certificates").asList()).hasSize(2);
        assertThat(sale.file().get("certificates"))
                .isEqualTo(Value.texts(java.util.List.of("测(2026)示例市不动产权第0000002号", "测(2026)示例市不动产证明第0000001号")));
    }

    private static Value holder(Value.MapValue registered) {
        return registered.get("holders").asList().getFirst().asMap().get("party");
    }

    @Test
    void shouldEndTheOldCertificateWithTheOldRight() {
        sale().registered();

        assertThat(office.register()
                        .find("certificate/测(2026)示例市不动产权第0000001号")
                        .orElseThrow()
                        .get("state"))
                .isEqualTo(Value.of("ended"));
    }

    @Test
    void shouldGoFromApplicationToArchive() {
        Case sale = sale().complete();
        sale.act("issue", "issuer", Map.of("receipt", Value.of(Office.document("receipt"))))
                .expectRefused("CASE_FEE_UNPAID");
        sale.act("fee", "acceptor", Map.of("fen", Value.of(8_000), "receipt", Value.of(Office.document("fee"))))
                .expectAccepted();
        sale.act("issue", "issuer", Map.of("receipt", Value.of(Office.document("receipt"))))
                .expectAccepted();
        sale.act("archive", "archivist", Map.of("package", Value.of(Office.document("package"))))
                .expectAccepted();

        assertThat(sale.state()).isEqualTo("archived");
        assertThat(sale.file().get("steps").asList().stream()
                        .map(step -> step.asMap().get("stage").asText()))
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
    }

    @Test
    void shouldRefuseASaleOverASeizure() {
        office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .registered();

        sale().apply().accept().expectRefused("UNIT_SEIZED");
    }

    @Test
    void shouldRefuseTheEntryOfASaleWhenASeizureCameInBetween() {
        Case sale = sale().approved();
        office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .registered();

        assertThat(sale.register().expectRefused("UNIT_SEIZED").state()).isEqualTo("approved");
    }

    @Test
    void shouldRefuseASellerWhoDoesNotApply() {
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .owner("乙")
                .apply()
                .accept()
                .expectRefused("APPLICANT_MISSING");
    }

    @Test
    void shouldTellTheLoserOfTwoSalesWhoCameFirst() {
        Case winner = sale().approved();
        Case loser = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("丙")
                .approved();

        assertThat(loser.register().expectRefused("CASE_QUEUED_BEHIND").fact("ahead"))
                .isEqualTo(winner.key());
        winner.register().expectAccepted();
        assertThat(loser.register().expectRefused("TARGET_ENDED").fact("by")).isEqualTo(winner.key());
    }
}
