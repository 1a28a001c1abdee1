package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Owner;

/** What each kind of registration does to the sheets. Everything that it names must be there. */
final class Effects {
    /** An objection lapses so many days after it was entered unless there is a suit (Civil Code 220). */
    private static final int OBJECTION_DAYS = 15;

    private final Map<String, Sheet> sheets;
    private final long time;

    /** @param sheets those that there are; new ones are added */
    Effects(Map<String, Sheet> sheets, long time) {
        this.sheets = sheets;
        this.time = time;
    }

    private Sheet sheet(String unit) {
        return sheets.computeIfAbsent(unit, missing -> new Sheet());
    }

    void apply(Item item, String id) {
        Sheet sheet = sheet(item.unit());
        switch (item.kind()) {
            case "first" -> {
                sheet.rights.add(new Right(id, item.subkind(), item.holders(), false));
                sheet.area = item.area() > 0 ? item.area() : sheet.area;
            }
            case "transfer" -> transfer(item, id, sheet);
            case "change", "correction" -> change(item, id, sheet);
            case "cancellation" -> {
                sheet.end(sheet.right(item.target()).orElseThrow());
                sheet.ended = sheet.rights.isEmpty();
                // Its mortgagees agreed, or the case would not be here: without the thing there is no mortgage.
                if (sheet.ended) {
                    sheet.of("mortgage").forEach(sheet::end);
                }
            }
            case "mortgage" -> mortgage(item, id, sheet);
            case "notice" -> notice(item, id, sheet);
            case "seizure" -> seizure(item, id, sheet);
            case "objection" -> other(item, id, sheet, Dates.afterDays(time, OBJECTION_DAYS));
            case "habitation" -> other(item, id, sheet, 0);
            case "restriction" -> other(item, id, sheet, 0);
            case "easement" -> easement(item, id, sheet);
            case "certificate" -> certificate(item, sheet);
            default -> throw new IllegalArgumentException(item.kind());
        }
    }

    private static void transfer(Item item, String id, Sheet sheet) {
        Right old = sheet.right(item.target()).orElseThrow();
        sheet.end(old);
        sheet.rights.add(new Right(id, old.family(), item.holders(), false));
        endNotices(sheet, item, List.of("1", "2"), old);
    }

    /**
     * A notice ends when what it announced comes true: who had it now has the right. Who had a share before and has one
     * still gets nothing new, and his notice stays.
     */
    private static void endNotices(Sheet sheet, Item item, List<String> types, @Nullable Right before) {
        for (Burden notice : sheet.of("notice")) {
            boolean isTheirs = item.holders().stream()
                    .anyMatch(owner ->
                            notice.isHeldBy(owner.party()) && (before == null || !before.isHeldBy(owner.party())));
            if (isTheirs && types.contains(notice.type())) {
                sheet.end(notice);
            }
        }
    }

    private void change(Item item, String id, Sheet sheet) {
        if (item.subkind().equals("split") || item.subkind().equals("merger")) {
            divide(item, id, sheet);
            return;
        }
        Right old = sheet.right(item.target()).orElseThrow();
        int place = sheet.rights.indexOf(old);
        sheet.end(old);
        sheet.rights.add(
                place, new Right(id, old.family(), item.holders().isEmpty() ? old.holders() : item.holders(), false));
        sheet.area = item.area() > 0 ? item.area() : sheet.area;
    }

    private void divide(Item item, String id, Sheet sheet) {
        Right old = sheet.right(item.target()).orElseThrow();
        List<Item.Part> before = new ArrayList<>(item.from());
        before.addFirst(new Item.Part(item.unit(), 0, item.target()));
        List<Burden> easements = new ArrayList<>();
        for (Item.Part part : before) {
            Sheet ended = sheet(part.unit());
            ended.end(ended.right(part.target()).orElseThrow());
            ended.ended = ended.rights.isEmpty();
            item.into().forEach(created -> ended.into.add(created.unit()));
            easements.addAll(ended.of("easement"));
            ended.of("easement").forEach(ended::end);
        }
        for (Item.Part part : item.into()) {
            Sheet created = sheet(part.unit());
            created.rights.add(new Right(id, old.family(), old.holders(), false));
            created.area = part.area();
            easements.forEach(easement -> created.burdens.add(easement.with(false)));
            before.forEach(from -> created.from.add(from.unit()));
        }
    }

