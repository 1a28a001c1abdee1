package org.titlechain.contract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The words of each refusal, for people. They are not on the ledger. */
public final class RefusalCatalogue {
    private final Map<RefusalCode, Words> words;

    private RefusalCatalogue(Map<RefusalCode, Words> words) {
        this.words = words;
    }

    /**
     * The sentence that says what is wrong and the one that says what to do, in Chinese and English.
     *
     * @param article the law that it rests on; empty where there is none
     * @param field the field of the command or of the case that it is about; empty where it is about no single one
     */
    public record Words(
            String article, String field, String chinese, String english, String remedyChinese, String remedyEnglish) {}

    /**
     * Reads the catalogue.
     *
     * @throws IllegalStateException when a code has no words: the program is broken
     */
    public static RefusalCatalogue load() {
        Map<RefusalCode, Words> words = new EnumMap<>(RefusalCode.class);
        for (List<String> row : DataFile.rows(RefusalCatalogue.class, "refusals.tsv", 5)) {
            words.put(
                    RefusalCode.valueOf(row.get(0)), new Words("", "", row.get(1), row.get(2), row.get(3), row.get(4)));
        }
        for (List<String> row : DataFile.rows(RefusalCatalogue.class, "registration-refusals.tsv", 7)) {
            words.put(
                    RefusalCode.valueOf(row.get(0)),
                    new Words(row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6)));
        }
        if (words.size() != RefusalCode.values().length) {
            throw new IllegalStateException("the tables of refusals do not have words for each code");
        }
        return new RefusalCatalogue(Collections.unmodifiableMap(words));
    }

    /** The words of the code. */
    public Words words(RefusalCode code) {
        Words found = words.get(code);
        if (found == null) {
            throw new IllegalStateException("no words for " + code);
        }
        return found;
    }
}
