package org.titlechain.testkit.registration;

import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.testkit.story.Register.Told;

/**
 * Cases of every kind, on a chain that begins with version 1 of the contract and votes itself up to version 2; for
 * later versions it goes on, votes again and tells of every kind once more.
 */
public final class GoldenCases {
    private static final Value DOCUMENT = Value.of(Office.document("paper"));
    private static final String BUILDING = "999901001002GB00014F0022";

    private final Office office = Office.risen();
    private int sequence;
    private int yearsLater;

    private GoldenCases() {}

    /** Every command of a chain that comes to the version, from 2, in order. */
    public static List<Told> tell(int version) {
        GoldenCases cases = new GoldenCases();
        cases.firsts();
        cases.everyKind();
        if (version > 2) {
            cases.rise();
            cases.yearsLater = 3;
            cases.everyKind();
        }
        if (version > 3) {
            cases.bind();
        }
        return cases.office.register().ledger();
    }

    /** Version 4, while a case waits: facts are bound to what is applied for, and who applies agrees to it. */
    private void bind() {
        String unit = flat();
        Case sale = about("transfer/sale", unit, owned(unit)).from("甲").owner("乙");
        sale.and("mortgage/general", unit).target(sale).from("乙").to("银行");
        sale.paperless().applyAs("applicant").expectAccepted();
        office.state("deed-tax", sale.key(), "confirmed", "tax");
        office.state("consent", sale.key(), "confirmed", "police");
        office.rise(4);
        office.decide(Office.statement("contract-filed", sale.key(), "confirmed"), "housing");
        office.state("contract-filed", sale.key(), "confirmed", "housing");
        office.state("loan-contract", sale.key(), "confirmed", "bank");
        for (String party : List.of("甲", "乙", "银行")) {
            office.state("identity", Office.partyHex(party), "confirmed", "police");
        }
        sale.auto();
        office.state("consent", sale.key(), "confirmed", "police");
        sale.auto().expectAccepted();
    }

    private void everyKind() {
        transfers();
        changes();
        cancellations();
        notices();
        mortgages();
        seizures();
        burdens();
        certificates();
        process();
        automatic();
    }

    /** Version 3, while cases are open: what was decided before stays, what is decided from now on is decided by it. */
    private void rise() {
        String before = flat();
        Case twice = twoMortgages(before);
        about("cancellation/waiver", before, twice)
                .applicant("甲", "holder")
                .applicant("银行", "holder")
                .registered();
        String after = flat();
        Case open = about("cancellation/waiver", after, twoMortgages(after))
                .applicant("甲", "holder")
                .applicant("银行", "holder")
                .approved();
        Case sale = about("transfer/sale", flat(), owned(lastFlat())).from("甲").owner("乙");
        Case loan = about("mortgage/general", lastFlat(), sale).from("乙").to("银行");
        sale.field("linked", Value.texts(List.of(loan.number()))).approved();
        loan.field("linked", Value.texts(List.of("2026-99999"))).approved();
        office.rise(3);
        open.register().expectAccepted();
        sale.act("register", "registrar", Map.of("together", Value.texts(List.of(loan.number()))))
                .expectRefused("CASE_LINKED");
        String unit = flat();
        Case first = owned(unit);
        Case mortgage =
                about("mortgage/general", unit, first).from("甲").to("银行").complete();
        about("objection/objection", unit, first)
                .applicant("丁", "third")
                .silentHolder("丁", "")
                .complete();
        Case sold = about("transfer/sale", unit, first)
                .from("甲")
                .owner("乙")
                .material("objection-statement")
                .complete();
        about("mortgage/change", unit, mortgage)
                .applicant("银行", "holder")
                .from("乙")
                .complete();
        about("change/split", unit, sold)
                .applicant("乙", "holder")
                .applicant("银行", "holder")
                .with("into", Value.list(List.of(part(flat(), 400_000), part(flat(), 600_000))))
                .apply()
                .accept()
                .expectRefused("UNIT_BURDENED");
        office.later(40);
        about("change/split", unit, sold)
                .applicant("乙", "holder")
                .applicant("银行", "holder")
                .with("into", Value.list(List.of(part(flat(), 400_000), part(flat(), 600_000))))
                .complete();
    }

