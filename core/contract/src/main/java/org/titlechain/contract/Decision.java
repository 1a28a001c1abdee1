package org.titlechain.contract;

import java.util.List;
import org.titlechain.codec.Value.MapValue;

/** What the contract decided. Recorded on the ledger either way. */
public sealed interface Decision {

    /**
     * The command took effect.
     *
     * @param changes new values, at most one for each key, in the order of their meaning
     * @param result what the submitter is told, for instance the findings
     */
    record Accepted(List<Change> changes, MapValue result) implements Decision {
        public Accepted {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The command had no effect.
     *
     * @param code a stable code such as {@code RECORD_MESSAGE_ID_REUSED}
     * @param facts the facts that led to the refusal; never personal data
     */
    record Refused(String code, MapValue facts) implements Decision {}

    /** The new value under a state key. The kernel keeps every version; nothing is ever deleted. */
    record Change(String key, MapValue value) {}
}
