package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Applicant;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Item.Part;

/** Spoils an application in one way. */
final class Mistakes {
    private Mistakes() {}

    static Filing in(Random random, Filing good) {
        Item first = good.items().getFirst();
        return switch (random.nextInt(9)) {
            case 0 -> good.by(without(random, good.applicants()));
            case 1 -> good.by(otherSides(random, good.applicants()));
            case 2 -> good.handing(without(random, good.materials()));
            case 3 -> good.in(good.mode().equals("joint") ? "unilateral" : "joint");
            case 4 -> first.target().isEmpty() ? good : changed(good, first.about("Z999999"));
            case 5 -> changed(good, first.to(shares(first.holders()), first.coOwnership()));
            case 6 -> changed(good, first.dividing(first.from(), areas(first.into())));
            case 7 -> twice(good, first);
            default -> good.numbered("A000001");
        };
    }

    private static <T> List<T> without(Random random, List<T> all) {
        List<T> fewer = new ArrayList<>(all);
        if (!fewer.isEmpty()) {
            fewer.remove(random.nextInt(fewer.size()));
        }
        return fewer;
    }

    private static List<Applicant> otherSides(Random random, List<Applicant> applicants) {
        String side = List.of("holder", "obligor", "third").get(random.nextInt(3));
        return applicants.stream()
                .map(one -> new Applicant(one.party(), side))
                .distinct()
                .toList();
    }

    private static Filing changed(Filing good, Item first) {
        List<Item> items = new ArrayList<>(good.items());
        items.set(0, first);
        return good.about(items);
    }

    private static Filing twice(Filing good, Item first) {
        if (first.coOwnership().isEmpty() || first.holders().isEmpty()) {
            return good;
        }
        List<Owner> owners = new ArrayList<>(first.holders());
        owners.add(first.holders().getFirst());
        return changed(good, first.to(owners, "1"));
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
