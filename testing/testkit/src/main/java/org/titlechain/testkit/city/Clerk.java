package org.titlechain.testkit.city;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.titlechain.testkit.city.Burden.Kind;
import org.titlechain.testkit.city.RestrictionFilings.Ending;
import org.titlechain.testkit.city.Unit.Family;

/** Decides what is registered next, changes the town accordingly and has the message written. */
final class Clerk {
    private static final int MILLION = 1_000_000;
    private static final List<Breach> BLEMISHES = List.of(
            Breach.TIMES_OUT_OF_ORDER,
            Breach.REVIEW_NOT_PASSED,
            Breach.CERTIFICATE_COUNT_MISMATCH,
            Breach.CODE_UNKNOWN,
            Breach.PARCEL_MISMATCH,
            Breach.ARCHIVE_ROW_MISSING);
    private static final Ending NONE = new Ending("", "", "", "");

    private final CityOptions options;
    private final Desk desk;
    private final Town town;
    private final SplittableRandom random;
    private final OwnershipFilings ownership;
    private final RestrictionFilings restrictions;
    private final List<Unit> burdened = new ArrayList<>();
    private final Deque<List<Unit>> divided = new ArrayDeque<>();
    private final List<Habit> habits = habits();
    private LocalDateTime time = LocalDateTime.MIN;
    private boolean newer;

    Clerk(CityOptions options, Desk desk, Town town, SplittableRandom random) {
        this.options = options;
        this.desk = desk;
        this.town = town;
        this.random = random;
        this.ownership = new OwnershipFilings(options);
        this.restrictions = new RestrictionFilings(options);
    }

    CityMessage register(LocalDateTime at, boolean newerLayout) {
        time = at;
        newer = newerLayout;
        int chance = random.nextInt(100);
        for (Habit habit : habits) {
            chance -= habit.percent();
            if (chance < 0) {
                return habit.act().get().orElseGet(this::first);
            }
        }
        return first();
    }

    /** How often something is registered; what cannot be done today becomes a first registration. */
    private record Habit(int percent, Supplier<Optional<CityMessage>> act) {}

    private List<Habit> habits() {
        return List.of(
                new Habit(22, this::sale),
                new Habit(16, this::mortgage),
                new Habit(10, this::mortgageRelease),
                new Habit(4, this::notice),
                new Habit(3, this::noticeConversion),
                new Habit(3, this::seizure),
                new Habit(2, this::seizureRelease),
                new Habit(1, this::objection),
                new Habit(1, this::objectionEnd),
                new Habit(2, () -> change("3", "300", "面积变更")),
                new Habit(2, () -> change("5", "500", "更正")),
                new Habit(2, this::replacement),
                new Habit(1, this::easement),
                new Habit(1, this::habitation),
                new Habit(1, this::cancellation),
                new Habit(2, this::otherTransfer),
                new Habit(1, this::division),
                new Habit(1, this::merger));
    }

    private Filing filing() {
        return new Filing(desk, options, random, time, newer);
    }

    private boolean plants(Breach breach) {
        Integer often = options.breaches().get(breach);
        return often != null && often > 0 && random.nextInt(MILLION) < often;
    }

    private static boolean isFree(Unit unit) {
        return unit.burdens == null;
    }

    private boolean isInForce(Unit unit, Kind kind) {
        return unit.burdens(kind).stream().anyMatch(burden -> !burden.isOver(time));
    }

    private CityMessage first() {
        Unit unit = town.nextToBuild();
        town.registered().add(unit);
        Filing filing = filing();
        unit.live = true;
        unit.caseNumber = filing.caseNumber;
        unit.certificate = unit.family == Family.COMMON_PARTS ? "" : desk.certificate();
        String type = "1" + OwnershipFilings.group(unit.family);
        filing.head(
                type, OwnershipFilings.rightType(unit.family), "100", unit, "", unit.certificate.isEmpty() ? 0 : 1, 0);
        ownership.nature(filing, unit);
        ownership.right(filing, unit, "100", "首次登记", "", "", mismatch(filing, unit));
        ownership.holders(filing, unit, "");
        filing.process(unit, "100", type, unit.owners(), List.of(), "权籍调查表", unit.certificate);
        return filing.finish(type);
    }

