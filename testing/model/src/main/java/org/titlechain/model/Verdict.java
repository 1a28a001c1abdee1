package org.titlechain.model;

import java.util.Set;
import java.util.TreeSet;

/** What the model expects of a command. */
public sealed interface Verdict {
    /**
     * It takes effect.
     *
     * @param findings the breaches that must be found, of those that the model knows
     */
    record Accept(Set<String> findings) implements Verdict {
        public Accept {
            findings = new TreeSet<>(findings);
        }
    }

    /**
     * It has no effect.
     *
     * @param reasons the codes of which one must be given
     */
    record Refuse(Set<String> reasons) implements Verdict {
        public Refuse {
            reasons = new TreeSet<>(reasons);
        }
    }

    /**
     * Neither law nor documents say; it takes effect or is refused for one of these reasons.
     *
     * @param reasons the codes of which one must be given when it is refused
     */
    record Either(Set<String> reasons) implements Verdict {
        public Either {
            reasons = new TreeSet<>(reasons);
        }
    }

    /** It takes effect and breaks no rule. */
    static Verdict accept() {
        return new Accept(Set.of());
    }

    /** It has no effect, for one of these reasons. */
    static Verdict refuse(String... reasons) {
        return new Refuse(Set.of(reasons));
    }
}
