package org.titlechain.contract.record.register;

import org.titlechain.contract.record.message.Row;

/** What the rows of one table do to the register. */
@FunctionalInterface
public interface Instrument {
    /** Takes the row over into the register; what is wrong with it becomes findings. */
    void apply(Recording recording, Row row);
}
