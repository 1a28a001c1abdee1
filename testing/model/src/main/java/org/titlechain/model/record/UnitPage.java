package org.titlechain.model.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is on the register about one unit. Two pages are equal when they say the same. */
public final class UnitPage {
    /** Kinds in the order of the register. */
    private static final List<String> KINDS = List.of("mortgage", "notice", "objection", "seizure");

    boolean ended;
    final List<Title> titles = new ArrayList<>();
    final Map<String, List<Burden>> burdens = new TreeMap<>();
    /** Certificates and proofs in force, with the case that they belong to. */
    final Map<String, String> certificates = new TreeMap<>();

    final TreeSet<String> from = new TreeSet<>();
    final TreeSet<String> into = new TreeSet<>();
    /** Changes of the page since it was opened. */
    int version;

    List<Burden> of(String kind) {
        return burdens.computeIfAbsent(kind, missing -> new ArrayList<>());
    }

    /** Titles, oldest first. */
    public List<Title> titles() {
        return List.copyOf(titles);
    }

    /** Burdens by kind, each kind in the order of rank. */
    public List<Burden> burdens() {
        List<Burden> all = new ArrayList<>();
        for (String kind : KINDS) {
            all.addAll(burdens.getOrDefault(kind, List.of()));
        }
        return all;
    }

    /** Whether the unit has come to its end. */
    public boolean ended() {
        return ended;
    }

    /** How often the page was written. */
    public int version() {
        return version;
    }

    /** The page in words, one line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ended ? "state ended" : "state live");
        titles.forEach(title -> lines.add("right " + title));
        burdens().forEach(burden -> lines.add("restriction " + burden));
        certificates.forEach((number, owner) -> lines.add("certificate " + number + " of " + owner));
        from.forEach(code -> lines.add("from " + code));
        into.forEach(code -> lines.add("to " + code));
        lines.add("version " + version);
        return lines;
    }
}
