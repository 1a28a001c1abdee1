package org.titlechain.contract.governance;

import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.Suite;

/**
 * A member of the chain (联盟成员), as it stands under {@code member/<name>}.
 *
 * @param name its name in checkpoints: 1 to 64 characters of {@code a–z 0–9 . -}
 * @param key the public key of its checkpoints
 * @param organisation whose administrators vote for it
 * @param state active, suspended or removed
 */
public record Member(String name, byte[] key, String organisation, State state) {
    private static final int LONGEST_NAME = 64;

    /** Whether the member takes part. */
    public enum State {
        ACTIVE("active"),
        SUSPENDED("suspended"),
        REMOVED("removed");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The name on the ledger. */
        public String label() {
            return label;
        }

        static State ofLabel(String label) {
            for (State state : values()) {
                if (state.label.equals(label)) {
                    return state;
                }
            }
            throw new CodecException(Reason.INVALID_VALUE, "state");
        }
    }

    /** The state key of the member. */
    public static String stateKey(String name) {
        return "member/" + name;
    }

    /** The member as it stands at the height. */
    public static Optional<Member> at(StateView state, String name, long height) {
        return Scheduled.find(state, stateKey(name), height)
                .map(value -> new Member(
                        name,
                        value.get("key").asBytes(),
                        value.get("organisation").asText(),
                        value.find("state")
                                .map(label -> State.ofLabel(label.asText()))
                                .orElse(State.ACTIVE)));
    }

    /** The value; an active member is written as at the chain's beginning. */
    MapValue toMap() {
        return Value.map()
                .put("key", key)
                .put("organisation", organisation)
                .putIfPresent("state", state == State.ACTIVE ? Optional.empty() : Optional.of(Value.of(state.label())))
                .build();
    }

    Member as(State changed) {
        return new Member(name, key, organisation, changed);
    }

    /** A name that checkpoints can carry. */
    static String requireName(String name) {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-';
        }
        if (!fits) {
            throw new CodecException(Reason.INVALID_VALUE, "name");
        }
        return name;
    }

    /** A public key that trust files can carry. */
    public static byte[] requireKey(Suite suite, byte[] key) {
        boolean fits =
                switch (suite) {
                    case GM -> key.length == 65 && key[0] == 4;
                    case INTERNATIONAL -> key.length == 32;
                };
        if (!fits) {
            throw new CodecException(Reason.INVALID_VALUE, "key");
        }
        return key;
    }
}
