package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;
import static org.titlechain.testkit.registration.Office.LAND;
import static org.titlechain.testkit.registration.Office.OTHER_HOUSE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.DataFile;
import org.titlechain.contract.RefusalCatalogue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Outcome;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Rules;
import org.titlechain.contract.rule.Severity;

/** Every reason why a case can be refused is reached by a story, and has its words (C5). */
class RefusalStoryTest {
    private static final Value DOCUMENT = Value.of(Office.document("paper"));
    private static final String UNKNOWN = "999901001002GB00014F00229999";

    private static Case sale(Office office, Case first) {
        return office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
    }

    private static Case refused(Case told) {
        return told.apply().accept();
    }

    private static Map<String, Function<Office, Case>> stories() {
        Map<String, Function<Office, Case>> stories = new LinkedHashMap<>();
        process(stories);
        register(stories);
        application(stories);
        return stories;
    }

    private static void process(Map<String, Function<Office, Case>> stories) {
        stories.put(
                "CASE_UNKNOWN", office -> office.begin("transfer/sale", HOUSE).accept());
        stories.put("CASE_NUMBER_TAKEN", office -> office.owned(HOUSE, "甲").apply());
        stories.put("CASE_STEP_ORDER", office -> office.owned(HOUSE, "甲").accept());
        stories.put(
                "CASE_SAME_PERSON",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .applyAs("everybody")
                        .accept()
                        .act("review", "everybody", Map.of("level", Value.of(1), "outcome", Value.of("passed"))));
        stories.put("CASE_QUEUED_BEHIND", office -> {
            Case first = office.owned(HOUSE, "甲");
            sale(office, first).approved();
            return sale(office, first).approved().register();
        });
        stories.put(
                "CASE_LINKED",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .field("linked", Value.texts(List.of("other")))
                        .approved()
                        .register());
        stories.put(
                "CASE_NOTICE_RUNNING",
                office -> loss(office)
                        .act("notice.publish", "acceptor", Map.of("document", DOCUMENT))
                        .review(1));
        stories.put("CASE_NOTICE_MISSING", office -> loss(office).review(1));
        stories.put(
                "CASE_NOTICE_OVER",
                office -> loss(office)
                        .announce()
                        .act(
                                "notice.object",
                                "acceptor",
                                Map.of("party", Value.of(Office.party("丁")), "document", DOCUMENT)));
        stories.put("CASE_NOTICE_OBJECTED", office -> {
            Case loss = loss(office).act("notice.publish", "acceptor", Map.of("document", DOCUMENT));
            loss.act("notice.object", "acceptor", Map.of("party", Value.of(Office.party("丁")), "document", DOCUMENT));
            office.later(40);
            return loss.review(1);
        });
        stories.put(
                "CASE_INSPECTION_MISSING",
                office -> office.begin("first/building", HOUSE)
                        .owner("甲")
                        .apply()
                        .accept()
                        .review(1));
        stories.put(
                "CASE_FEE_UNPAID",
                office -> office.owned(HOUSE, "甲").act("issue", "issuer", Map.of("receipt", DOCUMENT)));
        stories.put(
                "CASE_NOT_APPLICANT",
                office -> sale(office, office.owned(HOUSE, "甲")).apply().act("withdraw", "applicant", Map.of()));
        stories.put(
                "REASON_UNKNOWN",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .apply()
                        .act("decline", "acceptor", Map.of("reason", Value.of("whim"))));
        stories.put("PRINTED_SERIAL_USED", office -> {
            Map<String, Value> printed = Map.of("printed", Value.texts(List.of("A000001")));
            office.begin("first/land-use", LAND).owner("甲").registered().act("certificate", "issuer", printed);
            return office.begin("first/building", HOUSE).owner("甲").registered().act("certificate", "issuer", printed);
        });
    }

