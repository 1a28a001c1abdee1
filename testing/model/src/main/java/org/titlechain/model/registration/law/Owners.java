package org.titlechain.model.registration.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Right;

/** Who owns, and how much. */
final class Owners {
    private static final Set<String> SHARED = Set.of("common-parts", "other", "easement");

    private Owners() {}

    static String several(Turn turn, String unit) {
        Set<String> families = new HashSet<>();
        for (Right right : turn.now(unit).rights()) {
            if (!SHARED.contains(right.family()) && !families.add(right.family())) {
                return "has two of " + right.family();
            }
        }
        return "";
    }

    static String notWhole(Turn turn, String unit) {
        for (Right right : turn.now(unit).rights()) {
            List<Fraction> shares = new ArrayList<>();
            Set<String> parties = new HashSet<>();
            for (Owner owner : right.holders()) {
                Fraction share = owner.share();
                if (share != null) {
                    shares.add(share);
                }
                parties.add(owner.party());
            }
            boolean whole = shares.isEmpty()
                    || shares.size() == right.holders().size()
                            && Fraction.sum(shares).equals(Fraction.ONE);
            if (!whole || parties.size() < right.holders().size()) {
                return "is held by " + right;
            }
        }
        return "";
    }
}
