package org.titlechain.exchange.privacy;

import java.util.List;
import java.util.SortedMap;

/**
 * What turning a message into a command needs from the keeper of personal data. The exchange hands personal values in
 * and gets bytes back that say nothing without the keeper's keys; salts and ciphertext never leave the keeper.
 *
 * <p>All results are 32 bytes, as {@code docs/formats.md} section 11 defines them. Calls may come from several threads.
 */
public interface PrivacyAccess {
    /**
     * The reference of the party with the identity document. Equal type and number give equal references; the
     * implementation trims the number and brings it to upper case.
     *
     * @param idType the code of list 证件种类, such as {@code 1}; empty when the message gives none
     */
    byte[] partyReference(String idType, String idNumber);

    /** The reference of somebody whom a message names without a number: staff, a mortgagor's name. */
    byte[] nameReference(String district, String name);

    /**
     * Commits to the personal fields of one row and keeps them. Keeping the same fields of the same row of the same
     * message again is allowed and may give the earlier commitment or a new one; both stay openable.
     *
     * @param messageId the message's {@code BizMsgID}
     * @param rowIndex the row's place in the command's {@code rows}, from 0
     * @param table the row's table
     * @param subjects references of the parties whom the fields are about; empty when the row names none
     * @param personalFields values by attribute name, as sent and trimmed; never empty
     */
    SealedRow seal(
            String messageId,
            int rowIndex,
            String table,
            List<byte[]> subjects,
            SortedMap<String, String> personalFields);

    /**
     * Keeps the message exactly as sent, encrypted, and ends the work on it: called after the message's rows were
     * sealed. When it returns, the rows and the message are durable. Keeping it again changes nothing.
     *
     * @return what {@link #messageCommitment} gives for the bytes
     */
    byte[] keepOriginal(String messageId, byte[] bytes);

    /**
     * A commitment to bytes of a message that contain personal data: {@code HMAC-H(salt, bytes)}, where the salt is a
     * keyed function of the message id alone. The same message therefore has the same commitment wherever it is
     * submitted, nobody can guess its content, and disclosing one message's salt opens that message only.
     */
    byte[] messageCommitment(String messageId, byte[] bytes);
}
