package org.titlechain.contract.finding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.DataFile;

/** The findings: severity, article, fields and words of each code. Immutable. */
public final class FindingCatalogue {
    /**
     * Edition 1 is what contract version 1 decides by; edition 2, of contract version 5, adds to it. No edition says
     * anew what an earlier one said, so all of them may be read together.
     */
    private static final List<Integer> EDITIONS = List.of(1, 2);

    private final Map<FindingCode, Entry> entries;

    private FindingCatalogue(Map<FindingCode, Entry> entries) {
        this.entries = entries;
    }

    /**
     * What is known of a code.
     *
     * @param article the article of law that the sentence stands on
     * @param fields the {@code TABLE.ATTRIBUTE} texts that the sentence is about
     */
    public record Entry(
            FindingCode code,
            Severity severity,
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

    /**
     * Reads every edition.
     *
     * @throws IllegalStateException when it is not complete: the program is broken
     */
    public static FindingCatalogue load() {
        Map<FindingCode, Entry> entries = new EnumMap<>(FindingCode.class);
        for (int edition : EDITIONS) {
            read(edition, entries);
        }
        for (FindingCode code : FindingCode.values()) {
            if (!entries.containsKey(code)) {
                throw new IllegalStateException("finding without words: " + code);
            }
        }
        return new FindingCatalogue(entries);
    }

    private static void read(int edition, Map<FindingCode, Entry> entries) {
        for (List<String> row : DataFile.rows(FindingCatalogue.class, "findings-" + edition + ".tsv", 8)) {
            FindingCode code = FindingCode.valueOf(row.get(0));
            Entry entry = new Entry(
                    code,
                    Severity.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
                    row.get(2).isEmpty() ? Optional.empty() : Optional.of(row.get(2)),
                    row.get(3).isEmpty() ? List.of() : List.of(row.get(3).split(" ", -1)),
                    row.get(4),
                    row.get(5),
                    row.get(6),
                    row.get(7));
            if (entries.put(code, entry) != null) {
                throw new IllegalStateException("finding twice: " + code);
            }
        }
    }

    /** What is known of the code. */
    public Entry entry(FindingCode code) {
        Entry entry = entries.get(code);
        if (entry == null) {
            throw new IllegalStateException("finding without words: " + code);
        }
        return entry;
    }

    /** What is known of the code with the name; empty for a name of a later edition. */
    public Optional<Entry> find(String code) {
        for (FindingCode known : FindingCode.values()) {
            if (known.name().equals(code)) {
                return Optional.of(entry(known));
            }
        }
        return Optional.empty();
    }

    /** Every entry, in the order of the codes. */
    public List<Entry> all() {
        return new ArrayList<>(entries.values());
    }
}
