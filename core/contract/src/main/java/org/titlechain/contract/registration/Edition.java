package org.titlechain.contract.registration;

import org.titlechain.contract.registration.application.Kinds;

/**
 * What differs between the versions of the contract in which registration is decided.
 *
 * @param kinds its tables
 * @param binding a fact about a case names what is applied for there; automation wants the applicants' consent to it,
 *     and asks at acceptance about each item as it stands after those before it. Since version 4.
 * @param voted keys that came by a vote act like others. Since version 5.
 */
record Edition(Kinds kinds, boolean binding, boolean voted) {
    private static final long BINDING = 4;
    private static final long VOTED = 5;

    static Edition of(long version) {
        return new Edition(Kinds.of(version), version >= BINDING, version >= VOTED);
    }
}
