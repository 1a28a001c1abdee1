package org.titlechain.testkit.city;

/** Breaches of the rules that can be planted. Each is named like the finding that it should lead to. */
public enum Breach {
    /** The owner of a seized unit is changed. */
    SEIZED_UNIT_DISPOSED,
    /** A mortgage is entered on a seized unit. */
    SEIZED_UNIT_MORTGAGED,
    /** Shares of co-owners do not add up to one. */
    SHARES_NOT_WHOLE,
    /** Registered before it was accepted. */
    TIMES_OUT_OF_ORDER,
    /** The certificate's number belongs to another right already. */
    CERTIFICATE_NUMBER_REUSED,
    /** Inner and shared area do not add up to the built area. */
    AREA_MISMATCH,
    /** The secured claim's term ends before it begins. */
    MORTGAGE_TERM_REVERSED,
    /** The case before this one is unknown. */
    PREVIOUS_CASE_UNKNOWN,
    /** One officer accepted, reviewed and registered. */
    STAFF_NOT_SEPARATED,
    /** A unit with a live notice is transferred to somebody else. */
    NOTICE_IGNORED,
    /** A mortgage that forbids it is ignored by a transfer. */
    MORTGAGE_RESTRICTION_IGNORED,
    /** The same transfer is reported under a second message. */
    CASE_REPORTED_TWICE
}
