package org.titlechain.model.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All that is registered about one unit. */
public final class Sheet {
    private static final List<String> KINDS =
            List.of("mortgage", "notice", "objection", "seizure", "habitation", "easement", "restriction");
    /** An objection lapses so many days after it was entered unless there is a suit (Civil Code 220). */
    private static final int OBJECTION_DAYS = 15;

    boolean ended;
    long area;
    String use = "";
    final List<Right> rights = new ArrayList<>();
    private final List<Burden> burdens = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    final TreeSet<String> from = new TreeSet<>();
    final TreeSet<String> into = new TreeSet<>();
    /** Everything that was ever on it and is no more. */
    final TreeSet<String> past = new TreeSet<>();

    Sheet copy() {
        Sheet copy = new Sheet();
        copy.ended = ended;
        copy.area = area;
        copy.use = use;
        copy.rights.addAll(rights);
        copy.burdens.addAll(burdens);
        copy.remarks.addAll(remarks);
        copy.from.addAll(from);
        copy.into.addAll(into);
        copy.past.addAll(past);
        return copy;
    }

    /** The sheet as everybody may read it. */
    public Page page() {
        return new Page(!ended, area, use, rights, burdens(), remarks, List.copyOf(from), List.copyOf(into));
    }

    /** Whether the unit has come to its end. */
    public boolean ended() {
        return ended;
    }

    /** The unit's area, cm²; 0 when it was never said. */
    public long area() {
        return area;
    }

    /** Live rights, oldest first. */
    public List<Right> rights() {
        return List.copyOf(rights);
    }

    /** Live rights of persons. */
    public List<Right> personal() {
        return rights.stream()
                .filter(right -> !right.family().equals("easement"))
                .toList();
    }

    /** Burdens of the kind in the order of rank. */
    public List<Burden> of(String kind) {
        return burdens.stream().filter(burden -> burden.kind().equals(kind)).toList();
    }

    /** All burdens, by kind and rank. */
    public List<Burden> burdens() {
        List<Burden> all = new ArrayList<>();
        KINDS.forEach(kind -> all.addAll(of(kind)));
        return all;
    }

    /** The right with the id. */
    public Optional<Right> right(String id) {
        return rights.stream().filter(right -> right.id().equals(id)).findFirst();
    }

    /** The burden with the id. */
    public Optional<Burden> burden(String id) {
        return burdens.stream().filter(burden -> burden.id().equals(id)).findFirst();
    }

    /** Whether a seizure is in effect. */
    public boolean isSeized() {
        return burdens.stream().anyMatch(burden -> burden.kind().equals("seizure") && !burden.waiting());
    }

    /** Puts the burden behind those of its kind that have their rank from an earlier time or the same. */
    void add(Burden added) {
        int place = 0;
        while (place < burdens.size() && !isBehind(burdens.get(place), added)) {
            place++;
        }
        burdens.add(place, added);
    }

    private static boolean isBehind(Burden there, Burden added) {
        return there.kind().equals(added.kind()) && there.ranked() > added.ranked();
    }

    void replace(Burden old, Burden changed) {
        burdens.set(burdens.indexOf(old), changed);
    }

    void exchange(Burden one, Burden other) {
        int first = burdens.indexOf(one);
        int second = burdens.indexOf(other);
        burdens.set(first, other.rankedAs(one));
        burdens.set(second, one.rankedAs(other));
    }

    void replace(Right old, Right changed) {
        rights.set(rights.indexOf(old), changed);
    }

    /** What burdened the one right burdens the other from now on. */
    void follow(String before, String after) {
        burdens.replaceAll(burden -> burden.about().equals(before) ? burden.about(after) : burden);
    }

    void end(Right right) {
        rights.remove(right);
        past.add(right.id());
    }

    void end(Burden burden) {
        burdens.remove(burden);
        past.add(burden.id());
        takeTurn();
    }

    /** The first seizure that waits takes effect when none is in effect (查封规定 26). */
    private void takeTurn() {
        if (!isSeized()) {
            of("seizure").stream().findFirst().ifPresent(next -> replace(next, next.withTurn()));
        }
    }

    /** Takes away what is over by time; the term of a seizure that waits runs as well. */
    void lapse(long time, Predicate<Burden> sued) {
        List<Burden> over =
                burdens.stream().filter(burden -> isOver(burden, time, sued)).toList();
        burdens.removeAll(over);
        over.forEach(burden -> {
            past.add(burden.id());
            remarks.add("LAPSED");
        });
        takeTurn();
    }

    private static boolean isOver(Burden burden, long time, Predicate<Burden> sued) {
        return switch (burden.kind()) {
            case "objection" ->
                time > WorkCalendar.end(WorkCalendar.day(burden.since()).plusDays(OBJECTION_DAYS))
                        && !sued.test(burden);
            case "seizure", "habitation" ->
                !burden.until().isEmpty() && time > WorkCalendar.end(LocalDate.parse(burden.until()));
            default -> false;
        };
    }
}
