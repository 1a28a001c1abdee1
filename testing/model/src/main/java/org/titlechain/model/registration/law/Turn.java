package org.titlechain.model.registration.law;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Page;

/**
 * What one command did to the sheets.
 *
 * @param before the sheets that it wrote, as they stood; none where it made them
 * @param after the same sheets as they stand now
 * @param filings the applications that it entered
 * @param ended for each unit the numbers of the cases of which something is noted as ended there
 */
public record Turn(
        Map<String, Page> before, Map<String, Page> after, List<Filing> filings, Map<String, Set<String>> ended) {
    public Turn {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        filings = List.copyOf(filings);
        ended = Map.copyOf(ended);
    }

    Page old(String unit) {
        return before.getOrDefault(unit, Page.EMPTY);
    }

    Page now(String unit) {
        return after.getOrDefault(unit, Page.EMPTY);
    }

    /** The items that it entered about the unit. */
    List<Item> items(String unit) {
        return filings.stream()
                .flatMap(filing -> filing.items().stream())
                .filter(item -> item.units().contains(unit))
                .toList();
    }

    /** Whether one of the parties applied. */
    boolean applied(Set<String> parties) {
        return filings.stream()
                .flatMap(filing -> filing.applicants().stream())
                .anyMatch(one -> parties.contains(one.party()));
    }
}
