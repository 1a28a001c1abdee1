package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.model.Owner;

/** What each kind of registration does to the sheets. Everything that it names must be there. */
final class Effects {
    private final Map<String, Sheet> sheets;
    private final Filing filing;
    private final long time;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();

    /**
     * A certificate or proof that follows.
     *
     * @param proof whether it is a proof
     */
    record Order(String unit, String id, boolean proof) {}

    /** @param sheets those that there are; new ones are added */
    Effects(Map<String, Sheet> sheets, Filing filing, long time) {
        this.sheets = sheets;
        this.filing = filing;
        this.time = time;
    }

    List<Order> orders() {
        return orders;
    }

    private Sheet sheet(String unit) {
        return sheets.computeIfAbsent(unit, missing -> new Sheet());
    }

    /** The first thing of a case on a unit has the case's number, the second is {@code #2}. */
    private String next(String unit) {
        int place = ordinals.merge(unit, 1, Integer::sum);
        return place == 1 ? filing.number() : filing.number() + "#" + place;
    }

    void apply(Item item) {
        Sheet sheet = sheet(item.unit());
        if (item.releases()) {
            release(item, sheet);
            return;
        }
        switch (item.kind()) {
            case "first" -> {
                Right right = new Right(
                        next(item.unit()), item.subkind(), item.holders(), item.coOwnership(), item.area(), List.of());
                sheet.rights.add(right);
                describe(item, sheet);
                certificate(item.unit(), right);
            }
            case "transfer" -> transfer(item, sheet);
            case "change", "correction" -> change(item, sheet);
            case "cancellation" -> cancel(item, sheet);
            case "mortgage" -> mortgage(item, sheet);
            case "seizure" -> seizure(item, sheet);
            case "easement" -> easement(item, sheet);
            case "certificate" -> recertify(item, sheet);
            default -> {
                Burden added = burden(item, sheet);
                sheet.add(added);
                if (!item.is("restriction")) {
                    orders.add(new Order(item.unit(), added.id(), true));
                }
            }
        }
    }

    private static void describe(Item item, Sheet sheet) {
        sheet.area = item.area() > 0 ? item.area() : sheet.area;
        sheet.use = item.use().isEmpty() ? sheet.use : item.use();
    }

    private void certificate(String unit, Right right) {
        if (!right.isOfUnits()) {
            orders.add(new Order(unit, right.id(), false));
        }
    }

    private Burden burden(Item item, Sheet sheet) {
        String type = !item.is("notice")
                ? ""
                : switch (item.subkind()) {
                    case "presale" -> "1";
                    case "sale" -> "2";
                    case "presale-mortgage" -> "3";
                    default -> "4";
                };
        boolean seizes = item.is("seizure");
        return new Burden(
                item.kind(),
                next(item.unit()),
                type,
                item.holders(),
                seizes && sheet.isSeized(),
                time,
                time,
                item.until(),
                item.forbidsTransfer(),
                item.is("notice") ? "" : item.target(),
                seizes ? filing.authority() : "",
                List.of());
    }

    private void release(Item item, Sheet sheet) {
        Burden old = sheet.burden(item.target()).orElseThrow();
        sheet.end(old);
        if (item.is("easement")) {
            Sheet dominant = sheet(old.other());
            dominant.rights().stream()
                    .filter(right -> right.family().equals("easement")
                            && Examination.caseOf(right.id()).equals(Examination.caseOf(old.id())))
                    .findFirst()
                    .ifPresent(dominant::end);
        }
    }

    private Right successor(Item item, Right old) {
        return new Right(
                next(item.unit()),
                old.family(),
                item.holders().isEmpty() ? old.holders() : item.holders(),
                item.coOwnership().isEmpty() ? old.coOwnership() : item.coOwnership(),
                item.area() > 0 ? item.area() : old.area(),
                List.of());
    }

    private void transfer(Item item, Sheet sheet) {
        Right old = sheet.right(item.target()).orElseThrow();
        convert(sheet, Shares.gaining(old, item), List.of("1", "2"));
        Right right = successor(item, old);
        sheet.end(old);
        sheet.rights.add(right);
        sheet.follow(old.id(), right.id());
        certificate(item.unit(), right);
    }

    /** A notice ends when what it announced comes true: who had it now has the right. */
    private static void convert(Sheet sheet, Set<String> gaining, List<String> types) {
        for (Burden notice : sheet.of("notice")) {
            if (types.contains(notice.type()) && gaining.stream().anyMatch(notice::isHeldBy)) {
                sheet.end(notice);
            }
        }
    }

