package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule packs of a chain and the votes on them: {@code docs/rule-packs.md}, "Commands and state". More than two
 * thirds of the weights decide, so both members must want what is accepted.
 */
public final class Packs {
    private static final int MEMBERS = 2;

    private final Map<String, List<Version>> known = new LinkedHashMap<>();

    /** How far a version has come. */
    public enum State {
        PROPOSED,
        ACCEPTED,
        REJECTED,
        ACTIVE,
        RETIRING,
        SUPERSEDED,
        RETIRED;

        boolean isVotedOn() {
            return this == PROPOSED || this == RETIRING;
        }

        boolean isInForce() {
            return this == ACTIVE || this == RETIRING;
        }
    }

    private static final class Version {
        final Pack pack;
        final Map<String, Boolean> votes = new HashMap<>();
        State state = State.PROPOSED;

        Version(Pack pack) {
            this.pack = pack;
        }
    }

    private Optional<Version> version(String name, long number) {
        List<Version> versions = known.getOrDefault(name, List.of());
        return number < 1 || number > versions.size() ? Optional.empty() : Optional.of(versions.get((int) number - 1));
    }

    private Optional<Version> active(String name) {
        return known.getOrDefault(name, List.of()).stream()
                .filter(version -> version.state.isInForce())
                .findFirst();
    }

    /** How many versions of the pack were proposed. */
    public long newest(String name) {
        return known.getOrDefault(name, List.of()).size();
    }

    /** How far the version has come; empty where there is none. */
    public Optional<State> state(String name, long number) {
        return version(name, number).map(version -> version.state);
    }

    /** The version of the pack that new cases are pinned to. */
    public Optional<Pack> inForce(String name) {
        return active(name).map(version -> version.pack);
    }

    /** What a case that is accepted now is pinned to, the pack above before those below it. */
    public List<Pack> inForce() {
        List<Pack> packs = new ArrayList<>();
        known.keySet().forEach(name -> inForce(name).ifPresent(packs::add));
        return packs;
    }

    void proposing(Pack pack, Set<String> reasons) {
        if (pack.version() != newest(pack.name()) + 1) {
            reasons.add("RULE_PACK_VERSION");
        }
        proving(pack, reasons);
    }

    /** The pack above must be in force, and each word about it stricter than its own. */
    private void proving(Pack pack, Set<String> reasons) {
        String parent = pack.parent();
        Optional<Pack> above = parent == null ? Optional.of(pack) : inForce(parent);
        boolean fits = above.isPresent() && pack.raises().stream().allMatch(raise -> isStricter(raise, above.get()));
        if (!fits) {
            reasons.add("RULE_PACK_INVALID");
        }
    }

    /** A raise takes an exemption away, so it may leave the severity of a rule that can be let pass. */
    private static boolean isStricter(Pack.Raise raise, Pack above) {
        return above.rules().stream()
                .filter(rule -> rule.id().equals(raise.rule()))
                .anyMatch(rule -> rule.exemptible()
                        ? raise.severity().compareTo(rule.severity()) >= 0
                        : raise.severity().compareTo(rule.severity()) > 0);
    }

    void voting(String name, long number, String member, Set<String> reasons) {
        Optional<Version> version = version(name, number);
        if (version.isEmpty()) {
            reasons.add("RULE_PACK_UNKNOWN");
        } else if (!version.get().state.isVotedOn()) {
            reasons.add("RULE_PACK_STATE");
        } else if (version.get().votes.containsKey(member)) {
            reasons.add("RULE_VOTE_REPEATED");
        }
    }

    void activating(String name, long number, Set<String> reasons) {
        stepping(name, number, State.ACCEPTED, reasons);
        version(name, number).ifPresent(version -> proving(version.pack, reasons));
    }

    void retiring(String name, long number, Set<String> reasons) {
        stepping(name, number, State.ACTIVE, reasons);
        if (inForce().stream().anyMatch(pack -> name.equals(pack.parent()))) {
            reasons.add("RULE_PACK_HAS_CHILDREN");
        }
    }

    private void stepping(String name, long number, State before, Set<String> reasons) {
        Optional<State> state = state(name, number);
        if (state.isEmpty()) {
            reasons.add("RULE_PACK_UNKNOWN");
        } else if (state.get() != before) {
            reasons.add("RULE_PACK_STATE");
        }
    }

    void propose(Pack pack) {
        known.computeIfAbsent(pack.name(), missing -> new ArrayList<>()).add(new Version(pack));
    }

    /** @param outOfReach whether a vote is lost once it can no longer be won; else votes against must decide as well */
    void vote(String name, long number, String member, boolean approve, boolean outOfReach) {
        Version version = version(name, number).orElseThrow();
        boolean ends = version.state == State.RETIRING;
        version.votes.put(member, approve);
        long agreeing =
                version.votes.values().stream().filter(vote -> vote == approve).count();
        if (approve && agreeing == MEMBERS) {
            version.state = ends ? State.RETIRED : State.ACCEPTED;
        } else if (!approve && (outOfReach || agreeing == MEMBERS)) {
            version.state = ends ? State.ACTIVE : State.REJECTED;
        }
    }

    void activate(String name, long number) {
        active(name).ifPresent(before -> before.state = State.SUPERSEDED);
        version(name, number).orElseThrow().state = State.ACTIVE;
    }

    void retire(String name, long number) {
        Version version = version(name, number).orElseThrow();
        version.state = State.RETIRING;
        version.votes.clear();
    }
}
