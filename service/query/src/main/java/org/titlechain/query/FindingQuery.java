package org.titlechain.query;

import java.util.Optional;
import org.titlechain.query.QueryException.Reason;

/**
 * Which findings are wanted, all conditions together, and in which order.
 *
 * @param severity {@code severe}, {@code serious}, {@code ordinary} or {@code note}
 * @param subject unit code, certificate or case
 * @param from first block time in ms, inclusive
 * @param to last block time in ms, exclusive
 * @param sort the order
 */
public record FindingQuery(
        Optional<String> severity,
        Optional<String> code,
        Optional<String> district,
        Optional<String> subject,
        Optional<Long> from,
        Optional<Long> to,
        Sort sort) {
    /** The order of the list. */
    public enum Sort {
        /** Severe before serious before ordinary before notes; of equal severity the newest first. */
        WORST,
        /** The newest first, whatever its severity. */
        NEWEST
    }

    public FindingQuery {
        severity = severity.map(SearchText::clean);
        code = code.map(SearchText::clean);
        district = district.map(SearchText::clean);
        subject = subject.map(SearchText::clean);
        if (severity.isPresent() && Severity.rank(severity.get()) == 0) {
            throw new QueryException(Reason.CONDITION_INVALID, "severity is severe, serious, ordinary or note");
        }
    }

    /** All findings, worst first. */
    public static FindingQuery all() {
        return new FindingQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.WORST);
    }
}