    private Case twoMortgages(String unit) {
        Case first = owned(unit);
        about("mortgage/general", unit, first).from("甲").to("银行").complete();
        about("mortgage/general", unit, first).from("甲").to("银行").complete();
        return first;
    }

    private String flat() {
        sequence++;
        return BUILDING + (1000 + sequence);
    }

    private String lastFlat() {
        return BUILDING + (1000 + sequence);
    }

    private Case owned(String unit) {
        return office.owned(unit, "甲");
    }

    private Case about(String kind, String unit, Case target) {
        return office.begin(kind, unit).target(target);
    }

    private void firsts() {
        List<String> units = List.of(
                "999901001002JA00001W00000000",
                "999901001002GB00014W00000000",
                BUILDING + "0001",
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
            office.begin("first/" + families.get(i), units.get(i)).owner("甲").complete();
        }
        office.begin("first/common-parts", BUILDING + "0000")
                .applicant("开发商", "holder")
                .complete();
    }

    private void transfers() {
        for (String kind : List.of("sale", "gift", "contribution")) {
            String unit = flat();
            about("transfer/" + kind, unit, owned(unit)).from("甲").owner("乙").complete();
        }
        for (String kind : List.of("succession", "bequest", "judgment", "merger")) {
            String unit = flat();
            about("transfer/" + kind, unit, owned(unit))
                    .mode("unilateral")
                    .owner("乙")
                    .complete();
        }
        String together = flat();
        Case first = office.begin("first/building", together)
                .holder("甲", "1/3")
                .holder("乙", "2/3")
                .complete();
        about("transfer/division", together, first)
                .from("甲")
                .from("乙")
                .owner("乙")
                .complete();
        String left = flat();
        String right = flat();
        Case one = owned(left);
        Case other = office.owned(right, "乙");
        about("transfer/exchange", left, one)
                .from("甲")
                .owner("乙")
                .and("transfer/exchange", right)
                .target(other)
                .from("乙")
                .owner("甲")
                .complete();
    }

    private void changes() {
        String unit = flat();
        Case now = owned(unit);
        now = about("change/name", unit, now).holder("甲新", "").complete();
        now = about("change/use", unit, now)
                .applicant("甲新", "holder")
                .with("nature", Value.map().put("use", "31").build())
                .complete();
        now = about("change/area", unit, now)
                .applicant("甲新", "holder")
                .with("areaSquareCentimetres", Value.of(1_200_000))
                .complete();
        now = about("change/location", unit, now)
                .applicant("甲新", "holder")
                .with("location", Value.of("示例路2号"))
                .complete();
        now = about("change/term", unit, now)
                .applicant("甲新", "holder")
                .term("2026-01-01", "2066-01-01")
                .complete();
        String one = flat();
        String two = flat();
        now = about("change/split", unit, now)
                .applicant("甲新", "holder")
                .with("into", Value.list(List.of(part(one, 500_000), part(two, 700_000))))
                .complete();
        String whole = flat();
        now = about("change/merger", one, now)
                .applicant("甲新", "holder")
                .with(
                        "from",
                        Value.list(List.of(Value.map()
                                .put("unit", two)
                                .put("target", now.number())
                                .build())))
                .with("into", Value.list(List.of(part(whole, 1_200_000))))
                .complete();
        now = about("correction/application", whole, now)
                .applicant("甲新", "holder")
                .with("location", Value.of("示例路3号"))
                .complete();
        about("correction/ex-officio", whole, now)
                .with("rightType", Value.of("4"))
                .complete();
        String shared = flat();
        Case held = office.begin("first/building", shared)
                .holder("甲", "")
                .holder("乙", "")
                .complete();
        about("change/co-ownership", shared, held)
                .holder("甲", "1/4")
                .holder("乙", "3/4")
                .complete();
    }

