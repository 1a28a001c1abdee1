package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;
import static org.titlechain.testkit.registration.Office.LAND;
import static org.titlechain.testkit.registration.Office.OTHER_HOUSE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** What each kind of registration does to the sheets. */
class KindStoryTest {
    private final Office office = Office.open();

    private static List<String> texts(List<MapValue> items, String field) {
        return items.stream().map(item -> item.get(field).asText()).toList();
    }

    private static Value party(MapValue item) {
        return item.get("holders").asList().getFirst().asMap().get("party");
    }

    @Test
    void shouldRegisterEveryFamilyOfRights() {
        List<String> units = List.of(
                "999901001002JA00001W00000000",
                LAND,
                HOUSE,
                "999901001002GB00015F00010000",
                "999901001002GB00014Q00000001",
                "999901001002JD00002W00000000",
                "999901001002JE00003L00000001",
                "999901001002GH00004W00000000",
                "999901001002GN00005W00000000");
        List<String> families = List.of(
                "land-ownership",
                "land-use",
                "building",
                "buildings",
                "structure",
                "farmland",
                "forest",
                "sea",
                "other");
        for (int i = 0; i < units.size(); i++) {
            Case first = office.begin("first/" + families.get(i), units.get(i))
                    .owner("甲")
                    .complete();
            assertThat(texts(office.rights(units.get(i)), "id")).containsExactly(first.number());
        }
        office.begin("first/common-parts", "999901001002GB00014F00220000")
                .applicant("开发商", "holder")
                .complete();
        assertThat(office.sheet("999901001002GB00014F00220000").get("kind").asText())
                .isEqualTo("common-parts");
        assertThat(office.sheet(HOUSE).get("kind").asText()).isEqualTo("building");
        assertThat(office.register().find("parcel/" + HOUSE.substring(0, 19))).isPresent();
    }

    @Test
    void shouldTransferAShareWithoutTheOtherCoOwner() {
        Case first = office.begin("first/building", HOUSE)
                .holder("甲", "1/3")
                .holder("乙", "2/3")
                .complete();
        Case sale = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .holder("丙", "1/3")
                .silentHolder("乙", "2/3")
                .complete();

        assertThat(texts(office.rights(HOUSE), "id")).containsExactly(sale.number());
        office.begin("transfer/sale", HOUSE)
                .target(sale)
                .from("丙")
                .holder("丁", "1/2")
                .silentHolder("乙", "1/2")
                .apply()
                .accept()
                .expectRefused("APPLICANT_MISSING");
    }

    @Test
    void shouldTransferBySuccessionAndJudgmentWithoutTheOldHolder() {
        Case first = office.owned(HOUSE, "甲");
        Case heir = office.begin("transfer/succession", HOUSE)
                .target(first)
                .owner("子")
                .complete();
        Case judged = office.begin("transfer/judgment", HOUSE)
                .mode("unilateral")
                .target(heir)
                .owner("丙")
                .complete();

        assertThat(party(office.rights(HOUSE).getFirst())).isEqualTo(Value.of(Office.party("丙")));
        assertThat(office.rights(HOUSE).getFirst().get("previousCase").asText()).isEqualTo(heir.number());
        assertThat(judged.file().get("kinds")).isEqualTo(Value.texts(List.of("transfer/judgment")));
    }

    @Test
    void shouldExchangeTwoFlatsInOneCase() {
        Case left = office.owned(HOUSE, "甲");
        Case right = office.owned(OTHER_HOUSE, "乙");
        Case exchange =
                office.begin("transfer/exchange", HOUSE).target(left).from("甲").owner("乙");
        exchange.and("transfer/exchange", OTHER_HOUSE)
                .target(right)
                .from("乙")
                .owner("甲")
                .complete();

        assertThat(party(office.rights(HOUSE).getFirst())).isEqualTo(Value.of(Office.party("乙")));
        assertThat(party(office.rights(OTHER_HOUSE).getFirst())).isEqualTo(Value.of(Office.party("甲")));
    }