    private int mismatch(Filing filing, Unit unit) {
        if (unit.family != Family.HOUSE || !plants(Breach.AREA_PARTS_MISMATCH)) {
            return 0;
        }
        filing.breaches.add(Breach.AREA_PARTS_MISMATCH);
        return 777;
    }

    private Optional<CityMessage> sale() {
        if (plants(Breach.SEIZED_UNIT_DISPOSED)) {
            Optional<Unit> seized = ofBurdened(Kind.SEIZURE).filter(unit -> isInForce(unit, Kind.SEIZURE));
            if (seized.isPresent()) {
                return Optional.of(transfer(seized.get(), "买卖", Breach.SEIZED_UNIT_DISPOSED));
            }
        }
        if (plants(Breach.NOTICED_UNIT_DISPOSED)) {
            Optional<Unit> noticed = ofBurdened(Kind.NOTICE);
            if (noticed.isPresent()) {
                return Optional.of(transfer(noticed.get(), "买卖", Breach.NOTICED_UNIT_DISPOSED));
            }
        }
        if (plants(Breach.OBJECTED_UNIT_DISPOSED)) {
            Optional<Unit> objected = ofBurdened(Kind.OBJECTION).filter(unit -> isInForce(unit, Kind.OBJECTION));
            if (objected.isPresent()) {
                return Optional.of(transfer(objected.get(), "买卖", Breach.OBJECTED_UNIT_DISPOSED));
            }
        }
        if (plants(Breach.MORTGAGE_FORBIDS_TRANSFER)) {
            Optional<Unit> closed = ofBurdened(Kind.MORTGAGE)
                    .filter(unit -> unit.burdens(Kind.MORTGAGE).stream().anyMatch(Burden::closed));
            if (closed.isPresent()) {
                return Optional.of(transfer(closed.get(), "买卖", Breach.MORTGAGE_FORBIDS_TRANSFER));
            }
        }
        String cause =
                switch (random.nextInt(10)) {
                    case 0 -> "继承";
                    case 1 -> "赠与";
                    case 2 -> "法院判决";
                    default -> "买卖";
                };
        return town.find(unit -> isFree(unit) && unit.family == Family.HOUSE).map(unit -> transfer(unit, cause));
    }

    private Optional<CityMessage> otherTransfer() {
        return town.find(unit -> isFree(unit)
                        && (unit.family == Family.FARMLAND
                                || unit.family == Family.FOREST
                                || unit.family == Family.SEA
                                || unit.family == Family.STRUCTURE))
                .map(unit -> transfer(unit, "转让"));
    }

    private CityMessage transfer(Unit unit, String cause, Breach... known) {
        Filing filing = filing();
        filing.breaches.addAll(List.of(known));
        List<Party> sellers = unit.owners();
        String previousCase = unit.caseNumber;
        String previousCertificate = unit.certificate;
        newOwners(unit);
        unit.caseNumber = filing.caseNumber;
        unit.sold = true;
        unit.certificate = desk.certificate();
        if (!previousCertificate.isEmpty() && plants(Breach.CERTIFICATE_DOUBLED)) {
            Optional<Unit> other = town.find(candidate -> candidate != unit && !candidate.certificate.isEmpty());
            if (other.isPresent()) {
                unit.certificate = other.get().certificate;
                filing.breaches.add(Breach.CERTIFICATE_DOUBLED);
            }
        }
        if (newer && unit.family != Family.STRUCTURE && plants(Breach.PREVIOUS_RIGHT_UNKNOWN)) {
            previousCase = "20010101-9999999";
            filing.breaches.add(Breach.PREVIOUS_RIGHT_UNKNOWN);
        }
        return ownershipMessage(filing, unit, "2", "200", cause, previousCase, previousCertificate, sellers, "买卖合同");
    }

    private void newOwners(Unit unit) {
        unit.owner = town.anyPerson();
        unit.coOwner = null;
        unit.share = 0;
        int kind = random.nextInt(10);
        if (kind < 3) {
            unit.coOwner = town.newPerson();
            unit.share = kind == 0 ? 50 : kind == 1 ? 10 + random.nextInt(80) : 0;
        }
    }

