package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.registration.law.Law;
import org.titlechain.contract.registration.law.Passage;
import org.titlechain.crypto.Suite;

/** Each law finds the sheet that breaks it, and no other law is needed for it; a faithful next version breaks none. */
class LawTest {
    private static final String KEY = "unit/" + HOUSE;
    private static final String PART = "999901001002GB00014F00220145";

    private final Office office = Office.open();

    private static MapValue with(MapValue map, String field, Value value) {
        TreeMap<String, Value> fields = new TreeMap<>(map.entries());
        fields.put(field, value);
        return Value.map(fields);
    }

    private static MapValue item(MapValue sheet, String list, int place) {
        return sheet.get(list).asList().get(place).asMap();
    }

    private static MapValue withItem(MapValue sheet, String list, int place, MapValue item) {
        List<Value> items = new ArrayList<>(sheet.get(list).asList());
        items.set(place, item);
        return with(sheet, list, Value.list(items));
    }

    private static MapValue adding(MapValue sheet, String list, MapValue item) {
        List<Value> items = new ArrayList<>(sheet.get(list).asList());
        items.add(item);
        return with(sheet, list, Value.list(items));
    }

    private static MapValue without(MapValue sheet, String list, int place) {
        List<Value> items = new ArrayList<>(sheet.get(list).asList());
        items.remove(place);
        return with(sheet, list, Value.list(items));
    }

    /** The next version of the sheet, faithful so far. */
    private MapValue next(String unit) {
        MapValue sheet = office.sheet(unit);
        MapValue next = with(sheet, "version", Value.of(sheet.get("version").asLong() + 1));
        return with(next, "previous", Value.of(Suite.GM.hash().hash(CanonicalEncoder.encode(sheet))));
    }

    private List<String> broken(Change... changes) {
        Passage passage = new Passage(office.register(), List.of(changes), Suite.GM.hash());
        return Law.all().stream()
                .filter(law -> law.breach(passage).isPresent())
                .map(law -> law.getClass().getSimpleName())
                .toList();
    }

    private List<String> broken(MapValue sheet) {
        return broken(new Change(KEY, sheet));
    }

    @Test
    void shouldHaveASentenceInTwoLanguagesAndAnArticle() {
        assertThat(Law.all()).hasSize(10).allSatisfy(law -> {
            assertThat(law.chinese()).endsWith("。");
            assertThat(law.english()).endsWith(".");
            assertThat(law.article()).contains("条");
        });
    }

    @Test
    void shouldFindNothingWrongWithAFaithfulVersion() {
        office.owned(HOUSE, "甲");
        assertThat(broken(next(HOUSE))).isEmpty();
    }

    @Test
    void shouldFindTwoOwners() {
        office.owned(HOUSE, "甲");
        MapValue sheet = next(HOUSE);
        // of a message, so that no case could have brought it
        MapValue second = with(item(sheet, "rights", 0), "id", Value.of("other"));
        assertThat(broken(adding(sheet, "rights", second))).containsExactly("OneOwner", "EndsOnce");
    }

    @Test
    void shouldFindSharesThatAreNotOne() {
        office.begin("first/building", HOUSE)
                .holder("甲", "1/2")
                .holder("乙", "1/2")
                .complete();
        MapValue sheet = next(HOUSE);
        MapValue right = item(sheet, "rights", 0);
        MapValue holder = item(right, "holders", 0);
        MapValue share = Value.map().put("numerator", 1).put("denominator", 3).build();
        MapValue wrong = withItem(right, "holders", 0, with(holder, "share", share));
        assertThat(broken(withItem(sheet, "rights", 0, wrong))).containsExactly("SharesSumToOne");
    }

