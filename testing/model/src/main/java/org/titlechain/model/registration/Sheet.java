package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All that is registered about one unit. */
public final class Sheet {
    private static final List<String> KINDS =
            List.of("mortgage", "notice", "objection", "seizure", "habitation", "easement", "restriction");

    boolean ended;
    long area;
    final List<Right> rights = new ArrayList<>();
    final List<Burden> burdens = new ArrayList<>();
    final TreeSet<String> from = new TreeSet<>();
    final TreeSet<String> into = new TreeSet<>();
    /** Everything that was ever on it and is no more. */
    final TreeSet<String> past = new TreeSet<>();

    Sheet copy() {
        Sheet copy = new Sheet();
        copy.ended = ended;
        copy.area = area;
        copy.rights.addAll(rights);
        copy.burdens.addAll(burdens);
        copy.from.addAll(from);
        copy.into.addAll(into);
        copy.past.addAll(past);
        return copy;
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

    void end(Right right) {
        rights.remove(right);
        past.add(right.id());
    }

    void end(Burden burden) {
        burdens.remove(burden);
        past.add(burden.id());
        if (burden.kind().equals("seizure")) {
            takeTurn();
        }
    }

    /** The first seizure that waits takes effect when none is in effect (查封规定 26). */
    private void takeTurn() {
        if (!isSeized()) {
            of("seizure").stream().findFirst().ifPresent(next -> burdens.set(burdens.indexOf(next), next.withTurn()));
        }
    }

    /** Takes away what is over by time; the term of a seizure that waits runs as well. */
    void lapse(long time) {
        List<Burden> over = burdens.stream()
                .filter(burden -> burden.over() > 0 && time >= burden.over())
                .toList();
        burdens.removeAll(over);
        over.forEach(burden -> past.add(burden.id()));
        takeTurn();
    }

    /** The sheet in words, a line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ended ? "state ended" : "state live");
        rights.forEach(right -> lines.add("right " + right));
        burdens().forEach(burden -> lines.add("restriction " + burden));
        List<String> certified = new ArrayList<>();
        rights.stream().filter(Right::certified).forEach(right -> certified.add("certificate of " + right.id()));
        burdens.stream().filter(Burden::certified).forEach(burden -> certified.add("certificate of " + burden.id()));
        certified.stream().sorted().forEach(lines::add);
        if (area > 0) {
            lines.add("area " + area);
        }
        from.forEach(code -> lines.add("from " + code));
        into.forEach(code -> lines.add("to " + code));
        return lines;
    }
}