    private CityMessage ownershipMessage(
            Filing filing,
            Unit unit,
            String digit,
            String registrationType,
            String cause,
            String previousCase,
            String previousCertificate,
            List<Party> obligors,
            String material) {
        String type = digit + OwnershipFilings.group(unit.family);
        if (plants(Breach.STAFF_NOT_SEPARATED)) {
            filing.oneOfficerForAll();
        }
        String wrongShare = "";
        if (unit.coOwnership().equals("2") && plants(Breach.SHARES_NOT_ONE)) {
            wrongShare = "95%";
            filing.breaches.add(Breach.SHARES_NOT_ONE);
        }
        filing.head(type, OwnershipFilings.rightType(unit.family), registrationType, unit, previousCertificate, 1, 0);
        ownership.nature(filing, unit);
        ownership.right(filing, unit, registrationType, cause, previousCase, "100.0", 0);
        ownership.holders(filing, unit, wrongShare);
        filing.process(unit, registrationType, type, unit.owners(), obligors, material, unit.certificate);
        blemish(filing);
        return filing.finish(type);
    }

    /** Faults in the writing, one at a time. */
    private void blemish(Filing filing) {
        for (Breach breach : BLEMISHES) {
            if (plants(breach)) {
                filing.blemish(breach);
                return;
            }
        }
    }

    private Optional<CityMessage> change(String digit, String registrationType, String cause) {
        return town.find(unit -> isFree(unit) && unit.family != Family.COMMON_PARTS)
                .map(unit -> {
                    Filing filing = filing();
                    String previousCase = unit.caseNumber;
                    String previousCertificate = unit.certificate;
                    unit.caseNumber = filing.caseNumber;
                    unit.certificate = desk.certificate();
                    return ownershipMessage(
                            filing,
                            unit,
                            digit,
                            registrationType,
                            cause,
                            previousCase,
                            previousCertificate,
                            List.of(),
                            "登记申请书");
                });
    }

    /** Only the newer layout has a code for a certificate that is replaced. */
    private Optional<CityMessage> replacement() {
        return newer ? change("9", "900", "换证") : Optional.empty();
    }

    private Optional<CityMessage> cancellation() {
        return town.find(unit -> isFree(unit) && unit.family != Family.COMMON_PARTS && unit.family != Family.LAND)
                .map(unit -> {
                    Filing filing = filing();
                    filing.head(
                            "4000101", OwnershipFilings.rightType(unit.family), "400", unit, unit.certificate, 0, 0);
                    filing.draft.row(
                            "QLF_QL_ZXDJ",
                            "BDCDYH",
                            unit.code(),
                            "YWH",
                            unit.caseNumber,
                            "ZXYWH",
                            filing.caseNumber,
                            "ZXSJ",
                            Filing.stamp(time),
                            "BDCQZH",
                            unit.certificate,
                            "DJJG",
                            RestrictionFilings.OFFICE,
                            "DBR",
                            filing.registrar(),
                            "DJSJ",
                            Filing.stamp(time),
                            "QXDM",
                            options.district());
                    filing.process(unit, "400", "4000101", unit.owners(), List.of(), "注销申请书", "");
                    unit.live = false;
                    return filing.finish("4000101");
                });
    }

    // Splits and mergers

    /** One flat becomes two next to each other. */
    private Optional<CityMessage> division() {
        return town.find(unit -> isFree(unit) && unit.family == Family.HOUSE && unit.sold && unit.area >= 7_000)
                .map(unit -> {
                    int part = unit.area * 2 / 5;
                    List<Unit> parts = List.of(town.nextDoor(unit, part), town.nextDoor(unit, unit.area - part));
                    divided.add(parts);
                    return reshaped("分割", "分割协议", List.of(unit), parts);
                });
    }