    @Test
    void shouldFindADisposalOverASeizure() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .registered();
        MapValue sheet = next(HOUSE);
        MapValue right = with(item(sheet, "rights", 0), "coOwnership", Value.of("1"));
        assertThat(broken(withItem(sheet, "rights", 0, right))).containsExactly("NoDisposalOverSeizure");
    }

    @Test
    void shouldFindALostMortgageAndAnotherOrder() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("mortgage/general", HOUSE).target(first).from("甲").to("银行").registered();
        office.begin("mortgage/general", HOUSE)
                .target(first)
                .from("甲")
                .to("银行二")
                .registered();
        MapValue sheet = next(HOUSE);
        assertThat(broken(without(sheet, "restrictions", 1))).containsExactly("MortgageFollows", "NothingDisappears");
        List<Value> turned = new ArrayList<>(sheet.get("restrictions").asList());
        Collections.reverse(turned);
        assertThat(broken(with(sheet, "restrictions", Value.list(turned)))).containsExactly("RankStays");
    }

    @Test
    void shouldFindAWaitingSeizureThatNobodyHolds() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("seizure/seizure", HOUSE)
                .target(first)
                .term("2026-03-02", "2027-03-01")
                .registered();
        MapValue sheet = next(HOUSE);
        MapValue waiting = with(item(sheet, "restrictions", 0), "state", Value.of("waiting"));
        assertThat(broken(withItem(sheet, "restrictions", 0, waiting))).containsExactly("WaitingTakesItsTurn");
    }

    @Test
    void shouldFindACertificateOfNothingAndOneThatLeftAlive() {
        office.owned(HOUSE, "甲");
        MapValue sheet = next(HOUSE);
        MapValue stray = with(item(sheet, "certificates", 0), "right", Value.of("none"));
        assertThat(broken(withItem(sheet, "certificates", 0, stray))).containsExactly("CertificatesOfLiveRights");
        assertThat(broken(without(sheet, "certificates", 0))).containsExactly("CertificatesOfLiveRights");
    }

    @Test
    void shouldFindASplitThatLosesArea() {
        office.owned(HOUSE, "甲");
        office.owned(PART, "甲");
        MapValue old = with(next(HOUSE), "lineage", lineage(List.of(), List.of(PART)));
        MapValue part = with(next(PART), "lineage", lineage(List.of(HOUSE), List.of()));
        MapValue right = item(part, "rights", 0);
        assertThat(broken(new Change(KEY, old), new Change("unit/" + PART, part)))
                .isEmpty();
        MapValue smaller = withItem(part, "rights", 0, with(right, "areaSquareCentimetres", Value.of(999_999)));
        assertThat(broken(new Change(KEY, old), new Change("unit/" + PART, smaller)))
                .containsExactly("AreaAndLineage");
        MapValue silent = with(part, "lineage", lineage(List.of(), List.of()));
        assertThat(broken(new Change(KEY, old), new Change("unit/" + PART, silent)))
                .containsExactly("AreaAndLineage");
    }

    private static MapValue lineage(List<String> from, List<String> to) {
        return Value.map()
                .put("from", Value.texts(from))
                .put("to", Value.texts(to))
                .build();
    }

    @Test
    void shouldFindAVersionLeftOutAndARemarkTakenAway() {
        Case first = office.owned(HOUSE, "甲");
        office.begin("certificate/loss", HOUSE)
                .target(first)
                .applicant("甲", "holder")
                .registered();
        MapValue sheet = next(HOUSE);
        assertThat(broken(with(sheet, "version", Value.of(9)))).containsExactly("NothingDisappears");
        assertThat(broken(with(sheet, "previous", Value.of(new byte[32])))).containsExactly("NothingDisappears");
        assertThat(broken(without(sheet, "remarks", 0))).containsExactly("NothingDisappears");
    }

    @Test
    void shouldFindARightThatCameBack() {
        Case first = office.owned(HOUSE, "甲");
        MapValue ended = item(office.sheet(HOUSE), "rights", 0);
        office.begin("transfer/sale", HOUSE).target(first).from("甲").owner("乙").registered();
        MapValue sheet = withItem(next(HOUSE), "rights", 0, ended);
        assertThat(broken(sheet)).containsExactly("NothingDisappears", "EndsOnce");
    }
}
