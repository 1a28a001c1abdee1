package org.titlechain.model.registration;

import java.util.List;
import org.titlechain.model.Owner;

/**
 * A live right.
 *
 * @param id under which cases name it
 * @param family what it is: {@code building}, {@code easement} …
 * @param certified whether it has a certificate in force
 */
public record Right(String id, String family, List<Owner> holders, boolean certified) {
    public Right {
        holders = List.copyOf(holders);
    }

    Right with(boolean hasCertificate) {
        return new Right(id, family, holders, hasCertificate);
    }

    /** Whether the party holds it, alone or with others. */
    public boolean isHeldBy(String party) {
        return holders.stream().anyMatch(owner -> owner.party().equals(party));
    }

    @Override
    public String toString() {
        return id + " " + holders;
    }
}
