package org.titlechain.client;

import tools.jackson.databind.node.ObjectNode;

/** Whom an application names: somebody whom the ledger knows by a reference, or a person to be kept in the vault. */
public sealed interface Party {
    /**
     * Somebody whom the ledger knows.
     *
     * @param reference 64 hexadecimal digits, as they stand on a sheet
     */
    record Known(String reference) implements Party {
        @Override
        public void into(ObjectNode node) {
            node.put("party", reference);
        }
    }

    /**
     * A person; name and number go to the node's vault, the ledger gets a reference.
     *
     * @param idType kind of identity document (证件种类), such as {@code 1}
     */
    record Person(String name, String idType, String idNumber) implements Party {
        @Override
        public void into(ObjectNode node) {
            node.putObject("person").put("name", name).put("idType", idType).put("idNumber", idNumber);
        }
    }

    /** Puts the party's fields into an applicant or a holder. */
    void into(ObjectNode node);
}
