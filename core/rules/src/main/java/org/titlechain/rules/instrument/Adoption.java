package org.titlechain.rules.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;

/**
 * How far a version of a pack has come, as it stands under {@code rulepack/<pack>/<version>/adoption}: who proposed it,
 * who voted, when it was activated and retired.
 */
public final class Adoption {
    private final String key;
    private final MapValue value;

    private Adoption(String key, MapValue value) {
        this.key = key;
        this.value = value;
    }

    /** Where a version stands. */
    public enum State {
        /** Voted on. */
        PROPOSED,
        /** Accepted by vote, waits for activation. */
        ACCEPTED,
        /** Rejected by vote. */
        REJECTED,
        /** New cases are pinned to it. */
        ACTIVE,
        /** Active, and voted on whether it is to end. */
        RETIRING,
        /** A newer version was activated. */
        SUPERSEDED,
        /** Ended by vote. */
        RETIRED;

        /** The name on the ledger. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The state key. */
    public static String stateKey(String pack, long version) {
        return PackLibrary.stateKey(pack, version) + "/adoption";
    }

    static Optional<Adoption> find(StateView state, String pack, long version) {
        String key = stateKey(pack, version);
        return state.find(key).map(value -> new Adoption(key, value));
    }

    static Adoption proposed(String pack, long version, String organisation, BlockContext context) {
        MapValue value = Value.map()
                .put("state", State.PROPOSED.label())
                .put("proposed", at(context).put("organisation", organisation).build())
                .put("round", 1)
                .put("votes", Value.list(List.of()))
                .build();
        return new Adoption(stateKey(pack, version), value);
    }

    State state() {
        return State.valueOf(value.get("state").asText().toUpperCase(Locale.ROOT));
    }

    /** Whether the state is one in which members vote. */
    boolean isVotedOn() {
        return state() == State.PROPOSED || state() == State.RETIRING;
    }

    /** The members that have voted so in the present round: each question that is put to the vote is one. */
    List<String> votes(boolean approve) {
        List<String> members = new ArrayList<>();
        for (Value vote : value.get("votes").asList()) {
            MapValue map = vote.asMap();
            if (map.get("round").equals(value.get("round"))
                    && map.get("approve").asBoolean() == approve) {
                members.add(map.get("member").asText());
            }
        }
        return members;
    }

    Adoption withVote(String member, boolean approve, BlockContext context) {
        List<Value> votes = new ArrayList<>(value.get("votes").asList());
        votes.add(at(context)
                .put("on", state().label())
                .put("round", value.get("round"))
                .put("member", member)
                .put("approve", approve)
                .build());
        return with("votes", Value.list(votes));
    }

    /** The same in another state, with when and by whom. */
    Adoption as(State state, BlockContext context) {
        return with("state", Value.of(state.label()))
                .with(state.label(), at(context).build());
    }

    /** Retirement was asked for, with the reason. */
    Adoption retiring(String reason, BlockContext context) {
        return with("state", Value.of(State.RETIRING.label()))
                .with("round", Value.of(value.get("round").asLong() + 1))
                .with(State.RETIRING.label(), at(context).put("reason", reason).build());
    }

    private Adoption with(String field, Value changed) {
        TreeMap<String, Value> fields = new TreeMap<>(value.entries());
        fields.put(field, changed);
        return new Adoption(key, Value.map(fields));
    }

    private static MapBuilder at(BlockContext context) {
        return Value.map()
                .put("height", context.height())
                .put("time", context.time())
                .put("key", context.keyId());
    }

    Change change() {
        return new Change(key, value);
    }
}
