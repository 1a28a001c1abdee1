package org.titlechain.rules.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;

/** A condition that was parsed and checked. Immutable; may be asked from several threads. */
public final class Condition {
    private final CelRuntime.Program program;
    private final List<String> facts;

    Condition(CelRuntime.Program program, List<String> facts) {
        this.program = program;
        this.facts = List.copyOf(facts);
    }

    /** What a condition says about a case. */
    public enum Answer {
        YES,
        NO,
        /** A fact that it asks for is not known, or its arithmetic has no result. */
        UNKNOWN
    }

    /** The facts that it asks for, in order. */
    public List<String> facts() {
        return facts;
    }

    /** Its answer about what is known. The same facts always give the same answer. */
    public Answer ask(KnownFacts known) {
        for (String fact : facts) {
            if (!known.typed().containsKey(fact)) {
                return Answer.UNKNOWN;
            }
        }
        try {
            return Boolean.TRUE.equals(program.eval(known.typed())) ? Answer.YES : Answer.NO;
        } catch (CelEvaluationException | RuntimeException e) {
            // Overflow, division by zero, a date that is none, too many items: the same for everybody, so a person
            // decides.
            return Answer.UNKNOWN;
        }
    }
}
