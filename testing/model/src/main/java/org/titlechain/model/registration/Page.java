package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.List;

/**
 * A unit's sheet as everybody may read it.
 *
 * @param live whether the unit is there still
 * @param area cm², 0 when it was never said
 * @param use the code of the use, empty when it was never said
 * @param rights oldest first
 * @param burdens by kind, and by rank within a kind
 * @param remarks their codes, oldest first
 * @param from the units that it came from, in the order of their codes
 * @param into the units that it went into, likewise
 */
public record Page(
        boolean live,
        long area,
        String use,
        List<Right> rights,
        List<Burden> burdens,
        List<String> remarks,
        List<String> from,
        List<String> into) {
    /** Nothing at all. */
    public static final Page EMPTY = new Page(true, 0, "", List.of(), List.of(), List.of(), List.of(), List.of());

    public Page {
        rights = List.copyOf(rights);
        burdens = List.copyOf(burdens);
        remarks = List.copyOf(remarks);
        from = List.copyOf(from);
        into = List.copyOf(into);
    }

    /** Burdens of the kind, by rank. */
    public List<Burden> of(String kind) {
        return burdens.stream().filter(burden -> burden.kind().equals(kind)).toList();
    }

    /** The identifiers of all that stands on it. */
    public List<String> identifiers() {
        List<String> all = new ArrayList<>();
        rights.forEach(right -> all.add(right.id()));
        burdens.forEach(burden -> all.add(burden.id()));
        return all;
    }

    /** The sheet in words, a line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(live ? "live" : "ended");
        lines.add("area " + area + (use.isEmpty() ? "" : " use " + use));
        rights.forEach(right -> lines.add("right " + right));
        burdens.forEach(burden -> lines.add("burden " + burden));
        lines.add("remarks " + remarks);
        lines.add("from " + from + " into " + into);
        return lines;
    }
}
