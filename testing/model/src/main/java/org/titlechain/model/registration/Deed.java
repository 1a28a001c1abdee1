package org.titlechain.model.registration;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody does to a case or the register. */
public sealed interface Deed {
    /** Hands in an application. */
    record Apply(Filing filing) implements Deed {}

    /**
     * Does a step of a case.
     *
     * @param number the case
     * @param act which step
     * @param level of review, the place of an objection, or fen
     * @param good passed, dismissed; else returned, failed, upheld
     * @param with the linked cases that are entered with it; the rules that a review lets pass, as {@code pack/rule}
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

    /**
     * A department states a fact.
     *
     * @param about a unit's code, a case's number or a party
     * @param until the last ms at which the word counts; 0 for always
     * @param shown the application that it looked at, and that it says it is speaking of; null where it says none
     */
    record State(
            String fact,
            String about,
            boolean confirms,
            long until,
            @Nullable Filing shown) implements Deed {}

    /** Sets the calendar of a year. */
    record SetCalendar(int year, List<String> holidays, List<String> workdays) implements Deed {
        public SetCalendar {
            holidays = List.copyOf(holidays);
            workdays = List.copyOf(workdays);
        }
    }

    /**
     * A member asks for another version of the contract.
     *
     * @param activation the height from which on it is to decide
     */
    record ProposeVersion(long version, long activation) implements Deed {}

    /** The member agrees to a proposal, counted from 1. */
    record AgreeToVersion(int proposal, String member) implements Deed {}

    /** A rule pack is asked for. */
    record ProposePack(Pack pack) implements Deed {}

    /** A member votes on a version of a pack. */
    record VoteOnPack(String pack, long version, String member, boolean approve) implements Deed {}

    /** New cases are pinned to the version from now on. */
    record ActivatePack(String pack, long version) implements Deed {}

    /** The end of the version is put to the vote. */
    record RetirePack(String pack, long version) implements Deed {}

    /** The steps of a case, each with the roles that may do it. */
    enum Act {
        ACCEPT("acceptor"),
        DECLINE("acceptor"),
        REQUEST_SUPPLEMENT("acceptor reviewer"),
        DELIVER_SUPPLEMENT("applicant acceptor court"),
        INSPECT("reviewer"),
        PUBLISH_NOTICE("acceptor reviewer"),
        OBJECT_TO_NOTICE("applicant acceptor"),
        SETTLE_OBJECTION("reviewer"),
        REVIEW("reviewer"),
        REGISTER("registrar"),
        PAY("acceptor finance"),
        PRINT("issuer"),
        ISSUE("issuer"),
        ARCHIVE("archivist"),
        REFUSE("reviewer registrar"),
        WITHDRAW("applicant acceptor court"),
        AUTOMATE("applicant acceptor court");

        private final String roles;

        Act(String roles) {
            this.roles = roles;
        }

        /** The roles of which one must be had. */
        public Set<String> roles() {
            return Set.of(roles.split(" ", -1));
        }

        /** Whether it is for whoever applied, or who accepts applications. */
        boolean isOfApplicant() {
            return this == DELIVER_SUPPLEMENT || this == WITHDRAW || this == AUTOMATE;
        }
    }
}
