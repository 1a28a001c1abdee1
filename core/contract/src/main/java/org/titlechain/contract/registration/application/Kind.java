package org.titlechain.contract.registration.application;

import java.util.List;

/**
 * What a kind of registration needs, a line of {@code kinds-1.tsv}.
 *
 * @param kind such as {@code transfer}
 * @param subkind such as {@code sale}
 * @param modes joint, unilateral, entrusted, ex-officio: those that are allowed
 * @param levels of review, from 1
 * @param days working days from acceptance
 * @param noticeDays working days of public notice, 0 for none
 * @param inspected whether the place is inspected
 * @param certificate {@code certificate}, {@code proof}, {@code none}, or {@code same} as what it replaces
 * @param fee the class of fee
 * @param queues whether cases of the kind wait for those before them on the unit
 * @param automatic whether no person is needed
 * @param fields those of an item beside kind, subkind and unit; a question mark for those that may be absent
 * @param materials codes of what is needed
 */
public record Kind(
        String kind,
        String subkind,
        List<String> modes,
        int levels,
        int days,
        int noticeDays,
        boolean inspected,
        String certificate,
        String fee,
        boolean queues,
        boolean automatic,
        List<String> fields,
        List<String> materials,
        String article) {

    public Kind {
        modes = List.copyOf(modes);
        fields = List.copyOf(fields);
        materials = List.copyOf(materials);
    }

    /** Kind and subkind, such as {@code transfer/sale}. */
    public String name() {
        return kind + "/" + subkind;
    }

    /** Whether it is the one of these names. */
    public boolean is(String name) {
        return name().equals(name);
    }
}
