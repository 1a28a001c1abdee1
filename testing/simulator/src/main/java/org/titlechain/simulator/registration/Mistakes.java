package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Item.Part;

/** Spoils an application in one way. */
final class Mistakes {
    private Mistakes() {}

    static Filing in(Random random, Filing good) {
        Item first = good.items().getFirst();
        return switch (random.nextInt(6)) {
            case 0 -> with(good, good.applicants().stream().skip(1).toList(), good.items(), good.materials());
            case 1 ->
                with(
                        good,
                        good.applicants(),
                        good.items(),
                        good.materials().stream().skip(1).toList());
            case 2 ->
                new Filing(
                        good.number(),
                        good.mode().equals("joint") ? "unilateral" : "joint",
                        good.applicants(),
                        good.items(),
                        good.materials(),
                        List.of());
            case 3 ->
                first.target().isEmpty() ? good : items(good, item(first, "Z999999", first.holders(), first.into()));
            case 4 -> items(good, item(first, first.target(), shares(first.holders()), first.into()));
            default -> items(good, item(first, first.target(), first.holders(), areas(first.into())));
        };
    }

    private static Filing with(Filing good, List<String> applicants, List<Item> items, List<String> materials) {
        return new Filing(good.number(), good.mode(), applicants, items, materials, List.of());
    }

    private static Filing items(Filing good, Item first) {
        List<Item> items = new ArrayList<>(good.items());
        items.set(0, first);
        return with(good, good.applicants(), items, good.materials());
    }

    private static Item item(Item old, String target, List<Owner> holders, List<Part> into) {
        return new Item(
                old.kind(),
                old.subkind(),
                old.unit(),
                target,
                holders,
                old.coOwnership(),
                old.area(),
                old.until(),
                old.forbidsTransfer(),
                into,
                old.from(),
                old.other());
    }

    private static List<Owner> shares(List<Owner> owners) {
        List<Owner> wrong = new ArrayList<>(owners);
        if (owners.size() > 1 && owners.getFirst().share() != null) {
            wrong.set(0, new Owner(owners.getFirst().party(), Fraction.of(1, 97)));
        }
        return wrong;
    }

    private static List<Part> areas(List<Part> parts) {
        List<Part> wrong = new ArrayList<>(parts);
        if (!parts.isEmpty()) {
            wrong.set(0, new Part(parts.getFirst().unit(), parts.getFirst().area() + 1, ""));
        }
        return wrong;
    }
}
