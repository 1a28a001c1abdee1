package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.titlechain.model.registration.Effects.Order;
import org.titlechain.model.registration.Judgement.Finding;

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
        DECLINED,
        REFUSED,
        WITHDRAWN
    }

    /**
     * What everybody may read of it.
     *
     * @param state in lower case
     * @param due the last ms of its time limit, 0 before acceptance
     * @param left working days while the clock stands still, −1 while it runs
     * @param noticeUntil the last ms of the public notice, 0 for none
     * @param orders certificates that are still to be made
     * @param contract the version of the contract at its acceptance, 0 before
     * @param packs the rule packs that it is pinned to
     * @param findings the rules that it broke, in the order in which they were asked
     */
    public record View(
            String state,
            long level,
            long due,
            long left,
            long feeDue,
            long feePaid,
            long noticeUntil,
            String inspection,
            int orders,
            List<String> certificates,
            long contract,
            List<String> packs,
            List<String> findings) {
        public View {
            certificates = List.copyOf(certificates);
            packs = List.copyOf(packs);
            findings = List.copyOf(findings);
        }
    }

    private record Done(String person, String stage, int level) {}

    final Filing filing;
    final String filer;
    final Set<String> materials;
    State state = State.APPLIED;
    int level;
    long due;
    long left = -1;
    long feeDue;
    long feePaid;
    String inspection = "";
    long noticeUntil;
    /** The objections to the notice, in order: empty while open, then how each was settled. */
    final List<String> objections = new ArrayList<>();

    final List<Order> orders = new ArrayList<>();
    final List<String> certificates = new ArrayList<>();
    long contract;
    /** The rule packs that it is pinned to. */
    List<Pack> packs = List.of();
    /** Rules that reviewers let pass, each after its pack and a stroke. */
    final Set<String> exempted = new LinkedHashSet<>();

    final List<Finding> findings = new ArrayList<>();
    private final Set<Done> done = new LinkedHashSet<>();

    CaseFile(Filing filing, String filer) {
        this.filing = filing;
        this.filer = filer;
        this.materials = new LinkedHashSet<>(filing.materials());
    }

    /** What everybody may read of it. */
    public View view() {
        return new View(
                state.name().toLowerCase(Locale.ROOT),
                level,
                due,
                left,
                feeDue,
                feePaid,
                noticeUntil,
                inspection,
                orders.size(),
                certificates,
                contract,
                packs.stream().map(Pack::toString).toList(),
                findings.stream().map(Finding::toString).toList());
    }

    /** What was applied for. */
    public Filing filing() {
        return filing;
    }

    /** The rule packs that it is pinned to. */
    public List<Pack> packs() {
        return packs;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Levels of review passed. */
    public int level() {
        return level;
    }

    /** What is still to be paid, fen. */
    public long unpaid() {
        return filing.exempt() ? 0 : Math.max(0, feeDue - feePaid);
    }

    /** Whether somebody has to go and look. */
    public boolean needsInspection() {
        return inspection.equals("needed") || inspection.equals("failed");
    }

    /** Whether it must be announced, and was not yet. */
    public boolean needsNotice() {
        return noticeDays() > 0 && noticeUntil == 0;
    }

    /** The last ms of the public notice; 0 for none. */
    public long noticeUntil() {
        return noticeUntil;
    }

    /** The place, from 1, of the first objection to the notice that nobody settled; 0 for none. */
    public int openObjection() {
        return objections.indexOf("") + 1;
    }

    /** Everybody whom the case has seen as filer, acceptor or reviewer. */
    public Set<String> involved() {
        Set<String> persons = done.stream().map(Done::person).collect(Collectors.toSet());
        persons.add(filer);
        return persons;
    }

    void did(String person, String stage, int atLevel) {
        done.add(new Done(person, stage, atLevel));
    }

    /** Whether the person did another of the acts that different people have to do. */
    boolean excludes(String person, String stage, int atLevel) {
        return person.equals(filer)
                || done.stream()
                        .anyMatch(one -> one.person().equals(person) && !one.equals(new Done(person, stage, atLevel)));
    }

    /** How many levels of review it needs: the most that one of its items needs. */
    public int levels() {
        return filing.items().stream()
                .mapToInt(item -> item.rule().levels())
                .max()
                .orElse(1);
    }

    int noticeDays() {
        return filing.items().stream()
                .mapToInt(item -> item.rule().notice())
                .max()
                .orElse(0);
    }

    /** The longest that one of its items takes, each cut by the rule packs. */
    long days() {
        return filing.items().stream()
                .mapToLong(item -> packs.stream()
                        .flatMapToLong(pack -> pack.days(item.rule()).stream())
                        .reduce(item.rule().days(), Math::min))
                .max()
                .orElse(1);
    }

    boolean isToBeInspected() {
        return filing.items().stream().anyMatch(item -> item.rule().inspection());
    }

    /** The units on which it waits for its turn. */
    Set<String> queued() {
        Set<String> units = new LinkedHashSet<>();
        filing.items().stream().filter(item -> item.rule().queues()).forEach(item -> units.addAll(item.units()));
        return units;
    }

    /** Whether there are certificates to be made. */
    public boolean certifies() {
        return !orders.isEmpty();
    }

    /** Whether the case is over, with or without effect. */
    public boolean isOver() {
        return state.compareTo(State.ARCHIVED) >= 0;
    }
}