    @Test
    void shouldWriteNothingOfACaseWhoseSecondItemFails() {
        Case left = office.owned(HOUSE, "甲");
        Case right = office.owned(OTHER_HOUSE, "乙");
        Case exchange =
                office.begin("transfer/exchange", HOUSE).target(left).from("甲").owner("乙");
        exchange.and("transfer/exchange", OTHER_HOUSE)
                .target(right)
                .from("乙")
                .owner("甲")
                .approved();
        office.begin("seizure/seizure", OTHER_HOUSE)
                .target(right)
                .term("2026-03-02", "2027-03-01")
                .registered();
        MapValue before = office.sheet(HOUSE);

        exchange.register().expectRefused("UNIT_SEIZED");
        assertThat(office.sheet(HOUSE)).isEqualTo(before);
    }

    @Test
    void shouldChangeNameUseAreaTermAndLocation() {
        Case first = office.owned(HOUSE, "甲");
        Case name = office.begin("change/name", HOUSE)
                .target(first)
                .holder("甲新名", "")
                .without("coOwnership")
                .complete();
        Case use = office.begin("change/use", HOUSE)
                .target(name)
                .applicant("甲新名", "holder")
                .with("nature", Value.map().put("use", "31").build())
                .complete();
        Case area = office.begin("change/area", HOUSE)
                .target(use)
                .applicant("甲新名", "holder")
                .with("areaSquareCentimetres", Value.of(1_010_000))
                .complete();
        Case location = office.begin("change/location", HOUSE)
                .target(area)
                .applicant("甲新名", "holder")
                .with("location", Value.of("示例路2号"))
                .complete();
        office.begin("change/term", HOUSE)
                .target(location)
                .applicant("甲新名", "holder")
                .term("2026-01-01", "2066-01-01")
                .complete();

        MapValue sheet = office.sheet(HOUSE);
        MapValue right = office.rights(HOUSE).getFirst();
        assertThat(party(right)).isEqualTo(Value.of(Office.party("甲新名")));
        assertThat(right.get("areaSquareCentimetres").asLong()).isEqualTo(1_010_000);
        assertThat(right.get("term").asMap().get("until").asText()).isEqualTo("2066-01-01");
        assertThat(sheet.get("nature").asMap().get("use").asText()).isEqualTo("31");
        assertThat(sheet.get("location").asText()).isEqualTo("示例路2号");
        assertThat(sheet.get("certificates").asList()).hasSize(1);
    }

    @Test
    void shouldLetCoOwnersChangeHowTheyHold() {
        Case first = office.begin("first/building", HOUSE)
                .holder("甲", "")
                .holder("乙", "")
                .complete();
        office.begin("change/co-ownership", HOUSE)
                .target(first)
                .holder("甲", "1/4")
                .holder("乙", "3/4")
                .complete();
        office.begin("change/co-ownership", OTHER_HOUSE);
        assertThat(office.rights(HOUSE).getFirst().get("coOwnership").asText()).isEqualTo("2");
    }

    @Test
    void shouldSplitAFlatAndLetItsMortgageFollow() {
        Case first = office.owned(HOUSE, "甲");
        Case mortgage = office.begin("mortgage/general", HOUSE)
                .target(first)
                .from("甲")
                .to("银行")
                .complete();
        String one = "999901001002GB00014F00220145";
        String two = "999901001002GB00014F00220146";
        Case split = split(first, one, 400_000, two, 600_000);
        split.apply().accept().expectRefused("UNIT_MORTGAGED");
        split = split(first, one, 400_000, two, 600_000)
                .applicant("银行", "third")
                .complete();

        assertThat(office.sheet(HOUSE).get("state").asText()).isEqualTo("ended");
        assertThat(office.sheet(HOUSE).get("lineage").asMap().get("to")).isEqualTo(Value.texts(List.of(one, two)));
        assertThat(texts(office.restrictions(one, "mortgage"), "id")).containsExactly(mortgage.number());
        assertThat(texts(office.restrictions(two, "mortgage"), "id")).containsExactly(mortgage.number());
        assertThat(texts(office.rights(two), "id")).containsExactly(split.number());

        Case merger = office.begin("change/merger", one)
                .target(split.number())
                .applicant("甲", "holder")
                .applicant("银行", "third")
                .with(
                        "from",
                        Value.list(List.of(Value.map()
                                .put("unit", two)
                                .put("target", split.number())
                                .build())))
                .with("into", Value.list(List.of(part("999901001002GB00014F00220245", 1_000_000))))
                .complete();
        assertThat(texts(office.rights("999901001002GB00014F00220245"), "id")).containsExactly(merger.number());
        assertThat(office.restrictions("999901001002GB00014F00220245", "mortgage"))
                .hasSize(1);
    }

