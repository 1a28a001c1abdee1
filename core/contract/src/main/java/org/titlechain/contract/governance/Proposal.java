package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;

/**
 * A proposal (提案), as it stands under {@code proposal/<number>}.
 *
 * @param number from 1
 * @param kind what is proposed, such as {@code member.join}
 * @param body the proposal's own fields
 * @param organisation whose administrator proposed it
 * @param key the identifier of the proposing key
 * @param height the block that holds it
 * @param created that block's time, ms
 * @param expires the first ms of block time at which it can no longer be voted on
 * @param activation the height from which it takes effect when accepted; 0: from the block after the deciding vote
 * @param votes by member
 * @param state where it stands
 * @param decided when it was decided, once it is
 */
public record Proposal(
        long number,
        String kind,
        MapValue body,
        String organisation,
        byte[] key,
        long height,
        long created,
        long expires,
        long activation,
        SortedMap<String, Vote> votes,
        State state,
        Optional<Decided> decided) {
    static final String COUNTER = "proposals";

    public Proposal {
        votes = new TreeMap<>(votes);
    }

    /** Where a proposal stands. One that is open and past its time has expired; nothing is written for that. */
    public enum State {
        OPEN,
        ACCEPTED,
        REJECTED,
        WITHDRAWN;

        /** The name on the ledger. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofLabel(String label) {
            for (State state : values()) {
                if (state.label().equals(label)) {
                    return state;
                }
            }
            throw new CodecException(Reason.INVALID_VALUE, "state");
        }
    }

    /** A member's vote: for or against, by which key, at which block time, and whether it was countersigned. */
    public record Vote(boolean approve, byte[] key, long time, boolean countersigned) {
        MapValue toMap() {
            return Value.map()
                    .put("approve", approve)
                    .put("key", key)
                    .put("time", time)
                    .put("countersigned", countersigned)
                    .build();
        }

        static Vote read(MapValue map) {
            return new Vote(
                    map.get("approve").asBoolean(),
                    map.get("key").asBytes(),
                    map.get("time").asLong(),
                    map.get("countersigned").asBoolean());
        }
    }

    /** The block and time of the decision, and for an accepted proposal the height from which it takes effect. */
    public record Decided(long height, long time, long effective) {}

    /** The state key of the proposal with the number; keys sort as numbers do. */
    public static String stateKey(long number) {
        return "proposal/" + String.format(Locale.ROOT, "%08d", number);
    }

    /** The proposal with the number. */
    public static Optional<Proposal> find(StateView state, long number) {
        return state.find(stateKey(number)).map(Proposal::read);
    }

    /** Reads a proposal from the state. */
    public static Proposal read(MapValue map) {
        SortedMap<String, Vote> votes = new TreeMap<>();
        for (Map.Entry<String, Value> entry : map.get("votes").asMap().entries().entrySet()) {
            votes.put(entry.getKey(), Vote.read(entry.getValue().asMap()));
        }
        return new Proposal(
                map.get("number").asLong(),
                map.get("kind").asText(),
                map.get("body").asMap(),
                map.get("organisation").asText(),
                map.get("key").asBytes(),
                map.get("height").asLong(),
                map.get("created").asLong(),
                map.get("expires").asLong(),
                map.get("activation").asLong(),
                votes,
                State.ofLabel(map.get("state").asText()),
                map.find("decided")
                        .map(Value::asMap)
                        .map(value -> new Decided(
                                value.get("height").asLong(),
                                value.get("time").asLong(),
                                value.get("effective").asLong())));
    }

    MapValue toMap() {
        Map<String, Value> byMember = new TreeMap<>();
        votes.forEach((member, vote) -> byMember.put(member, vote.toMap()));
        return Value.map()
                .put("number", number)
                .put("kind", kind)
                .put("body", body)
                .put("organisation", organisation)
                .put("key", key)
                .put("height", height)
                .put("created", created)
                .put("expires", expires)
                .put("activation", activation)
                .put("votes", Value.map(byMember))
                .put("state", state.label())
                .putIfPresent(
                        "decided",
                        decided.map(at -> Value.map()
                                .put("height", at.height())
                                .put("time", at.time())
                                .put("effective", at.effective())
                                .build()))
                .build();
    }

    Proposal with(String member, Vote vote) {
        SortedMap<String, Vote> changed = new TreeMap<>(votes);
        changed.put(member, vote);
        return with(changed, state, decided);
    }

    Proposal as(State changed, Decided at) {
        return with(votes, changed, Optional.of(at));
    }

    private Proposal with(SortedMap<String, Vote> changedVotes, State changedState, Optional<Decided> changedDecided) {
        return new Proposal(
                number,
                kind,
                body,
                organisation,
                key,
                height,
                created,
                expires,
                activation,
                changedVotes,
                changedState,
                changedDecided);
    }

    /** Whether it may still be voted on at the block time. */
    public boolean isOpen(long time) {
        return state == State.OPEN && time < expires;
    }

    /** The weight of the votes for it that count under the charter. */
    public long approving(Charter charter) {
        return weight(charter, true);
    }

    /** The weight of the votes against it that count under the charter. */
    public long rejecting(Charter charter) {
        return weight(charter, false);
    }

    private long weight(Charter charter, boolean approve) {
        List<String> members = new ArrayList<>();
        votes.forEach((member, vote) -> {
            if (vote.approve() == approve && (vote.countersigned() || !charter.countersigned())) {
                members.add(member);
            }
        });
        return charter.weightOf(members);
    }
}
