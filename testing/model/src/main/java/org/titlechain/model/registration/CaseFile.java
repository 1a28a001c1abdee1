package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A case on its way. */
public final class CaseFile {
    /** Where it stands. */
    public enum State {
        APPLIED,
        ACCEPTED,
        SUPPLEMENTING,
        ANNOUNCED,
        REVIEWED,
        APPROVED,
        REGISTERED,
        CERTIFIED,
        ISSUED,
        ARCHIVED,
        OVER
    }

    final Filing filing;
    final String filer;
    final Set<String> materials;
    State state = State.APPLIED;
    String acceptor = "";
    final Map<Integer, String> reviewers = new LinkedHashMap<>();
    /** Everybody who ever took part as acceptor, reviewer or filer, in reviews that were sent back too. */
    final Set<String> involved = new LinkedHashSet<>();

    int level;
    boolean inspected;
    boolean announced;
    long noticeFrom;
    /** The objections to the notice, in order: whether each still waits to be settled. */
    final List<Boolean> objections = new ArrayList<>();

    boolean upheld;
    boolean paid;
    /** Rights and burdens that wait for their certificates, with their units. */
    final List<String[]> toCertify = new ArrayList<>();

    CaseFile(Filing filing, String filer) {
        this.filing = filing;
        this.filer = filer;
        this.materials = new LinkedHashSet<>(filing.materials());
        involved.add(filer);
    }

    /** What was applied for. */
    public Filing filing() {
        return filing;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Levels of review passed. */
    public int level() {
        return level;
    }

    /** Whether somebody went and looked. */
    public boolean inspected() {
        return inspected;
    }

    /** When the public notice began, ms; 0 for none. */
    public long noticeFrom() {
        return noticeFrom;
    }

    /** Whether the fee is paid. */
    public boolean paid() {
        return paid;
    }

    /** The place, from 1, of the first objection to the notice that nobody settled; 0 for none. */
    public int openObjection() {
        return objections.indexOf(true) + 1;
    }

    /** Everybody whom the case has seen as filer, acceptor or reviewer. */
    public Set<String> involved() {
        return involved;
    }

    /** Who may surely not do the next step: filer, acceptor and the reviewers of the levels passed. */
    boolean excludes(String person) {
        return person.equals(filer) || person.equals(acceptor) || reviewers.containsValue(person);
    }

    /** How many levels of review it needs: the most that one of its items needs. */
    public int levels() {
        return filing.items().stream()
                .mapToInt(item -> item.rule().levels())
                .max()
                .orElse(1);
    }

    /** Whether it needs a public notice. */
    public boolean needsNotice() {
        return filing.items().stream().anyMatch(item -> item.rule().notice() > 0);
    }

    /** Whether it needs an inspection. */
    public boolean needsInspection() {
        return filing.items().stream().anyMatch(item -> item.rule().inspection());
    }

    /** Whether it waits for its turn on its units. */
    public boolean queues() {
        return filing.items().stream().anyMatch(item -> item.rule().queues());
    }

    /** Whether it gives certificates. */
    public boolean certifies() {
        return filing.items().stream()
                .anyMatch(item -> !item.rule().certificate().equals("none"));
    }

    /** The units that it writes. */
    public Set<String> units() {
        Set<String> units = new LinkedHashSet<>();
        for (Item item : filing.items()) {
            units.add(item.unit());
            item.into().forEach(part -> units.add(part.unit()));
            item.from().forEach(part -> units.add(part.unit()));
            if (item.is("easement", "contract")) {
                units.add(item.other());
            }
        }
        return units;
    }

    /** Whether the case is over, with or without effect. */
    public boolean isOver() {
        return state == State.OVER || state == State.ARCHIVED;
    }
}
