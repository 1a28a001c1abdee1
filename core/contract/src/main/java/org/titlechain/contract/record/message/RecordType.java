package org.titlechain.contract.record.message;

import java.util.List;

/**
 * What a record type (RecType) announces.
 *
 * @param code seven digits
 * @param act what the registration does
 * @param family the rights that it is about, such as {@code building}
 * @param tables tables of which at least one is expected
 */
public record RecordType(String code, Act act, String family, List<String> tables, String chinese, String english) {
    public RecordType {
        tables = List.copyOf(tables);
    }

    /** Whether a message carries one of the expected tables. */
    public boolean fits(Message message) {
        for (String table : tables) {
            if (message.has(table)) {
                return true;
            }
        }
        return tables.isEmpty();
    }
}