    private void change(Item item, Sheet sheet) {
        if (item.divides()) {
            divide(item);
            return;
        }
        Right old = sheet.right(item.target()).orElseThrow();
        Right right = successor(item, old);
        int place = sheet.rights.indexOf(old);
        sheet.end(old);
        sheet.rights.add(place, right);
        sheet.follow(old.id(), right.id());
        describe(item, sheet);
        certificate(item.unit(), right);
        if (item.is("correction")) {
            sheet.remarks.add("CORRECTED");
        }
    }

    private void divide(Item item) {
        List<Item.Part> before = new ArrayList<>(item.from());
        before.addFirst(new Item.Part(item.unit(), 0, item.target()));
        Right first = sheet(item.unit()).right(item.target()).orElseThrow();
        String use = sheet(item.unit()).use;
        for (Item.Part part : item.into()) {
            Sheet created = sheet(part.unit());
            Right right = new Right(
                    next(part.unit()), first.family(), first.holders(), first.coOwnership(), part.area(), List.of());
            created.rights.add(right);
            created.area = part.area();
            created.use = use;
            certificate(part.unit(), right);
            for (Item.Part old : before) {
                created.from.add(old.unit());
                for (Burden burden : sheet(old.unit()).burdens()) {
                    follow(part.unit(), created, burden, old.target(), right.id());
                }
            }
        }
        for (Item.Part part : before) {
            Sheet ended = sheet(part.unit());
            ended.end(ended.right(part.target()).orElseThrow());
            ended.burdens().forEach(ended::end);
            ended.ended = true;
            item.into().forEach(created -> ended.into.add(created.unit()));
        }
    }

    /** Mortgages and easements go on over the parts, each with a proof of its own; one over several units is one. */
    private void follow(String unit, Sheet created, Burden burden, String old, String right) {
        boolean there =
                created.of(burden.kind()).stream().anyMatch(one -> one.id().equals(burden.id()));
        if (!there) {
            created.add(burden.certified(List.of()).about(burden.about().equals(old) ? right : burden.about()));
            orders.add(new Order(unit, burden.id(), true));
        }
    }

    private static void cancel(Item item, Sheet sheet) {
        sheet.end(sheet.right(item.target()).orElseThrow());
        if (sheet.personal().isEmpty()) {
            // Its mortgagees agreed, or the case would not be here: without the thing there is no mortgage.
            sheet.of("mortgage").forEach(sheet::end);
            sheet.ended = true;
        }
    }

    private void mortgage(Item item, Sheet sheet) {
        switch (item.subkind()) {
            case "transfer", "change" -> {
                Burden old = sheet.burden(item.target()).orElseThrow();
                Burden changed = new Burden(
                        "mortgage",
                        next(item.unit()),
                        "",
                        item.holders().isEmpty() ? old.holders() : item.holders(),
                        false,
                        time,
                        old.ranked(),
                        item.until().isEmpty() ? old.until() : item.until(),
                        old.forbids(),
                        old.about(),
                        "",
                        List.of());
                sheet.replace(old, changed);
                sheet.past.add(old.id());
                orders.add(new Order(item.unit(), changed.id(), true));
            }
            case "rank" -> {
                sheet.exchange(
                        sheet.burden(item.target()).orElseThrow(),
                        sheet.burden(item.other()).orElseThrow());
                sheet.remarks.add("RANK_CHANGED");
            }
            default -> {
                convert(sheet, Shares.parties(item.holders()), List.of("3", "4"));
                Burden added = burden(item, sheet);
                sheet.add(added);
                orders.add(new Order(item.unit(), added.id(), true));
            }
        }
    }

    private void seizure(Item item, Sheet sheet) {
        if (item.is("seizure", "continuation")) {
            Burden old = sheet.burden(item.target()).orElseThrow();
            sheet.replace(old, old.until(item.until()));
        } else {
            sheet.add(burden(item, sheet));
        }
    }

    private void easement(Item item, Sheet sheet) {
        List<Owner> nobody = List.of();
        String id = next(item.unit());
        sheet.add(new Burden(
                "easement",
                id,
                "",
                nobody,
                false,
                time,
                time,
                item.until(),
                false,
                item.target(),
                item.other(),
                List.of()));
        sheet(item.other()).rights.add(new Right(next(item.other()), "easement", nobody, "", 0, List.of()));
        orders.add(new Order(item.unit(), id, true));
    }

    private void recertify(Item item, Sheet sheet) {
        if (item.subkind().equals("loss")) {
            sheet.remarks.add("CERTIFICATE_LOST");
            return;
        }
        sheet.right(item.target()).ifPresent(right -> {
            sheet.replace(right, right.certified(List.of()));
            certificate(item.unit(), right);
        });
        sheet.burden(item.target()).ifPresent(burden -> {
            sheet.replace(burden, burden.certified(List.of()));
            orders.add(new Order(item.unit(), burden.id(), true));
        });
    }
}
