package org.titlechain.model.record;

import java.util.List;
import org.titlechain.model.Owner;

/** A live right of ownership. */
public record Title(String caseNumber, List<Owner> owners) {
    public Title {
        owners = List.copyOf(owners);
    }

    @Override
    public String toString() {
        return caseNumber + " " + owners;
    }
}
