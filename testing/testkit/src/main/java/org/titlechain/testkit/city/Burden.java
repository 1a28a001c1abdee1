package org.titlechain.testkit.city;

import java.time.LocalDate;
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
 * @param last the last day on which it stands unless it is released
 */
record Burden(
        Kind kind,
        String caseNumber,
        String reference,
        List<Party> holder,
        LocalDateTime registered,
        boolean closed,
        LocalDate last) {
    /** Days in which whoever objects has to sue (Civil Code 220). */
    private static final int OBJECTION_DAYS = 15;

    /** A restriction that stands until it is released; an objection for fifteen days at most. */
    Burden(
            Kind kind,
            String caseNumber,
            String reference,
            List<Party> holder,
            LocalDateTime registered,
            boolean closed) {
        this(
                kind,
                caseNumber,
                reference,
                holder,
                registered,
                closed,
                kind == Kind.OBJECTION ? registered.toLocalDate().plusDays(OBJECTION_DAYS) : LocalDate.MAX);
    }

    boolean isOver(LocalDateTime time) {
        return last.isBefore(time.toLocalDate());
    }

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
