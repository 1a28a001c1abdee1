package org.titlechain.model.registration;

import java.util.List;
import org.titlechain.model.Owner;

/**
 * A live right.
 *
 * @param id under which cases name it
 * @param family what it is: {@code building}, {@code easement} …
 * @param coOwnership {@code 0} alone, {@code 1} together, {@code 2} by shares; empty where it has no holders
 * @param area cm², 0 when it was never said
 * @param certificates the numbers of its certificates in force
 */
public record Right(
        String id, String family, List<Owner> holders, String coOwnership, long area, List<String> certificates) {
    public Right {
        holders = List.copyOf(holders);
        certificates = List.copyOf(certificates);
    }

    Right certified(List<String> numbers) {
        return new Right(id, family, holders, coOwnership, area, numbers);
    }

    /** Whether it belongs to units and not to persons: it goes where they go (Civil Code 273, 380). */
    public boolean isOfUnits() {
        return family.equals("easement") || family.equals("common-parts");
    }

    @Override
    public String toString() {
        return family + " " + id + " " + holders + (coOwnership.isEmpty() ? "" : " manner " + coOwnership)
                + (area == 0 ? "" : " of " + area + " cm²") + (certificates.isEmpty() ? "" : " " + certificates);
    }
}
