package org.titlechain.model.registration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;

/** Who gains and who loses when a right passes, and which holders fit together (Civil Code 298, 305). */
final class Shares {
    private Shares() {}

    static Set<String> parties(List<Owner> owners) {
        Set<String> parties = new LinkedHashSet<>();
        owners.forEach(owner -> parties.add(owner.party()));
        return parties;
    }

    /** What each has of the right: all of it, a share, or null for whoever holds together with others. */
    private static Map<String, @Nullable Fraction> parts(List<Owner> owners, String manner) {
        Map<String, @Nullable Fraction> parts = new HashMap<>();
        for (Owner owner : owners) {
            parts.put(owner.party(), manner.equals("0") ? Fraction.ONE : owner.share());
        }
        return parts;
    }

    /** Who comes, or gets a larger share. */
    static Set<String> gaining(Right before, Item item) {
        Map<String, @Nullable Fraction> had = parts(before.holders(), before.coOwnership());
        Set<String> gaining = new TreeSet<>();
        parts(item.holders(), item.coOwnership()).forEach((party, has) -> {
            Fraction then = had.get(party);
            if (!had.containsKey(party) || then != null && has != null && has.isMoreThan(then)) {
                gaining.add(party);
            }
        });
        return gaining;
    }

    /** Who goes, gets a smaller share, or has no share of his own before or after. */
    static Set<String> losing(Right before, Item item) {
        Map<String, @Nullable Fraction> has = parts(item.holders(), item.coOwnership());
        Set<String> losing = new TreeSet<>();
        parts(before.holders(), before.coOwnership()).forEach((party, had) -> {
            Fraction now = has.get(party);
            if (had == null || now == null || had.isMoreThan(now)) {
                losing.add(party);
            }
        });
        return losing;
    }

    /** Whether both are held by the same parties in the same way. */
    static boolean isSame(Right one, Right other) {
        return one.coOwnership().equals(other.coOwnership())
                && new HashSet<>(one.holders()).equals(new HashSet<>(other.holders()));
    }

    /** Adds what is wrong with holders that hold in that manner. */
    static void check(List<Owner> owners, String manner, Set<String> reasons) {
        if (owners.isEmpty() || parties(owners).size() < owners.size()) {
            reasons.add("HOLDERS_INVALID");
        }
        List<Fraction> shares = owners.stream()
                .filter(owner -> owner.share() != null)
                .map(owner -> Objects.requireNonNull(owner.share()))
                .toList();
        boolean several = owners.size() > 1;
        boolean fits =
                switch (manner) {
                    case "0" -> owners.size() == 1 && shares.isEmpty();
                    case "1" -> several && shares.isEmpty();
                    default -> several && shares.size() == owners.size();
                };
        if (!fits) {
            reasons.add("CO_OWNERSHIP_MISMATCH");
        } else if (!shares.isEmpty() && !Fraction.sum(shares).equals(Fraction.ONE)) {
            reasons.add("SHARES_NOT_ONE");
        }
    }
}
