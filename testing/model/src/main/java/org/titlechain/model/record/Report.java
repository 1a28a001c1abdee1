package org.titlechain.model.record;

import java.util.List;
import org.titlechain.model.Owner;

/**
 * One message, in the model's words.
 *
 * @param id the message's number
 * @param unit the unit that it is about
 * @param caseNumber the case that it reports; of a release, the case that ends something
 * @param about the case that it follows or ends; empty when none is named
 * @param owners to whom; mortgagees, claimants
 * @param certificate the number issued; empty for none
 * @param predecessor the unit that this one came from; empty for none
 * @param registered ms
 */
public record Report(
        String id,
        ReportKind kind,
        String unit,
        String caseNumber,
        String about,
        List<Owner> owners,
        String certificate,
        String predecessor,
        long registered) {
    public Report {
        owners = List.copyOf(owners);
    }
}
