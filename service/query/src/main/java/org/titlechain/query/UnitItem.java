package org.titlechain.query;

import java.util.List;
import java.util.Optional;

/**
 * A unit in a list.
 *
 * @param restrictions kinds of live restrictions in rank order
 * @param certificates numbers as sent
 * @param height and {@code time} of the block that last changed the sheet
 */
public record UnitItem(
        String unit,
        String location,
        String kind,
        String state,
        String district,
        String parcel,
        Optional<Long> areaSquareCentimetres,
        String use,
        int rights,
        List<String> restrictions,
        List<String> certificates,
        long version,
        long height,
        long time) {
    public UnitItem {
        restrictions = List.copyOf(restrictions);
        certificates = List.copyOf(certificates);
    }
}