    /** Two flats that were divided once, and stand as they did then, become one again, under a new code. */
    private Optional<CityMessage> merger() {
        for (int i = 0; i < divided.size(); i++) {
            List<Unit> parts = divided.remove();
            Unit one = parts.getFirst();
            Unit other = parts.getLast();
            if (one.live && other.live && isFree(one) && isFree(other) && one.caseNumber.equals(other.caseNumber)) {
                return Optional.of(reshaped("合并", "合并材料", parts, List.of(town.nextDoor(one, one.area + other.area))));
            }
        }
        return Optional.empty();
    }

    /** Units go into others, whose owners are theirs; area and owners stay the same. */
    private CityMessage reshaped(String cause, String material, List<Unit> before, List<Unit> after) {
        Filing filing = filing();
        Unit was = before.getFirst();
        for (Unit unit : before) {
            unit.live = false;
        }
        for (Unit unit : after) {
            town.registered().add(unit);
            unit.live = true;
            unit.sold = true;
            unit.coOwner = was.coOwner;
            unit.share = was.share;
            unit.caseNumber = filing.caseNumber;
            unit.certificate = desk.certificate();
        }
        String type = "3" + OwnershipFilings.group(Family.HOUSE);
        filing.head(type, OwnershipFilings.rightType(Family.HOUSE), "300", after.getFirst(), "", after.size(), 0);
        filing.lineage(before, after);
        for (Unit unit : after) {
            ownership.nature(filing, unit);
            ownership.right(filing, unit, "300", cause, was.caseNumber, "", 0);
            ownership.holders(filing, unit, "");
        }
        filing.process(after.getFirst(), "300", type, was.owners(), List.of(), material, after.getFirst().certificate);
        for (Unit unit : after.subList(1, after.size())) {
            filing.issue(unit.owners(), unit.certificate);
        }
        return filing.finish(type);
    }

    // Restrictions

    private void burden(Unit unit, Burden burden) {
        if (unit.burdens == null) {
            burdened.add(unit);
        }
        unit.add(burden);
    }