    private static Case loss(Office office) {
        Case first = office.owned(HOUSE, "甲");
        return office.begin("certificate/reissue", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .apply()
                .accept();
    }

    private static void register(Map<String, Function<Office, Case>> stories) {
        stories.put(
                "UNIT_NOT_REGISTERED",
                office -> refused(office.begin("transfer/sale", UNKNOWN)
                        .target("x")
                        .from("甲")
                        .owner("乙")));
        stories.put("UNIT_ENDED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("cancellation/waiver", HOUSE)
                    .target(first)
                    .applicant("甲", "holder")
                    .registered();
            return refused(sale(office, first));
        });
        stories.put("UNIT_EXISTS", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.owned(OTHER_HOUSE, "甲");
            return refused(split(office, first, OTHER_HOUSE, UNKNOWN, 500_000));
        });
        stories.put(
                "UNIT_CODE_INVALID",
                office -> refused(office.begin("first/building", "999901001002GB00014W00220045")
                        .owner("甲")));
        stories.put("TARGET_UNKNOWN", office -> {
            office.owned(HOUSE, "甲");
            return refused(office.begin("transfer/sale", HOUSE)
                    .target("none")
                    .from("甲")
                    .owner("乙"));
        });
        stories.put("TARGET_ENDED", office -> {
            Case first = office.owned(HOUSE, "甲");
            sale(office, first).complete();
            return refused(sale(office, first));
        });
        stories.put("UNIT_SEIZED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("seizure/seizure", HOUSE)
                    .target(first)
                    .term("2026-03-02", "2027-03-01")
                    .registered();
            return refused(office.begin("mortgage/general", HOUSE)
                    .target(first)
                    .from("甲")
                    .to("银行"));
        });
        stories.put("UNIT_RESTRICTED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("restriction/restrict", HOUSE).target(first).registered();
            return refused(sale(office, first));
        });
        stories.put("UNIT_MORTGAGED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("mortgage/general", HOUSE)
                    .target(first)
                    .from("甲")
                    .to("银行")
                    .registered();
            return refused(
                    office.begin("cancellation/waiver", HOUSE).target(first).applicant("甲", "holder"));
        });
        stories.put("UNIT_BURDENED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("habitation/contract", HOUSE)
                    .target(first)
                    .from("甲")
                    .to("老人")
                    .registered();
            return refused(
                    office.begin("cancellation/waiver", HOUSE).target(first).applicant("甲", "holder"));
        });
        stories.put("MORTGAGE_FORBIDS_TRANSFER", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("mortgage/general", HOUSE)
                    .target(first)
                    .from("甲")
                    .to("银行")
                    .term("transferRestricted", "1", true)
                    .registered();
            return refused(sale(office, first));
        });
        stories.put("NOTICE_FORBIDS_DISPOSAL", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("notice/sale", HOUSE).target(first).from("甲").to("丙").registered();
            return refused(sale(office, first));
        });
        stories.put("OBJECTION_UNANSWERED", office -> {
            Case first = office.owned(HOUSE, "甲");
            office.begin("objection/objection", HOUSE)
                    .target(first)
                    .applicant("丁", "third")
                    .silentHolder("丁", "")
                    .registered();
            return refused(sale(office, first));
        });
        stories.put("EXCLUSIVE_RIGHT_EXISTS", office -> {
            office.owned(HOUSE, "甲");
            return refused(office.begin("first/building", HOUSE).owner("乙"));
        });
        stories.put("HOLDERS_DIFFER", office -> {
            Case first = office.begin("first/building", HOUSE)
                    .holder("甲", "")
                    .holder("乙", "")
                    .complete();
            return refused(office.begin("change/co-ownership", HOUSE)
                    .target(first)
                    .holder("甲", "1/2")
                    .holder("丙", "1/2"));
        });
        stories.put(
                "AREA_NOT_CONSERVED",
                office -> refused(
                        split(office, office.owned(HOUSE, "甲"), "999901001002GB00014F00220145", UNKNOWN, 499_999)));
        stories.put("AUTHORITY_DIFFERS", office -> {
            Case first = office.owned(HOUSE, "甲");
            Case seizure = office.begin("seizure/seizure", HOUSE)
                    .target(first)
                    .term("2026-03-02", "2027-03-01")
                    .registered();
            return refused(office.begin("seizure/release", HOUSE)
                    .target(seizure)
                    .field(
                            "authority",
                            Value.map()
                                    .put("organisation", "另一法院")
                                    .put("document", "1号")
                                    .build()));
        });
        stories.put("CERTIFICATE_MISSING", office -> {
            Case first = office.begin("first/land-use", LAND).owner("甲").registered();
            return refused(office.begin("certificate/loss", LAND).target(first).applicant("甲", "holder"));
        });
    }

    private static Case split(Office office, Case first, String one, String two, long area) {
        return office.begin("change/split", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .with("into", Value.list(List.of(part(one, 500_000), part(two, area))));
    }

    private static MapValue part(String unit, long area) {
        return Value.map().put("unit", unit).put("areaSquareCentimetres", area).build();
    }

    private static void application(Map<String, Function<Office, Case>> stories) {
        stories.put(
                "HOLDERS_INVALID",
                office -> refused(
                        office.begin("first/building", HOUSE).holder("甲", "1/2").holder("甲", "1/2")));
        stories.put(
                "SHARES_NOT_ONE",
                office -> refused(
                        office.begin("first/building", HOUSE).holder("甲", "1/2").holder("乙", "1/3")));
        stories.put(
                "CO_OWNERSHIP_MISMATCH",
                office ->
                        refused(office.begin("first/building", HOUSE).owner("甲").with("coOwnership", Value.of("1"))));
        stories.put(
                "APPLICANT_MISSING",
                office -> refused(office.begin("transfer/sale", HOUSE)
                        .target(office.owned(HOUSE, "甲"))
                        .owner("乙")));
        stories.put(
                "MODE_NOT_ALLOWED",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .mode("unilateral")
                        .apply());
        stories.put(
                "TERM_INVALID",
                office -> office.begin("seizure/preliminary", HOUSE)
                        .term("2027-03-01", "2026-03-01")
                        .apply());
        stories.put(
                "TERM_TOO_LONG",
                office -> refused(office.begin("seizure/preliminary", HOUSE).term("2026-03-02", "2029-03-04")));
        stories.put(
                "MATERIAL_MISSING",
                office -> refused(sale(office, office.owned(HOUSE, "甲")).lacking("tax-proof")));
        stories.put("MATERIAL_CONTRADICTED", office -> {
            Case sale =
                    sale(office, office.owned(HOUSE, "甲")).lacking("identity").apply();
            office.state("identity", Office.partyHex("甲"), "confirmed", "police");
            office.state("identity", Office.partyHex("乙"), "confirmed", "police");
            office.state("identity", Office.partyHex("乙"), "denied", "police2");
            return sale.accept();
        });
        stories.put(
                "EXEMPTION_UNKNOWN",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .field("exemption", Value.of("because"))
                        .apply());
        stories.put(
                "KIND_UNKNOWN",
                office -> sale(office, office.owned(HOUSE, "甲"))
                        .with("subkind", Value.of("theft"))
                        .apply());
    }

    @TestFactory
    Stream<DynamicTest> shouldReachEveryRefusal() {
        return stories().entrySet().stream()
                .map(story -> DynamicTest.dynamicTest(
                        story.getKey(),
                        () -> story.getValue().apply(Office.open()).expectRefused(story.getKey())));
    }

    @Test
    void shouldHaveAStoryAndWordsForEveryCode() {
        List<String> told = new ArrayList<>(stories().keySet());
        // told below and in other stories
        told.addAll(List.of("FACT_UNKNOWN", "FACT_OF_ANOTHER_APPLICATION", "RULE_REFUSES", "OFFICE_UNKNOWN"));
        List<String> codes = DataFile.rows(RefusalCatalogue.class, "registration-refusals.tsv", 7).stream()
                .map(List::getFirst)
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(codes);
        RefusalCatalogue catalogue = RefusalCatalogue.load();
        for (RefusalCode code : RefusalCode.values()) {
            assertThat(catalogue.words(code).remedyEnglish()).as(code.name()).isNotBlank();
            assertThat(catalogue.words(code).remedyChinese()).as(code.name()).isNotBlank();
        }
    }

    @Test
    void shouldRefuseAFactThatNobodyKnows() {
        Office office = Office.open();
        assertThat(office.state("weather", HOUSE, "confirmed", "police").toString())
                .contains("FACT_UNKNOWN");
        assertThat(office.state("deed-tax", "registration/999901/1", "confirmed", "police")
                        .toString())
                .contains("KEY_NOT_ENTITLED");
        assertThat(office.state("deed-tax", "registration/999901/1", "confirmed", "tax")
                        .toString())
                .contains("CASE_UNKNOWN");
    }

    @Test
    void shouldRefuseCertificatesOfAnOfficeThatIsNotSet() {
        Office office = Office.open();
        Case other = office.begin("first/building", "999902001002GB00014F00220045")
                .owner("甲")
                .elsewhere("999902");
        other.registered().act("certificate", "issuer", Map.of()).expectRefused("OFFICE_UNKNOWN");
    }

    @Test
    void shouldRefuseWhatARuleRefuses() {
        PackReference pack = new PackReference("national", 3, "00");
        Office office = Office.open(new Rules() {
            @Override
            public List<PackReference> inForce(org.titlechain.contract.StateView state, String district, long time) {
                return List.of(pack);
            }

            @Override
            public List<Outcome> evaluate(
                    org.titlechain.contract.StateView state, List<PackReference> packs, Moment moment, MapValue facts) {
                boolean sale = facts.get("subkind").asText().equals("sale")
                        && facts.get("registered").asBoolean()
                        && moment == Moment.REVIEW;
                return sale
                        ? List.of(new Outcome(
                                pack,
                                "no-sales",
                                Severity.REFUSE,
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                true))
                        : List.of();
            }

            @Override
            public java.util.OptionalLong limitDays(
                    org.titlechain.contract.StateView state, List<PackReference> packs, String kind, String subkind) {
                return java.util.OptionalLong.of(1);
            }

            @Override
            public org.titlechain.contract.Decision decide(
                    org.titlechain.contract.StateView state,
                    org.titlechain.contract.Command command,
                    org.titlechain.contract.BlockContext context) {
                return Rules.NONE.decide(state, command, context);
            }
        });
        Case sale = sale(office, office.owned(HOUSE, "甲")).apply().accept().expectAccepted();
        assertThat(sale.review(1).expectRefused("RULE_REFUSES").fact("rule")).isEqualTo("no-sales");
        assertThat(sale.file().get("packs").asList()).containsExactly(pack.toValue());
        assertThat(sale.file().get("limit").asMap().get("days").asLong()).isEqualTo(1);
        sale.act(
                        "review",
                        "reviewer",
                        Map.of(
                                "level",
                                Value.of(1),
                                "outcome",
                                Value.of("passed"),
                                "exemptions",
                                Value.list(List.of(Value.map()
                                        .put("pack", "national")
                                        .put("rule", "no-sales")
                                        .put("reason", "court order")
                                        .build()))))
                .expectAccepted();
        assertThat(sale.file()
                        .get("outcomes")
                        .asList()
                        .getFirst()
                        .asMap()
                        .get("exempted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldRefuseEveryFieldThatAKindDoesNotHave() {
        Office office = Office.open();
        List<String> all = List.of(
                "target",
                "holders",
                "coOwnership",
                "rightType",
                "term",
                "areaSquareCentimetres",
                "location",
                "nature",
                "terms",
                "amount",
                "into",
                "from",
                "dominant",
                "other",
                "id",
                "rank",
                "state",
                "certificates",
                "message");
        int refused = 0;
        for (Kind kind : Kinds.load().all()) {
            List<String> known =
                    kind.fields().stream().map(field -> field.replace("?", "")).toList();
            for (String field : all) {
                if (!known.contains(field)) {
                    Case told = office.begin(kind.name(), HOUSE).applicant("甲", "holder");
                    for (String needed : known) {
                        told.with(needed, Value.of("x"));
                    }
                    told.with(field, Value.of("x")).apply().expectRefused("COMMAND_MALFORMED");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(700);
        assertThat(office.register().state().keySet()).noneMatch(key -> key.startsWith("application/"));
    }
}