    private static void mortgage(Item item, String id, Sheet sheet) {
        switch (item.subkind()) {
            case "transfer", "change" -> {
                Burden old = sheet.burden(item.target()).orElseThrow();
                sheet.burdens.set(
                        sheet.burdens.indexOf(old),
                        new Burden(
                                "mortgage",
                                id,
                                "",
                                item.holders().isEmpty() ? old.holders() : item.holders(),
                                false,
                                0,
                                old.forbids(),
                                false,
                                ""));
                sheet.past.add(old.id());
            }
            case "rank" -> {
                Burden one = sheet.burden(item.target()).orElseThrow();
                Burden other = sheet.burden(item.other()).orElseThrow();
                int first = sheet.burdens.indexOf(one);
                int second = sheet.burdens.indexOf(other);
                sheet.burdens.set(first, other);
                sheet.burdens.set(second, one);
            }
            case "release" -> sheet.end(sheet.burden(item.target()).orElseThrow());
            default -> {
                sheet.burdens.add(
                        new Burden("mortgage", id, "", item.holders(), false, 0, item.forbidsTransfer(), false, ""));
                endNotices(sheet, item, List.of("3", "4"), null);
            }
        }
    }

    private static void notice(Item item, String id, Sheet sheet) {
        if (item.releases()) {
            sheet.end(sheet.burden(item.target()).orElseThrow());
            return;
        }
        String type =
                switch (item.subkind()) {
                    case "presale" -> "1";
                    case "sale" -> "2";
                    case "presale-mortgage" -> "3";
                    default -> "4";
                };
        sheet.burdens.add(new Burden("notice", id, type, item.holders(), false, 0, false, false, ""));
    }

    private static void seizure(Item item, String id, Sheet sheet) {
        switch (item.subkind()) {
            case "release" -> sheet.end(sheet.burden(item.target()).orElseThrow());
            case "continuation" -> {
                Burden old = sheet.burden(item.target()).orElseThrow();
                sheet.burdens.set(
                        sheet.burdens.indexOf(old),
                        new Burden(
                                "seizure",
                                old.id(),
                                "",
                                List.of(),
                                old.waiting(),
                                Dates.after(item.until()),
                                false,
                                false,
                                ""));
            }
            default ->
                sheet.burdens.add(new Burden(
                        "seizure", id, "", List.of(), sheet.isSeized(), Dates.after(item.until()), false, false, ""));
        }
    }

    private static void other(Item item, String id, Sheet sheet, long lapse) {
        if (item.releases()) {
            sheet.end(sheet.burden(item.target()).orElseThrow());
        } else {
            long over = item.until().isEmpty() ? lapse : Dates.after(item.until());
            sheet.burdens.add(new Burden(item.kind(), id, "", item.holders(), false, over, false, false, ""));
        }
    }

    private void easement(Item item, String id, Sheet sheet) {
        if (item.releases()) {
            Burden old = sheet.burden(item.target()).orElseThrow();
            sheet.end(old);
            Sheet dominant = sheet(old.other());
            Optional<Right> right = dominant.right(old.id());
            right.ifPresent(dominant::end);
        } else {
            List<Owner> owners = List.of();
            sheet.burdens.add(new Burden("easement", id, "", owners, false, 0, false, false, item.other()));
            sheet(item.other()).rights.add(new Right(id, "easement", owners, false));
        }
    }

    private static void certificate(Item item, Sheet sheet) {
        if (item.subkind().equals("loss")) {
            return;
        }
        sheet.right(item.target()).ifPresent(right -> sheet.rights.set(sheet.rights.indexOf(right), right.with(false)));
        sheet.burden(item.target())
                .ifPresent(burden -> sheet.burdens.set(sheet.burdens.indexOf(burden), burden.with(false)));
    }
}