    private Case split(Case first, String one, long areaOne, String two, long areaTwo) {
        return office.begin("change/split", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .with("into", Value.list(List.of(part(one, areaOne), part(two, areaTwo))));
    }

    private static MapValue part(String unit, long area) {
        return Value.map().put("unit", unit).put("areaSquareCentimetres", area).build();
    }

    @Test
    void shouldRefuseASplitThatLosesArea() {
        Case first = office.owned(HOUSE, "甲");
        split(first, "999901001002GB00014F00220145", 400_000, "999901001002GB00014F00220146", 599_999)
                .apply()
                .accept()
                .expectRefused("AREA_NOT_CONSERVED");
    }

    @Test
    void shouldEndAUnitWithItsLastRight() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("cancellation/destruction", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .registered();

        assertThat(office.sheet(HOUSE).get("state").asText()).isEqualTo("ended");
        assertThat(office.rights(HOUSE)).isEmpty();
        office.begin("first/building", HOUSE).owner("乙").apply().accept().expectRefused("UNIT_ENDED");
    }

    @Test
    void shouldCorrectOnApplicationAndExOfficio() {
        Case first = office.owned(HOUSE, "甲");
        Case corrected = office.begin("correction/application", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .with("location", Value.of("示例路1号"))
                .complete();
        office.begin("correction/ex-officio", HOUSE)
                .target(corrected)
                .with("areaSquareCentimetres", Value.of(999_000))
                .complete();

        assertThat(office.sheet(HOUSE).get("remarks").asList()).hasSize(2);
        assertThat(office.rights(HOUSE).getFirst().get("areaSquareCentimetres").asLong())
                .isEqualTo(999_000);
    }

    @Test
    void shouldConvertNoticesOfASaleAndItsMortgage() {
        Case presale = office.begin("notice/presale", HOUSE).from("开发商").to("乙");
        presale.and("notice/presale-mortgage", HOUSE).to("银行").complete();
        assertThat(office.restrictions(HOUSE, "notice")).hasSize(2);
        office.begin("notice/presale", HOUSE)
                .from("开发商")
                .to("丙")
                .apply()
                .accept()
                .expectRefused("NOTICE_FORBIDS_DISPOSAL");
        Case first = office.owned(HOUSE, "开发商");
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("开发商")
                .owner("丙")
                .apply()
                .accept()
                .expectRefused("NOTICE_FORBIDS_DISPOSAL");
        Case sale =
                office.begin("transfer/sale", HOUSE).target(first).from("开发商").owner("乙");
        sale.and("mortgage/general", HOUSE).target(sale).from("乙").to("银行").complete();

        assertThat(office.restrictions(HOUSE, "notice")).isEmpty();
        assertThat(office.restrictions(HOUSE, "mortgage")).hasSize(1);
    }

    @Test
    void shouldKeepMortgagesInRankUntilTheyChangePlacesByThemselves() {
        Case first = office.owned(HOUSE, "甲");
        Case one = mortgage(first, "银行一");
        Case two = mortgage(first, "银行二");
        Case assigned = office.begin("mortgage/transfer", HOUSE)
                .target(one)
                .from("银行一")
                .to("银行三")
                .complete();
        assertThat(texts(office.restrictions(HOUSE, "mortgage"), "id"))
                .containsExactly(assigned.number(), two.number());
        assertThat(office.restrictions(HOUSE, "mortgage").getFirst().get("rankTime"))
                .isEqualTo(one.file().get("registered"));
        Case changed = office.begin("mortgage/change", HOUSE)
                .target(assigned)
                .applicant("银行三", "holder")
                .from("甲")
                .with("amount", Value.of(Office.document("less")))
                .complete();
        office.begin("mortgage/rank", HOUSE)
                .target(changed)
                .with("other", Value.of(two.number()))
                .applicant("银行三", "holder")
                .applicant("银行二", "holder")
                .registered();
        assertThat(texts(office.restrictions(HOUSE, "mortgage"), "id")).containsExactly(two.number(), changed.number());
        Case third = office.begin("mortgage/maximum", HOUSE)
                .target(first)
                .from("甲")
                .to("银行一")
                .complete();
        office.begin("mortgage/release", HOUSE)
                .mode("unilateral")
                .target(two)
                .applicant("银行二", "holder")
                .registered();
        assertThat(texts(office.restrictions(HOUSE, "mortgage"), "id"))
                .containsExactly(changed.number(), third.number());
        assertThat(office.restrictions(HOUSE, "mortgage").getFirst().get("rank").asLong())
                .isEqualTo(1);
    }

    private Case mortgage(Case right, String bank) {
        return office.begin("mortgage/general", HOUSE)
                .target(right)
                .from("甲")
                .to(bank)
                .complete();
    }

    @Test
    void shouldLetAMortgageFollowOrBlockATransfer() {
        Case first = office.owned(HOUSE, "甲");
        Case free = mortgage(first, "银行一");
        Case sale = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .complete();
        assertThat(texts(office.restrictions(HOUSE, "mortgage"), "id")).containsExactly(free.number());
        office.begin("mortgage/general", HOUSE)
                .target(sale)
                .from("乙")
                .to("银行二")
                .term("transferRestricted", "1", true)
                .complete();
        office.begin("transfer/sale", HOUSE)
                .target(sale)
                .from("乙")
                .owner("丙")
                .apply()
                .accept()
                .expectRefused("MORTGAGE_FORBIDS_TRANSFER");
        office.begin("transfer/sale", HOUSE)
                .target(sale)
                .from("乙")
                .owner("丙")
                .applicant("银行二", "third")
                .complete();
        assertThat(office.restrictions(HOUSE, "mortgage")).hasSize(2);
    }

    @Test
    void shouldLetSeizuresWaitForTheirTurn() {
        Case first = office.owned(HOUSE, "甲");
        Case one = seize(first);
        Case two = seize(first);
        Case three = office.begin("seizure/preliminary", HOUSE)
                .term("2026-03-02", "2027-03-01")
                .registered();
        assertThat(texts(office.restrictions(HOUSE, "seizure"), "state")).containsExactly("live", "waiting", "waiting");
        office.begin("seizure/continuation", HOUSE)
                .target(one)
                .term("2026-03-02", "2028-03-01")
                .registered();
        office.begin("seizure/release", HOUSE).target(one).registered();

        assertThat(texts(office.restrictions(HOUSE, "seizure"), "id")).containsExactly(two.number(), three.number());
        assertThat(texts(office.restrictions(HOUSE, "seizure"), "state")).containsExactly("live", "waiting");
        office.begin("seizure/release", HOUSE)
                .target(two)
                .field(
                        "authority",
                        Value.map()
                                .put("organisation", "另一法院")
                                .put("document", "1号")
                                .build())
                .apply()
                .accept()
                .expectRefused("AUTHORITY_DIFFERS");
    }

    private Case seize(Case right) {
        return office.begin("seizure/seizure", HOUSE)
                .target(right)
                .term("2026-03-02", "2027-03-01")
                .registered();
    }

    @Test
    void shouldLetASeizureLapseAndTheWaitingOneTakeEffect() {
        Case first = office.owned(HOUSE, "甲");
        Case one = seize(first);
        Case two = office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2028-03-01")
                .registered();
        office.later(366);
        office.decide(
                Value.map().put("type", "registration.lapse").put("units", Value.texts(List.of(HOUSE))), "registrar");
        assertThat(texts(office.restrictions(HOUSE, "seizure"), "id"))
                .containsExactly(two.number())
                .doesNotContain(one.number());
        office.later(400);
        office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙").complete();
        assertThat(office.restrictions(HOUSE, "seizure")).isEmpty();
        assertThat(office.sheet(HOUSE).get("remarks").asList()).hasSize(2);
    }

    @Test
    void shouldLetAnObjectionLapseUnlessASuitFollows() {
        Case first = office.owned(HOUSE, "甲");
        Case objection = office.begin("objection/objection", HOUSE)
                .target(first)
                .applicant("丁", "third")
                .silentHolder("丁", "")
                .complete();
        Case sued = office.begin("objection/objection", HOUSE)
                .target(first)
                .applicant("戊", "third")
                .silentHolder("戊", "")
                .complete();
        office.state("suit-filed", sued.key(), "confirmed", "court");
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .apply()
                .accept()
                .expectRefused("OBJECTION_UNANSWERED");
        office.later(16);
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .material("objection-statement")
                .complete();

        assertThat(texts(office.restrictions(HOUSE, "objection"), "id")).containsExactly(sued.number());
        assertThat(objection.state()).isEqualTo("certified");
    }

    @Test
    void shouldRegisterAndReleaseHabitationEasementAndRestriction() {
        Case first = office.owned(HOUSE, "甲");
        Case land = office.begin("first/land-use", LAND).owner("甲").complete();
        Case habitation = office.begin("habitation/contract", HOUSE)
                .target(first)
                .from("甲")
                .to("老人")
                .complete();
        Case easement = office.begin("easement/contract", LAND)
                .target(land)
                .from("甲")
                .applicant("甲", "holder")
                .with("dominant", Value.of(HOUSE))
                .complete();
        assertThat(office.rights(HOUSE)).hasSize(2);
        Case restriction =
                office.begin("restriction/restrict", HOUSE).target(first).registered();
        office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .apply()
                .accept()
                .expectRefused("UNIT_RESTRICTED");
        office.begin("restriction/release", HOUSE).target(restriction).registered();
        office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙").complete();
        office.begin("habitation/release", HOUSE)
                .mode("unilateral")
                .target(habitation)
                .applicant("老人", "holder")
                .registered();
        office.begin("easement/release", LAND)
                .mode("unilateral")
                .target(easement)
                .applicant("乙", "holder")
                .registered();

        assertThat(office.rights(HOUSE)).hasSize(1);
        assertThat(office.sheet(HOUSE).get("restrictions").asList()).isEmpty();
        assertThat(office.sheet(LAND).get("restrictions").asList()).isEmpty();
    }

    @Test
    void shouldReplaceReissueAndDeclareCertificatesLost() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("certificate/replacement", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .complete();
        office.begin("certificate/loss", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .registered();
        office.begin("certificate/reissue", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .complete();

        assertThat(office.sheet(HOUSE).get("certificates").asList()).hasSize(1);
        assertThat(office.sheet(HOUSE)
                        .get("certificates")
                        .asList()
                        .getFirst()
                        .asMap()
                        .get("number")
                        .asText())
                .isEqualTo("测(2026)示例市不动产权第0000003号");
        assertThat(office.rights(HOUSE).getFirst().get("id").asText()).isEqualTo(first.number());
    }

    @Test
    void shouldEnterLinkedCasesTogetherOrNotAtAll() {
        Case first = office.owned(HOUSE, "甲");
        Case sale = office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙");
        Case loan =
                office.begin("mortgage/general", HOUSE).target(sale).from("乙").to("银行");
        sale.field("linked", Value.texts(List.of(loan.number()))).approved();
        loan.field("linked", Value.texts(List.of(sale.number()))).approved();

        sale.register().expectRefused("CASE_LINKED");
        sale.act("register", "registrar", java.util.Map.of("together", Value.texts(List.of(loan.number()))))
                .expectAccepted();
        assertThat(loan.state()).isEqualTo("registered");
        assertThat(office.restrictions(HOUSE, "mortgage")).hasSize(1);
    }

    @Test
    void shouldGoOnWithWhatMessagesRecorded() {
        var story = org.titlechain.testkit.story.Story.given(HOUSE);
        var telling = story.firstRegistered().to("测试甲");
        office.register().decide(telling.draft().command(), "recorder", office.now());
        MapValue right = office.rights(HOUSE).getFirst();
        byte[] owner = party(right).asBytes();
        Case sale = office.begin("transfer/sale", HOUSE)
                .target(right.get("id").asText())
                .from(owner)
                .owner("乙")
                .complete();

        assertThat(texts(office.rights(HOUSE), "id")).containsExactly(sale.number());
        assertThat(office.sheet(HOUSE).get("version").asLong()).isEqualTo(3);
    }
}