    private static MapValue part(String unit, long area) {
        return Value.map().put("unit", unit).put("areaSquareCentimetres", area).build();
    }

    private void cancellations() {
        for (String kind : List.of("waiver", "destruction", "expropriation", "judgment")) {
            String unit = flat();
            about("cancellation/" + kind, unit, owned(unit))
                    .applicant("甲", "holder")
                    .registered();
        }
    }

    private void notices() {
        String unit = flat();
        office.begin("notice/presale", unit)
                .from("甲")
                .to("乙")
                .and("notice/presale-mortgage", unit)
                .to("银行")
                .complete();
        Case first = owned(unit);
        Case sale = about("transfer/sale", unit, first).from("甲").owner("乙");
        sale.and("mortgage/general", unit).target(sale).from("乙").to("银行").complete();
        String other = flat();
        Case right = owned(other);
        Case notice = about("notice/sale", other, right).from("甲").to("丙").complete();
        about("notice/mortgage", other, right)
                .from("甲")
                .to("银行")
                .applicant("丙", "third")
                .complete();
        about("notice/release", other, notice)
                .mode("unilateral")
                .applicant("丙", "holder")
                .registered();
        Case objection = about("objection/objection", other, right)
                .applicant("丁", "third")
                .silentHolder("丁", "")
                .complete();
        about("objection/release", other, objection).applicant("丁", "third").registered();
    }

    private void mortgages() {
        String unit = flat();
        Case first = owned(unit);
        Case general = about("mortgage/general", unit, first).from("甲").to("银行").complete();
        Case maximum =
                about("mortgage/maximum", unit, first).from("甲").to("银行二").complete();
        about("mortgage/construction", unit, first).from("甲").to("银行三").complete();
        Case assigned =
                about("mortgage/transfer", unit, general).from("银行").to("银行四").complete();
        Case changed = about("mortgage/change", unit, assigned)
                .applicant("银行四", "holder")
                .from("甲")
                .with("amount", Value.of(Office.document("sum")))
                .complete();
        about("mortgage/rank", unit, changed)
                .with("other", Value.of(maximum.number()))
                .applicant("银行四", "holder")
                .applicant("银行二", "holder")
                .registered();
        about("mortgage/release", unit, maximum).applicant("银行二", "holder").registered();
    }

    /** The year, or one that lies as far ahead when everything is told once more. */
    private int year(int told) {
        return told + yearsLater;
    }

    private void seizures() {
        String unit = flat();
        Case first = owned(unit);
        Case live = about("seizure/seizure", unit, first)
                .term(year(2026) + "-04-01", year(2027) + "-04-01")
                .registered();
        about("seizure/seizure", unit, first)
                .term(year(2026) + "-04-01", year(2027) + "-05-01")
                .registered();
        office.begin("seizure/preliminary", unit)
                .term(year(2026) + "-04-01", year(2027) + "-06-01")
                .registered();
        about("transfer/sale", unit, first).from("甲").owner("乙").apply().accept();
        about("seizure/continuation", unit, live)
                .term(year(2026) + "-04-01", year(2028) + "-04-01")
                .registered();
        about("seizure/release", unit, live).registered();
        office.later(800);
        office.decide(
                Value.map().put("type", "registration.lapse").put("units", Value.texts(List.of(unit))), "registrar");
    }

