package org.titlechain.model.registration;

import java.util.List;

/** What somebody does to a case or the register. */
public sealed interface Deed {
    /** Hands in an application. */
    record Apply(Filing filing) implements Deed {}

    /**
     * Does a step of a case.
     *
     * @param number the case
     * @param act which step
     * @param level of review
     * @param good passed, dismissed; else returned, failed, upheld
     * @param with the linked cases that are entered with it
     */
    record Step(String number, Act act, int level, boolean good, List<String> with) implements Deed {
        public Step {
            with = List.copyOf(with);
        }
    }

    /** Takes what is over by time from the units. */
    record Lapse(List<String> units) implements Deed {
        public Lapse {
            units = List.copyOf(units);
        }
    }

    /** The steps of a case, each with the role that may do it. */
    enum Act {
        ACCEPT("acceptor"),
        DECLINE("acceptor"),
        REQUEST_SUPPLEMENT("reviewer"),
        DELIVER_SUPPLEMENT("acceptor"),
        INSPECT("reviewer"),
        PUBLISH_NOTICE("reviewer"),
        OBJECT_TO_NOTICE("acceptor"),
        SETTLE_OBJECTION("reviewer"),
        REVIEW("reviewer"),
        REGISTER("registrar"),
        PAY("finance"),
        PRINT("issuer"),
        ISSUE("issuer"),
        ARCHIVE("archivist"),
        REFUSE("reviewer"),
        WITHDRAW("acceptor");

        private final String role;

        Act(String role) {
            this.role = role;
        }

        /** A role that may do it. */
        public String role() {
            return role;
        }
    }
}
