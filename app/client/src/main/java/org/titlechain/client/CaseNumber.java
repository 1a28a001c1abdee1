package org.titlechain.client;

/**
 * What names a case.
 *
 * @param district six digits
 * @param number unique in the district
 */
public record CaseNumber(String district, String number) {
    /** The key under which the case stands on the ledger. */
    public String stateKey() {
        return "registration/" + district + "/" + number;
    }

    String path() {
        return "/cases/" + district + "/" + number;
    }
}
