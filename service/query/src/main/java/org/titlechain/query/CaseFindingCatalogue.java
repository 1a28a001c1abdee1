package org.titlechain.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.DataFile;

/** The words of what supervision finds in cases, and the limits that it judges by: editions of data. Immutable. */
public final class CaseFindingCatalogue {
    private static final CaseFindingCatalogue PRESENT = new CaseFindingCatalogue();

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> limits = new LinkedHashMap<>();

    /**
     * What is known of a code.
     *
     * @param severity {@code severe}, {@code serious}, {@code ordinary} or {@code note}
     * @param article the article of law that the sentence stands on
     * @param fields the fields of the case that it is about
     */
    public record Entry(
            String code,
            String severity,
            Optional<String> article,
            List<String> fields,
            String chinese,
            String english,
            String remedyChinese,
            String remedyEnglish) {
        public Entry {
            fields = List.copyOf(fields);
        }
    }

    private CaseFindingCatalogue() {
        for (List<String> row : DataFile.rows(CaseFindingCatalogue.class, "case-findings-1.tsv", 8)) {
            entries.put(
                    row.get(0),
                    new Entry(
                            row.get(0),
                            row.get(1),
                            row.get(2).isEmpty() ? Optional.empty() : Optional.of(row.get(2)),
                            List.of(row.get(3).split(" ", -1)),
                            row.get(4),
                            row.get(5),
                            row.get(6),
                            row.get(7)));
        }
        DataFile.rows(CaseFindingCatalogue.class, "case-limits-1.tsv", 3)
                .forEach(row -> limits.put(row.get(0), row.get(1)));
    }

    /** The present edition. */
    public static CaseFindingCatalogue load() {
        return PRESENT;
    }

    /** Every entry. */
    public List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** What is known of the code. */
    public Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    long number(String limit) {
        return Long.parseLong(text(limit));
    }

    List<String> words(String limit) {
        return List.of(text(limit).split(" ", -1));
    }

    private String text(String limit) {
        String text = limits.get(limit);
        if (text == null) {
            throw new IllegalStateException("no limit is called " + limit);
        }
        return text;
    }
}
