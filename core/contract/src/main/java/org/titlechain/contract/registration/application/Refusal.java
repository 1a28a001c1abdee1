package org.titlechain.contract.registration.application;

import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;

/**
 * A refusal on its way out of a decision: the contract catches it and gives it as a value, so that a rule can be asked
 * where it belongs and not be carried through every caller.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refused refused;

    private Refusal(Refused refused) {
        super(refused.code(), null, false, false);
        this.refused = refused;
    }

    /** The decision. */
    public Refused refused() {
        return refused;
    }

    /** The refusal without facts. */
    public static Refusal of(RefusalCode code) {
        return new Refusal(code.refused());
    }

    /** The refusal with its facts; never personal data. */
    public static Refusal of(RefusalCode code, MapBuilder facts) {
        return new Refusal(code.refused(facts));
    }

    /** The refusal with one fact; never personal data. */
    public static Refusal of(RefusalCode code, String fact, String value) {
        return new Refusal(code.refused(fact, value));
    }

    /** A refusal that was decided elsewhere. */
    public static Refusal of(Refused refused) {
        return new Refusal(refused);
    }

    /** The command lacks the field, has one that it must not have, or has a wrong value in it. */
    public static Refusal malformed(String field, String reason) {
        return of(RefusalCode.COMMAND_MALFORMED, Value.map().put("field", field).put("reason", reason));
    }

    /** Refuses unless the condition holds. */
    public static void unless(boolean condition, RefusalCode code, String fact, String value) {
        if (!condition) {
            throw of(code, fact, value);
        }
    }
}
