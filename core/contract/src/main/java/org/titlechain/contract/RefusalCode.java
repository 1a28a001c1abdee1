package org.titlechain.contract;

import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;

/** Why a command can be refused. The names are stable; the words are in {@link RefusalCatalogue}. */
public enum RefusalCode {
    COMMAND_UNKNOWN,
    COMMAND_MALFORMED,
    GENESIS_REPEATED,
    GENESIS_CHAIN_MISMATCH,
    KEY_UNKNOWN,
    KEY_REVOKED,
    KEY_NOT_VALID,
    KEY_NOT_ENTITLED,
    KEY_TO_REVOKE_UNKNOWN,
    KEY_REVOKES_ITSELF,
    RECORD_MALFORMED,
    RECORD_MESSAGE_ID_REUSED;

    /** The refusal without facts. */
    public Decision.Refused refused() {
        return new Decision.Refused(name(), Value.map().build());
    }

    /** The refusal with one fact; never personal data. */
    public Decision.Refused refused(String fact, String value) {
        return refused(Value.map().put(fact, value));
    }

    /** The refusal with its facts; never personal data. */
    public Decision.Refused refused(MapBuilder facts) {
        return new Decision.Refused(name(), facts.build());
    }
}
