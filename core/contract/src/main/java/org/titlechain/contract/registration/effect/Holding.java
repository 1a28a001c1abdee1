package org.titlechain.contract.registration.effect;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.value.Share;

/** Who holds a right, and how (共有方式 GYFS): one alone, several together, several by shares. */
final class Holding {
    private static final String SOLE = "0";
    private static final String TOGETHER = "1";
    private static final String BY_SHARES = "2";

    private Holding() {}

    /** Refuses holders that do not fit the manner, and shares that do not sum to one exactly. */
    static void check(List<Holder> holders, String manner) {
        boolean once = holders.stream().map(Holder::party).distinct().count() == holders.size();
        if (!once || holders.isEmpty()) {
            throw Refusal.of(RefusalCode.HOLDERS_INVALID, "holders", Integer.toString(holders.size()));
        }
        long withShare =
                holders.stream().filter(holder -> holder.share().isPresent()).count();
        boolean fits =
                switch (manner) {
                    case SOLE -> holders.size() == 1 && withShare == 0;
                    case TOGETHER -> holders.size() > 1 && withShare == 0;
                    case BY_SHARES -> holders.size() > 1 && withShare == holders.size();
                    default -> false;
                };
        Refusal.unless(fits, RefusalCode.CO_OWNERSHIP_MISMATCH, "coOwnership", manner);
        if (manner.equals(BY_SHARES)) {
            Optional<Share> sum = Share.sum(
                    holders.stream().flatMap(holder -> holder.share().stream()).toList());
            boolean whole = sum.filter(Share.WHOLE::equals).isPresent();
            Refusal.unless(
                    whole,
                    RefusalCode.SHARES_NOT_ONE,
                    "sum",
                    sum.map(Share::toString).orElse("beyond 64 bits"));
        }
    }

    /** The manner of a right on a sheet; one that messages left out is told by the holders. */
    static String manner(Registered right) {
        return right.value()
                .find("coOwnership")
                .map(Value::asText)
                .orElse(right.holders().size() == 1 ? SOLE : TOGETHER);
    }

    /**
     * The present holders who lose by it: those who go, whose share becomes smaller, or who hold together with others.
     * A co-owner by shares whose share stays takes no part in what another does with his.
     */
    static List<Holder> losing(List<Holder> before, String mannerBefore, List<Holder> after, String mannerAfter) {
        return before.stream()
                .filter(holder -> {
                    Optional<Share> had = part(holder, mannerBefore);
                    Optional<Share> has = find(after, holder).flatMap(now -> part(now, mannerAfter));
                    return had.isEmpty() || has.isEmpty() || compare(has.get(), had.get()) < 0;
                })
                .toList();
    }

    /** The new holders who gain by it: those who come, or whose share becomes larger. */
    static List<Holder> gaining(List<Holder> before, String mannerBefore, List<Holder> after, String mannerAfter) {
        return after.stream()
                .filter(holder -> {
                    Optional<Holder> known = find(before, holder);
                    Optional<Share> had = known.flatMap(then -> part(then, mannerBefore));
                    Optional<Share> has = part(holder, mannerAfter);
                    return known.isEmpty() || had.isPresent() && has.isPresent() && compare(has.get(), had.get()) > 0;
                })
                .toList();
    }

    private static Optional<Holder> find(List<Holder> among, Holder wanted) {
        return among.stream()
                .filter(holder -> holder.party().equals(wanted.party()))
                .findFirst();
    }

    /** The part of the right that the holder has; empty where it is held together. */
    private static Optional<Share> part(Holder holder, String manner) {
        return switch (manner) {
            case SOLE -> Optional.of(Share.WHOLE);
            case BY_SHARES -> holder.share();
            default -> Optional.empty();
        };
    }

    private static int compare(Share left, Share right) {
        return BigInteger.valueOf(left.numerator())
                .multiply(BigInteger.valueOf(right.denominator()))
                .compareTo(BigInteger.valueOf(right.numerator()).multiply(BigInteger.valueOf(left.denominator())));
    }

    /** Whether both are held by the same parties, in the same manner and by the same shares. */
    static boolean isSame(Registered left, Registered right) {
        List<Holder> there = Holder.of(left.holders());
        List<Holder> here = Holder.of(right.holders());
        return manner(left).equals(manner(right))
                && there.size() == here.size()
                && there.stream()
                        .allMatch(holder -> here.stream()
                                .anyMatch(other -> other.party().equals(holder.party())
                                        && other.share().equals(holder.share())));
    }
}
