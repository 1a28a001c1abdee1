package org.titlechain.vault;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.titlechain.exchange.privacy.PrivacyAccess;

/** Finds out which of a row's subjects a name, number or phone belongs to, so that a search finds nobody else. */
final class SubjectMatcher {
    /** The codes of the list of identity documents, and none. */
    private static final List<String> IDENTITY_TYPES = List.of("1", "7", "6", "", "2", "3", "4", "5", "8", "9", "99");

    private final PrivacyAccess references;

    SubjectMatcher(PrivacyAccess references) {
        this.references = references;
    }

    /** What receives each value with its subject. */
    interface Sink {
        void accept(PersonalAttribute kind, String value, byte[] reference);
    }

    /**
     * Hands every value that can be looked up to the sink, with its subject. In a row of one subject that is the
     * subject's own name, number and phone; in a row of several, a value goes where its own reference or the number
     * beside it leads, and is left out of the index when neither tells.
     */
    void match(String messageId, List<byte[]> subjects, SortedMap<String, String> fields, Sink sink) {
        if (subjects.isEmpty()) {
            return;
        }
        long numbers = fields.keySet().stream()
                .filter(attribute -> PersonalAttribute.of(attribute) == PersonalAttribute.ID_NUMBER)
                .count();
        Map<String, byte[]> byNumber = new TreeMap<>();
        fields.forEach((attribute, value) -> {
            if (PersonalAttribute.of(attribute) == PersonalAttribute.ID_NUMBER) {
                ofNumber(subjects, numbers == 1, value).ifPresent(subject -> {
                    byNumber.put(attribute, subject);
                    sink.accept(PersonalAttribute.ID_NUMBER, value, subject);
                });
            }
        });
        Set<String> handled = new HashSet<>(byNumber.keySet());
        beside(fields, byNumber, (attribute, subject) -> {
            handled.add(attribute);
            sink.accept(PersonalAttribute.of(attribute), value(fields, attribute), subject);
        });
        fields.forEach((attribute, value) -> {
            if (!handled.contains(attribute) && PersonalAttribute.of(attribute) == PersonalAttribute.NAME) {
                ofName(messageId, subjects, value)
                        .ifPresent(subject -> sink.accept(PersonalAttribute.NAME, value, subject));
            }
        });
    }

    private static String value(SortedMap<String, String> fields, String attribute) {
        return fields.getOrDefault(attribute, "");
    }

    /** Names and phones whose owner's number is in the same row; a holder's row calls the number just ZJH. */
    private static void beside(
            SortedMap<String, String> fields, Map<String, byte[]> byNumber, BiConsumer<String, byte[]> found) {
        for (String attribute : fields.keySet()) {
            Optional<String> number = PersonalAttribute.numberBeside(attribute);
            if (number.isEmpty()) {
                continue;
            }
            byte[] subject = byNumber.get(number.get());
            if (subject == null && attribute.equals("QLRMC")) {
                subject = byNumber.get("ZJH");
            }
            if (subject != null) {
                found.accept(attribute, subject);
            }
        }
    }

    private Optional<byte[]> ofNumber(List<byte[]> subjects, boolean onlyNumber, String number) {
        if (onlyNumber && subjects.size() == 1) {
            return Optional.of(subjects.getFirst());
        }
        for (String type : IDENTITY_TYPES) {
            Optional<byte[]> subject = among(subjects, references.partyReference(type, number));
            if (subject.isPresent()) {
                return subject;
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> ofName(String messageId, List<byte[]> subjects, String name) {
        String district = messageId.length() < 6 ? messageId : messageId.substring(0, 6);
        return among(subjects, references.nameReference(district, name));
    }

    private static Optional<byte[]> among(List<byte[]> subjects, byte[] reference) {
        return subjects.stream()
                .filter(subject -> Arrays.equals(subject, reference))
                .findFirst();
    }
}
