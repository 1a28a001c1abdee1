package org.titlechain.vault;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Invented people, and messages that name them. */
final class PrivateLives {
    static final AccessRequest RECORDER =
            new AccessRequest("account-1", Set.of("recorder", "holders"), "case-review", "CASE-1");

    private PrivateLives() {}

    record Person(int number) {
        String name() {
            return "测试" + Character.toString(0x4E00 + number) + Character.toString(0x5E00 + number % 97);
        }

        String idNumber() {
            return "TESTID%06d".formatted(number);
        }

        String phone() {
            return "1990%07d".formatted(number);
        }

        String address() {
            return "测试省测试市隐私街%d号".formatted(number);
        }

        byte[] reference(Vault vault) {
            return vault.partyReference("1", idNumber());
        }

        NavigableMap<String, String> fields() {
            return new TreeMap<>(java.util.Map.of(
                    "QLRMC", name(), "ZJH", idNumber(), "DH", phone(), "DZ", address(), "BZ", "附言" + idNumber()));
        }
    }

    static String messageId(int number) {
        return "999901260101%06d".formatted(number);
    }

    static byte[] original(Person person) {
        return "<Message><Data><ZTT_GY_QLR QLRMC=\"%s\" ZJH=\"%s\" DH=\"%s\" DZ=\"%s\"/></Data></Message>"
                .formatted(person.name(), person.idNumber(), person.phone(), person.address())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a message with a holder's row and a row that names nobody; gives the two commitments. */
    static List<byte[]> write(Vault vault, int message, Person person) {
        byte[] holder = vault.seal(
                        messageId(message), 0, "ZTT_GY_QLR", List.of(person.reference(vault)), person.fields())
                .commitment();
        byte[] right = vault.seal(messageId(message), 1, "QLT_FW_FDCQ_YZ", List.of(), price(person))
                .commitment();
        vault.keepOriginal(messageId(message), original(person));
        return List.of(holder, right);
    }

    static SortedMap<String, String> price(Person person) {
        return new TreeMap<>(java.util.Map.of("FDCJYJG", "77" + person.number(), "FJ", "与" + person.name() + "有关"));
    }
}
