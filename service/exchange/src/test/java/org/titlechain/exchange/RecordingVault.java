package org.titlechain.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.titlechain.exchange.privacy.PrivacyAccess;
import org.titlechain.exchange.privacy.SealedRow;

/** Remembers what was handed to it; its bytes come from the JDK's HMAC-SHA-256. */
final class RecordingVault implements PrivacyAccess {
    record Sealing(
            String messageId, int rowIndex, String table, List<byte[]> subjects, SortedMap<String, String> fields) {}

    final List<Sealing> sealings = new ArrayList<>();
    final Map<String, byte[]> originals = new TreeMap<>();
    /** Rows that had been sealed when the last original was kept. */
    int sealedBefore;

    @Override
    public byte[] partyReference(String idType, String idNumber) {
        return mac("party|" + idType + "|" + idNumber);
    }

    @Override
    public byte[] nameReference(String district, String name) {
        return mac("name|" + district + "|" + name);
    }

    @Override
    public SealedRow seal(
            String messageId,
            int rowIndex,
            String table,
            List<byte[]> subjects,
            SortedMap<String, String> personalFields) {
        sealings.add(new Sealing(messageId, rowIndex, table, List.copyOf(subjects), new TreeMap<>(personalFields)));
        return new SealedRow(mac("sealed|" + messageId + "|" + rowIndex + "|" + personalFields));
    }

    @Override
    public byte[] keepOriginal(String messageId, byte[] bytes) {
        originals.put(messageId, bytes);
        sealedBefore = sealings.size();
        return messageCommitment(messageId, bytes);
    }

    @Override
    public byte[] messageCommitment(String messageId, byte[] bytes) {
        return mac(messageId.getBytes(StandardCharsets.UTF_8), bytes);
    }

    static byte[] mac(String text) {
        return mac("key".getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