    private void burdens() {
        String unit = flat();
        String neighbour = flat();
        Case first = owned(unit);
        owned(neighbour);
        Case habitation =
                about("habitation/contract", unit, first).from("甲").to("老人").complete();
        about("habitation/will", unit, first).to("遗孀").complete();
        about("habitation/release", unit, habitation)
                .mode("unilateral")
                .applicant("老人", "holder")
                .registered();
        Case easement = about("easement/contract", unit, first)
                .from("甲")
                .applicant("甲", "holder")
                .with("dominant", Value.of(neighbour))
                .complete();
        about("easement/release", unit, easement).applicant("甲", "holder").registered();
        Case restriction = about("restriction/restrict", unit, first).registered();
        about("restriction/release", unit, restriction).registered();
    }

    private void certificates() {
        String unit = flat();
        Case first = owned(unit);
        for (String kind : List.of("replacement", "loss", "reissue")) {
            about("certificate/" + kind, unit, first).applicant("甲", "holder").complete();
        }
    }

    /** Steps that the kinds alone do not take, and refusals. */
    private void process() {
        String unit = flat();
        Case first = owned(unit);
        Case sale =
                about("transfer/sale", unit, first).from("甲").owner("乙").apply().accept();
        sale.act("supplement.request", "acceptor", Map.of("materials", Value.texts(List.of("consent"))));
        sale.act("supplement.deliver", "acceptor", Map.of("materials", Value.list(List.of())));
        sale.act("notice.publish", "reviewer", Map.of("document", DOCUMENT));
        sale.act("notice.object", "applicant", Map.of("party", Value.of(Office.party("丁")), "document", DOCUMENT));
        sale.act(
                "notice.settle",
                "reviewer",
                Map.of("objection", Value.of(1), "outcome", Value.of("dismissed"), "document", DOCUMENT));
        office.later(40);
        sale.review(1).review(2);
        sale.act("review", "reviewer2", Map.of("level", Value.of(2), "outcome", Value.of("returned")));
        sale.review(1).review(2).register().expectAccepted();
        sale.act("certificate", "issuer", Map.of("printed", Value.texts(List.of("T00000" + (1 + yearsLater)))));
        sale.act("issue", "issuer", Map.of("receipt", DOCUMENT));
        sale.act("fee", "acceptor", Map.of("fen", Value.of(8_000), "receipt", DOCUMENT));
        sale.act("issue", "issuer", Map.of("receipt", DOCUMENT));
        sale.act("archive", "archivist", Map.of("package", DOCUMENT)).expectAccepted();
        about("transfer/sale", unit, first)
                .from("甲")
                .owner("丙")
                .apply()
                .accept()
                .expectRefused("TARGET_ENDED");
        about("transfer/gift", unit, sale)
                .from("乙")
                .owner("丙")
                .apply()
                .act("decline", "acceptor", Map.of("reason", Value.of("other")));
        about("transfer/gift", unit, sale)
                .from("乙")
                .owner("丙")
                .apply()
                .accept()
                .act("refuse", "reviewer", Map.of("reason", Value.of("dispute")));
        about("transfer/gift", unit, sale).from("乙").owner("丙").apply().act("withdraw", "acceptor", Map.of());
        Case linked = about("transfer/sale", unit, sale).from("乙").owner("丙");
        Case loan = about("mortgage/general", unit, linked).from("丙").to("银行");
        linked.field("linked", Value.texts(List.of(loan.number()))).approved();
        loan.field("linked", Value.texts(List.of(linked.number()))).approved();
        linked.act("register", "registrar", Map.of("together", Value.texts(List.of(loan.number()))))
                .expectAccepted();
    }

    private void automatic() {
        String unit = flat();
        Case sale = about("transfer/sale", unit, owned(unit))
                .from("甲")
                .owner("乙")
                .paperless()
                .applyAs("applicant");
        sale.auto();
        office.state("identity", Office.partyHex("甲"), "confirmed", "police");
        office.state("identity", Office.partyHex("乙"), "confirmed", "police");
        office.state("contract-filed", sale.key(), "confirmed", "housing");
        office.state("deed-tax", sale.key(), "confirmed", "tax");
        sale.auto().expectAccepted();
    }
}
