package org.titlechain.query;

import java.util.List;
import java.util.Optional;

/** What the search tables keep of a unit. */
record UnitRow(
        String code,
        String location,
        String kind,
        String state,
        String district,
        String parcel,
        Optional<Long> area,
        String use,
        int rights,
        List<String> restrictions,
        List<String> certificates,
        List<byte[]> parties,
        long version,
        long height,
        long time) {

    long restricted(String kindOfRestriction) {
        return restrictions.stream().filter(kindOfRestriction::equals).count();
    }
}
