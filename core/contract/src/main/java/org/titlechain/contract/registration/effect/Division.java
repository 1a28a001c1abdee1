package org.titlechain.contract.registration.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Item.Part;
import org.titlechain.contract.registration.application.Refusal;

/**
 * Split and merger of units (分割、合并): the old units end and name the new ones, the new ones name the old; the holders
 * stay the same and the areas add up exactly. Mortgages of mortgagees who apply follow with their rank, easements
 * follow; nothing else may stand on the old units.
 */
final class Division implements Effect {
    private static final List<String> IN_THE_WAY = List.of("notice", "objection", "habitation");

    private record Old(Sheet sheet, Registered right) {}

    @Override
    public void apply(Entering entering, Item item) {
        List<Old> olds = new ArrayList<>();
        olds.add(old(entering, entering.live(item.unit()), item.target()));
        item.merged().forEach(one -> olds.add(old(entering, entering.live(one.unit()), one.target())));
        boolean merger = item.has("from");
        List<Part> parts = item.parts();
        boolean shaped = merger ? parts.size() == 1 && olds.size() > 1 : parts.size() > 1;
        if (!shaped || olds.stream().map(Old::sheet).distinct().count() != olds.size()) {
            throw Refusal.malformed("into", "INVALID_VALUE");
        }
        Registered first = olds.getFirst().right;
        for (Old old : olds) {
            boolean same = Holding.isSame(first, old.right) && first.table().equals(old.right.table());
            Refusal.unless(
                    same, RefusalCode.HOLDERS_DIFFER, "unit", old.sheet.unit().text());
        }
        conserveArea(olds, parts);
        List<Sheet> news = new ArrayList<>();
        for (Part part : parts) {
            news.add(make(entering, item, olds, part));
        }
        for (Old old : olds) {
            List<Registered> following = old.sheet.restrictions();
            entering.end(old.sheet, old.right);
            following.forEach(restriction -> entering.end(old.sheet, restriction));
            old.sheet.setLive(false);
            news.forEach(sheet -> old.sheet.wentInto(sheet.unit()));
        }
    }

    private static Old old(Entering entering, Sheet sheet, String target) {
        Registered right = entering.right(sheet, target);
        Standing.free(sheet);
        Standing.unburdened(sheet, IN_THE_WAY);
        Standing.unmortgaged(entering, sheet);
        if (sheet.rights().size() != 1) {
            throw Refusal.of(RefusalCode.UNIT_BURDENED, "unit", sheet.unit().text());
        }
        entering.appliedByHoldersOf(right, "holder");
        return new Old(sheet, right);
    }

    private static void conserveArea(List<Old> olds, List<Part> parts) {
        long before = 0;
        boolean known = true;
        for (Old old : olds) {
            Optional<Long> area = old.right.area();
            known &= area.isPresent();
            before += area.orElse(0L);
        }
        long after = parts.stream().mapToLong(Part::area).sum();
        if (!known || before != after) {
            throw Refusal.of(
                    RefusalCode.AREA_NOT_CONSERVED,
                    Value.map().put("before", before).put("after", after));
        }
    }

    private static Sheet make(Entering entering, Item item, List<Old> olds, Part part) {
        Sheet sheet = entering.fresh(part.unit());
        Old first = olds.getFirst();
        Registered draft = Succession.draft(entering, sheet, item, first.right)
                .with("areaSquareCentimetres", Value.of(part.area()));
        sheet.addRight(draft);
        RightTable table = Entering.tables().get(draft.table());
        if (table == null) {
            throw Refusal.of(
                    RefusalCode.UNIT_BURDENED, "unit", first.sheet.unit().text());
        }
        sheet.setKind(table.sheetKind());
        sheet.noteNewest(table.family(), draft.time());
        TreeMap<String, Value> nature = new TreeMap<>(first.sheet.nature());
        nature.keySet().removeIf(name -> name.endsWith("SquareCentimetres"));
        part.value().find("nature").ifPresent(map -> nature.putAll(map.asMap().entries()));
        nature.put("areaSquareCentimetres", Value.of(part.area()));
        nature.forEach(sheet::setNature);
        part.value()
                .find("location")
                .map(Value::asText)
                .or(first.sheet::location)
                .ifPresent(sheet::setLocation);
        entering.order(
                sheet,
                draft.id(),
                table.certificate().isEmpty() ? "none" : item.kind().certificate());
        for (Old old : olds) {
            sheet.cameFrom(old.sheet.unit());
            for (Registered restriction : old.sheet.restrictions()) {
                Registered followed =
                        entering.burdensFollow() ? Succession.follow(restriction, old.right, draft) : restriction;
                follow(entering, sheet, followed);
            }
        }
        return sheet;
    }

    /** A mortgage of several units that are merged is one. */
    private static void follow(Entering entering, Sheet sheet, Registered restriction) {
        boolean there = sheet.restrictions(restriction.kind()).stream()
                .anyMatch(item -> item.id().equals(restriction.id()));
        if (!there) {
            sheet.addRestriction(restriction);
            entering.order(sheet, restriction.id(), "proof");
        }
    }
}
