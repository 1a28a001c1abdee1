package org.titlechain.contract.record.register;

import java.util.Set;
import java.util.TreeSet;
import org.titlechain.contract.StateView;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.FactBook;

/**
 * Takes what is over by time off each sheet that a message writes, before the message has its effect there: seizures
 * after their term, whereupon the first that waits takes effect, objections without a suit, habitation after its term.
 * What the message itself tells the end of ends by the message.
 */
public final class Lapses {
    private Lapses() {}

    /** Settles the sheets that are drafted already, and from now on every one when it is drafted. */
    public static void begin(Recording recording, StateView state) {
        Set<String> released = released(recording);
        Lapse lapse = new Lapse(
                new FactBook(state, recording.context().time()),
                recording.message().id(),
                recording.toldTime(),
                item -> released.contains(item.caseNumber()));
        recording.register().sheets().forEach(sheet -> lapse.settle(recording.register(), sheet));
        recording.register().whenDrafted(sheet -> lapse.settle(recording.register(), sheet));
    }

    /** The cases that rows of the message tell the end of. */
    private static Set<String> released(Recording recording) {
        Set<String> cases = new TreeSet<>();
        for (Row row : recording.message().rows()) {
            boolean seizure = row.table().equals("QLF_QL_CFDJ")
                    && Restrictions.isRelease(recording, row, "JFYWH", "JFDJSJ", "JFWH");
            boolean objection =
                    row.table().equals("QLF_QL_YYDJ") && Restrictions.isRelease(recording, row, "ZXYYYWH", "ZXYYDJSJ");
            boolean habitation = row.table().equals("QLF_QL_QTXGQL") && Restrictions.isRelease(recording, row);
            if (seizure || objection || habitation) {
                row.previousCase().ifPresent(cases::add);
                row.caseNumber().ifPresent(cases::add);
                row.text("JFYWH").ifPresent(cases::add);
                row.text("ZXYYYWH").ifPresent(cases::add);
            }
        }
        return cases;
    }
}
