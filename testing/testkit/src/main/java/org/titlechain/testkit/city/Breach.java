package org.titlechain.testkit.city;

/** Breaches of the rules that can be planted. Each leads to a finding. */
public enum Breach {
    /** The owner of a seized unit is changed. */
    SEIZED_UNIT_DISPOSED("SEIZED_UNIT_DISPOSED"),
    /** A mortgage is entered on a seized unit. */
    SEIZED_UNIT_MORTGAGED("SEIZED_UNIT_DISPOSED"),
    /** A unit with a live notice is transferred to somebody else. */
    NOTICED_UNIT_DISPOSED("NOTICED_UNIT_DISPOSED"),
    /** A unit is transferred while an objection stands. */
    OBJECTED_UNIT_DISPOSED("OBJECTED_UNIT_DISPOSED"),
    /** A mortgage that forbids it is ignored by a transfer. */
    MORTGAGE_FORBIDS_TRANSFER("MORTGAGE_FORBIDS_TRANSFER"),
    /** A second seizure is entered as if there were none. */
    SECOND_LIVE_SEIZURE("SECOND_LIVE_SEIZURE"),
    /** A seizure for more than three years. */
    SEIZURE_TERM_TOO_LONG("SEIZURE_TERM_TOO_LONG"),
    /** The secured claim's term ends before it begins. */
    MORTGAGE_TERM_ORDER("MORTGAGE_TERM_ORDER"),
    /** Shares of co-owners do not add up to one. */
    SHARES_NOT_ONE("SHARES_NOT_ONE"),
    /** Inner and shared area do not add up to the built area. */
    AREA_PARTS_MISMATCH("AREA_PARTS_MISMATCH"),
    /** The certificate's number belongs to another right already. */
    CERTIFICATE_DOUBLED("CERTIFICATE_DOUBLED"),
    /** The case before this one is unknown. */
    PREVIOUS_RIGHT_UNKNOWN("PREVIOUS_RIGHT_UNKNOWN"),
    /** One officer accepted, reviewed and registered. */
    STAFF_NOT_SEPARATED("STAFF_NOT_SEPARATED"),
    /** Registered before it was accepted. */
    TIMES_OUT_OF_ORDER("TIMES_OUT_OF_ORDER"),
    /** Registered though the review was not passed. */
    REVIEW_NOT_PASSED("REVIEW_NOT_PASSED"),
    /** The head counts more certificates than there are. */
    CERTIFICATE_COUNT_MISMATCH("CERTIFICATE_COUNT_MISMATCH"),
    /** A code that is in no list. */
    CODE_UNKNOWN("CODE_UNKNOWN"),
    /** The head names another parcel. */
    PARCEL_MISMATCH("PARCEL_MISMATCH"),
    /** The case was never archived. */
    ARCHIVE_ROW_MISSING("ARCHIVE_ROW_MISSING");

    private final String finding;

    Breach(String finding) {
        this.finding = finding;
    }

    /** The code of the finding that it should lead to. */
    public String finding() {
        return finding;
    }
}