    /** Some unit that bears a burden of the kind; units without any are forgotten on the way. */
    private Optional<Unit> ofBurdened(Kind kind) {
        for (int i = 0; i < 20 && !burdened.isEmpty(); i++) {
            int place = random.nextInt(burdened.size());
            Unit unit = burdened.get(place);
            if (unit.burdens == null) {
                Unit last = burdened.removeLast();
                if (place < burdened.size()) {
                    burdened.set(place, last);
                }
            } else if (unit.has(kind)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    private Ending ending(Filing filing, String cause) {
        return new Ending(filing.caseNumber, cause, Filing.stamp(time), filing.registrar());
    }

    private Optional<CityMessage> mortgage() {
        if (plants(Breach.SEIZED_UNIT_MORTGAGED)) {
            Optional<Unit> seized = ofBurdened(Kind.SEIZURE).filter(unit -> isInForce(unit, Kind.SEIZURE));
            if (seized.isPresent()) {
                return Optional.of(mortgage(seized.get(), Breach.SEIZED_UNIT_MORTGAGED));
            }
        }
        return town.find(unit -> unit.family == Family.HOUSE
                        && unit.sold
                        && !unit.has(Kind.SEIZURE)
                        && !unit.has(Kind.NOTICE)
                        && !unit.has(Kind.OBJECTION)
                        && unit.burdens(Kind.MORTGAGE).size() < 2)
                .map(this::mortgage);
    }

    private CityMessage mortgage(Unit unit, Breach... known) {
        Filing filing = filing();
        filing.breaches.addAll(List.of(known));
        boolean reversed = plants(Breach.MORTGAGE_TERM_ORDER);
        if (reversed) {
            filing.breaches.add(Breach.MORTGAGE_TERM_ORDER);
        }
        Burden burden = new Burden(
                Kind.MORTGAGE,
                filing.caseNumber,
                desk.proof(),
                List.of(town.bank()),
                time,
                newer && random.nextInt(2) == 0);
        burden(unit, burden);
        String type = newer ? "1003701" : "9000101";
        filing.head(type, newer ? "37" : "23", "100", unit, unit.certificate, 0, 1);
        restrictions.mortgage(filing, unit, burden, "1", reversed, NONE);
        filing.holder(unit, burden.holder().getFirst(), 1, burden.reference(), "0", "");
        filing.process(unit, "100", type, burden.holder(), unit.owners(), "抵押合同", burden.reference());
        return filing.finish(type);
    }

    private Optional<CityMessage> mortgageRelease() {
        return ofBurdened(Kind.MORTGAGE).map(unit -> {
            Burden burden = unit.burdens(Kind.MORTGAGE).getFirst();
            Filing filing = filing();
            unit.remove(burden);
            String type = "9000101";
            filing.head(type, newer ? "37" : "23", "400", unit, burden.reference(), 0, 0);
            restrictions.mortgage(filing, unit, burden, "3", false, ending(filing, "主债权消灭"));
            filing.holder(unit, burden.holder().getFirst(), 1, "", "0", "");
            filing.process(unit, "400", type, burden.holder(), List.of(), "结清证明", "");
            return filing.finish(type);
        });
    }

    private Optional<CityMessage> notice() {
        return town.find(unit -> isFree(unit) && unit.family == Family.HOUSE && !unit.sold)
                .map(unit -> {
                    Filing filing = filing();
                    Burden burden = new Burden(
                            Kind.NOTICE, filing.caseNumber, desk.proof(), List.of(town.anyPerson()), time, false);
                    burden(unit, burden);
                    filing.head("7000101", "99", "700", unit, unit.certificate, 0, 1);
                    restrictions.notice(filing, unit, burden, "1", "1", NONE);
                    filing.holder(unit, burden.holder().getFirst(), 1, burden.reference(), "0", "");
                    filing.process(
                            unit, "700", "7000101", burden.holder(), unit.owners(), "商品房买卖合同", burden.reference());
                    return filing.finish("7000101");
                });
    }

    /** The buyer of the notice becomes the owner; the notice's row goes with the transfer and ends in it. */
    private Optional<CityMessage> noticeConversion() {
        return ofBurdened(Kind.NOTICE)
                .filter(unit -> unit.burdens(Kind.SEIZURE).isEmpty())
                .map(unit -> {
                    Burden burden = unit.burdens(Kind.NOTICE).getFirst();
                    Filing filing = filing();
                    List<Party> sellers = unit.owners();
                    String previousCase = unit.caseNumber;
                    String previousCertificate = unit.certificate;
                    restrictions.notice(filing, unit, burden, "1", "3", ending(filing, "预告转本登记"));
                    unit.remove(burden);
                    unit.owner = burden.holder().getFirst();
                    unit.coOwner = null;
                    unit.sold = true;
                    unit.caseNumber = filing.caseNumber;
                    unit.certificate = desk.certificate();
                    return ownershipMessage(
                            filing, unit, "2", "200", "买卖", previousCase, previousCertificate, sellers, "商品房买卖合同");
                });
    }

    private Optional<CityMessage> seizure() {
        Optional<Unit> found = random.nextInt(3) == 0
                ? ofBurdened(Kind.SEIZURE)
                : town.find(unit -> unit.family == Family.HOUSE && unit.sold);
        return found.map(unit -> {
            Filing filing = filing();
            unit.settle(time);
            boolean waiting = unit.has(Kind.SEIZURE);
            if (waiting && plants(Breach.SECOND_LIVE_SEIZURE)) {
                waiting = false;
                filing.breaches.add(Breach.SECOND_LIVE_SEIZURE);
            } else if (plants(Breach.SEIZURE_TERM_TOO_LONG)) {
                filing.breaches.add(Breach.SEIZURE_TERM_TOO_LONG);
            }
            String document = String.format("（%d）测0101执%d号", time.getYear(), 1 + random.nextInt(9_999));
            int years = filing.breaches.contains(Breach.SEIZURE_TERM_TOO_LONG) ? 6 : 3;
            LocalDate last = time.toLocalDate().plusYears(years);
            Burden burden = new Burden(Kind.SEIZURE, filing.caseNumber, document, List.of(), time, false, last);
            burden(unit, burden);
            filing.head("8000101", "99", "800", unit, unit.certificate, 0, 0);
            restrictions.seizure(filing, unit, burden, waiting ? "2" : "1", "1", NONE, "");
            filing.process(unit, "800", "8000101", List.of(), unit.owners(), "协助执行通知书", "");
            return filing.finish("8000101");
        });
    }

    private Optional<CityMessage> seizureRelease() {
        return ofBurdened(Kind.SEIZURE).map(unit -> {
            Burden burden = unit.burdens(Kind.SEIZURE).getFirst();
            Filing filing = filing();
            unit.remove(burden);
            filing.head("8000101", "99", "800", unit, "", 0, 0);
            restrictions.seizure(filing, unit, burden, "1", "3", ending(filing, ""), burden.reference() + "之一");
            filing.process(unit, "800", "8000101", List.of(), unit.owners(), "解除查封裁定书", "");
            return filing.finish("8000101");
        });
    }

    private Optional<CityMessage> objection() {
        return town.find(unit -> isFree(unit) && unit.family == Family.HOUSE && unit.sold)
                .map(unit -> {
                    Filing filing = filing();
                    Burden burden = new Burden(
                            Kind.OBJECTION, filing.caseNumber, desk.proof(), List.of(town.anyPerson()), time, false);
                    burden(unit, burden);
                    filing.head("6000101", "99", "600", unit, unit.certificate, 0, 1);
                    restrictions.objection(filing, unit, burden, "1", NONE);
                    filing.holder(unit, burden.holder().getFirst(), 1, burden.reference(), "0", "");
                    filing.process(unit, "600", "6000101", burden.holder(), List.of(), "异议材料", burden.reference());
                    return filing.finish("6000101");
                });
    }

    private Optional<CityMessage> objectionEnd() {
        return ofBurdened(Kind.OBJECTION).map(unit -> {
            Burden burden = unit.burdens(Kind.OBJECTION).getFirst();
            Filing filing = filing();
            unit.remove(burden);
            filing.head("6000101", "99", "600", unit, burden.reference(), 0, 0);
            restrictions.objection(filing, unit, burden, "3", ending(filing, "异议失效"));
            filing.holder(unit, burden.holder().getFirst(), 1, "", "0", "");
            filing.process(unit, "600", "6000101", burden.holder(), List.of(), "注销申请书", "");
            return filing.finish("6000101");
        });
    }

    private Optional<CityMessage> easement() {
        Optional<Unit> beneficiary = town.find(unit -> unit.family == Family.LAND);
        return town.find(unit -> unit.family == Family.LAND && isFree(unit))
                .filter(unit -> beneficiary.isPresent() && beneficiary.get() != unit)
                .map(unit -> {
                    Filing filing = filing();
                    Unit other = beneficiary.orElseThrow();
                    Burden burden = new Burden(
                            Kind.EASEMENT, filing.caseNumber, desk.proof(), List.of(other.owner), time, false);
                    burden(unit, burden);
                    String type = newer ? "1002101" : "9000102";
                    filing.head(type, "19", "100", unit, unit.certificate, 0, 1);
                    restrictions.easement(filing, unit, other, burden, "1");
                    filing.holder(unit, other.owner, 1, burden.reference(), "0", "");
                    filing.process(unit, "100", type, burden.holder(), unit.owners(), "地役权合同", burden.reference());
                    return filing.finish(type);
                });
    }

    private Optional<CityMessage> habitation() {
        return town.find(unit -> unit.family == Family.HOUSE && isFree(unit) && unit.sold)
                .map(unit -> {
                    Filing filing = filing();
                    Burden burden = new Burden(
                            Kind.HABITATION,
                            filing.caseNumber,
                            desk.certificate(),
                            List.of(town.anyPerson()),
                            time,
                            false);
                    burden(unit, burden);
                    filing.head("1009901", "92", "100", unit, unit.certificate, 1, 0);
                    restrictions.habitation(filing, unit, burden, "1");
                    filing.holder(unit, burden.holder().getFirst(), 1, burden.reference(), "0", "");
                    filing.process(unit, "100", "1009901", burden.holder(), unit.owners(), "居住权合同", burden.reference());
                    return filing.finish("1009901");
                });
    }
}
