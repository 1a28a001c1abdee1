package org.titlechain.contract.governance;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;

/**
 * On which engine the chain's blocks are ordered, as it stands under {@code engine}; what each epoch was stands under
 * {@code engine/<epoch>}. The heights of a chain go on over its engines: the first block of an epoch has the height
 * after the last block of the epoch before.
 *
 * @param epoch from 1
 * @param kind the engine's kind, such as {@code embedded}; empty on a chain that never said
 * @param from the height of the epoch's first block
 * @param switching the switch that is under way
 */
public record EngineBinding(long epoch, String kind, long from, Optional<Switch> switching) {
    static final String KEY = "engine";

    /**
     * A switch that was voted for.
     *
     * @param to the kind of the next engine
     * @param freeze the last block of the old engine in which every command counts; after it only commands about the
     *     switch do
     * @param proposal the number of the proposal
     * @param ready the members that have the next engine ready
     * @param back the members that want to stay on the old engine
     */
    public record Switch(String to, long freeze, long proposal, SortedSet<String> ready, SortedSet<String> back) {
        public Switch {
            ready = new TreeSet<>(ready);
            back = new TreeSet<>(back);
        }

        MapValue toMap() {
            return Value.map()
                    .put("to", to)
                    .put("freeze", freeze)
                    .put("proposal", proposal)
                    .put("ready", Value.texts(ready))
                    .put("back", Value.texts(back))
                    .build();
        }

        static Switch read(MapValue map) {
            return new Switch(
                    map.get("to").asText(),
                    map.get("freeze").asLong(),
                    map.get("proposal").asLong(),
                    names(map.get("ready")),
                    names(map.get("back")));
        }

        private static SortedSet<String> names(Value list) {
            SortedSet<String> names = new TreeSet<>();
            list.asList().forEach(name -> names.add(name.asText()));
            return names;
        }

        Switch withReady(String member) {
            SortedSet<String> names = new TreeSet<>(ready);
            names.add(member);
            SortedSet<String> others = new TreeSet<>(back);
            others.remove(member);
            return new Switch(to, freeze, proposal, names, others);
        }

        Switch withBack(String member) {
            SortedSet<String> names = new TreeSet<>(back);
            names.add(member);
            SortedSet<String> others = new TreeSet<>(ready);
            others.remove(member);
            return new Switch(to, freeze, proposal, others, names);
        }
    }

    /** The binding that orders the block at the height. */
    public static EngineBinding at(StateView state, long height) {
        return Scheduled.find(state, KEY, height)
                .map(EngineBinding::read)
                .orElseGet(() -> new EngineBinding(1, "", 1, Optional.empty()));
    }

    /** The state key of an epoch. */
    public static String epochKey(long epoch) {
        return KEY + "/" + epoch;
    }

    /**
     * Whether only commands about the switch count in the block at the height. The kernel passes over every other entry
     * of such a block, without a leaf and without taking its identifier: it is appended again after the switch.
     */
    public boolean frozen(long height) {
        return switching.isPresent() && height > switching.get().freeze();
    }

    /**
     * Whether the proposal is an undecided one of a switch that another switch came before: one that is under way, or
     * one that was made since it was proposed. Members who propose at the same time leave such proposals over; nobody
     * is asked for a vote on them.
     */
    public boolean supersedes(Proposal proposal) {
        return proposal.kind().equals(ProposalKind.ENGINE.label())
                && proposal.state() == Proposal.State.OPEN
                && (switching.isPresent() || proposal.height() < from);
    }

    static EngineBinding read(MapValue map) {
        return new EngineBinding(
                map.get("epoch").asLong(),
                map.get("kind").asText(),
                map.get("from").asLong(),
                map.find("switching").map(value -> Switch.read(value.asMap())));
    }

    MapValue toMap() {
        return Value.map()
                .put("epoch", epoch)
                .put("kind", kind)
                .put("from", from)
                .putIfPresent("switching", switching.map(Switch::toMap))
                .build();
    }

    EngineBinding with(Optional<Switch> changed) {
        return new EngineBinding(epoch, kind, from, changed);
    }
}
