package org.titlechain.contract.governance;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;

/**
 * The chain's charter (联盟章程), as it stands under {@code charter}: who votes with which weight, and how much decides.
 *
 * @param numerator with the denominator: more than this fraction of all weights decides; at least one half, less than
 *     one
 * @param denominator at most 1,000
 * @param weights the members that are neither suspended nor removed, and their weights, 1 to 1,000,000
 * @param separated whether the three administrators have taken the place of the founding one
 * @param countersigned whether a member's vote counts only when its audit administrator has countersigned it
 */
public record Charter(
        long numerator, long denominator, SortedMap<String, Long> weights, boolean separated, boolean countersigned) {
    /** The state key. */
    public static final String KEY = "charter";

    private static final long LARGEST_DENOMINATOR = 1_000;
    private static final long LARGEST_WEIGHT = 1_000_000;

    public Charter {
        weights = new TreeMap<>(weights);
    }

    /** The charter in force at the height; empty on a chain that has none yet. */
    public static Optional<Charter> at(StateView state, long height) {
        return Scheduled.find(state, KEY, height).map(Charter::read);
    }

    /** The charter that a value stored under {@link #KEY} means at the height. */
    public static Optional<Charter> of(MapValue stored, long height) {
        return Scheduled.at(stored, height).map(Charter::read);
    }

    /** Reads a charter from the state or a command; a {@link CodecException} when it is not one. */
    static Charter read(MapValue map) {
        MapValue quorum = map.get("quorum").asMap();
        SortedMap<String, Long> weights = new TreeMap<>();
        for (Map.Entry<String, Value> entry :
                map.get("weights").asMap().entries().entrySet()) {
            weights.put(entry.getKey(), weight(entry.getValue().asLong()));
        }
        long numerator = quorum.get("numerator").asLong();
        long denominator = quorum.get("denominator").asLong();
        if (denominator < 1
                || denominator > LARGEST_DENOMINATOR
                || numerator < 1
                || numerator >= denominator
                || 2 * numerator < denominator) {
            throw new CodecException(Reason.INVALID_VALUE, "quorum");
        }
        return new Charter(
                numerator,
                denominator,
                weights,
                map.get("separated").asBoolean(),
                map.get("countersigned").asBoolean());
    }

    static long weight(long weight) {
        if (weight < 1 || weight > LARGEST_WEIGHT) {
            throw new CodecException(Reason.INVALID_VALUE, "weight");
        }
        return weight;
    }

    MapValue toMap() {
        Map<String, Value> byName = new TreeMap<>();
        weights.forEach((name, weight) -> byName.put(name, Value.of(weight)));
        return Value.map()
                .put(
                        "quorum",
                        Value.map()
                                .put("numerator", numerator)
                                .put("denominator", denominator)
                                .build())
                .put("weights", Value.map(byName))
                .put("separated", separated)
                .put("countersigned", countersigned)
                .build();
    }

    Charter with(String member, long weight) {
        SortedMap<String, Long> changed = new TreeMap<>(weights);
        changed.put(member, weight);
        return new Charter(numerator, denominator, changed, separated, countersigned);
    }

    Charter without(String member) {
        SortedMap<String, Long> changed = new TreeMap<>(weights);
        changed.remove(member);
        return new Charter(numerator, denominator, changed, separated, countersigned);
    }

    /** All weights together. */
    public long total() {
        return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The least weight that decides. */
    public long needed() {
        return total() * numerator / denominator + 1;
    }

    /** What these members weigh together; who is not in the charter weighs nothing. */
    public long weightOf(Collection<String> members) {
        return members.stream()
                .mapToLong(member -> weights.getOrDefault(member, 0L))
                .sum();
    }

    /** How many members' signatures make a checkpoint of the chain: the same fraction, of heads and not of weights. */
    public int checkpointQuorum() {
        return (int) (weights.size() * numerator / denominator) + 1;
    }
}
