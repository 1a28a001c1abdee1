package org.titlechain.testkit.city;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A live or waiting restriction of a unit.
 *
 * @param kind what it is
 * @param caseNumber the case that entered it
 * @param reference the proof's number, or the court's document
 * @param holder who holds it; a court's seizure has none
 * @param registered when
 * @param closed for a mortgage, whether it forbids a transfer
 */
record Burden(
        Kind kind, String caseNumber, String reference, List<Party> holder, LocalDateTime registered, boolean closed) {
    /** What restrictions are. */
    enum Kind {
        MORTGAGE,
        SEIZURE,
        NOTICE,
        OBJECTION,
        EASEMENT,
        HABITATION
    }

    String truth() {
        return new JsonLine()
                .text("case", caseNumber)
                .text("reference", reference)
                .texts("holders", holder.stream().map(Party::identityNumber).toList())
                .end();
    }
}
