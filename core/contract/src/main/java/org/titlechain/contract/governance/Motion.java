package org.titlechain.contract.governance;

import java.util.List;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.Suite;

/** What a proposal of one kind would change. Asked when it is proposed and again when it is decided. */
@FunctionalInterface
interface Motion {
    /** The effect of the proposal's body; a malformed body is a {@link org.titlechain.codec.CodecException}. */
    Effect effect(Ground ground, MapValue body);

    /**
     * What a motion stands on.
     *
     * @param state the present state
     * @param suite the chain's suite
     * @param height the present block
     * @param effective the height from which the changes will hold
     * @param proposal the proposal's number
     */
    record Ground(StateView state, Suite suite, long height, long effective, long proposal) {
        /** The charter; motions are made on chains that have one. */
        Charter charter() {
            return Charter.at(state, height).orElseThrow();
        }
    }

    /** The changes, or why there can be none. */
    sealed interface Effect {
        static Effect of(Change... changes) {
            return new Changes(List.of(changes));
        }

        static Effect not(Refused refused) {
            return new Not(refused);
        }
    }

    /** The values from the effective height on, each under another key. */
    record Changes(List<Change> changes) implements Effect {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** The motion does not hold. */
    record Not(Refused refused) implements Effect {}
}
