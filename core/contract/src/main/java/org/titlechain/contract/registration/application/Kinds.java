package org.titlechain.contract.registration.application;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.DataFile;

/** The tables of registration: kinds, facts of departments, fees and codes, as editions of data. Immutable. */
public final class Kinds {
    /** The contract version whose departments also state that applicants agreed. */
    private static final long CONSENT = 4;

    private static final Kinds FIRST = read("facts-1.tsv");
    private static final Kinds PRESENT = read("facts-2.tsv");

    private final Map<String, Kind> kinds;
    private final Map<String, FactKind> facts;
    private final Map<String, Long> fees;
    private final Map<String, List<String>> codes;

    private Kinds(
            Map<String, Kind> kinds,
            Map<String, FactKind> facts,
            Map<String, Long> fees,
            Map<String, List<String>> codes) {
        this.kinds = kinds;
        this.facts = facts;
        this.fees = fees;
        this.codes = codes;
    }

    /** The present edition. */
    public static Kinds load() {
        return PRESENT;
    }

    /** The edition that the contract version decides by. */
    public static Kinds of(long contractVersion) {
        return contractVersion < CONSENT ? FIRST : PRESENT;
    }

    private static Kinds read(String factFile) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Kinds.class, "kinds-1.tsv", 14)) {
            Kind kind = new Kind(
                    row.get(0),
                    row.get(1),
                    words(row.get(2)),
                    Integer.parseInt(row.get(3)),
                    Integer.parseInt(row.get(4)),
                    Integer.parseInt(row.get(5)),
                    row.get(6).equals("yes"),
                    row.get(7),
                    row.get(8),
                    row.get(9).equals("yes"),
                    row.get(10).equals("yes"),
                    words(row.get(11)),
                    words(row.get(12)),
                    row.get(13));
            kinds.put(kind.name(), kind);
        }
        Map<String, FactKind> facts = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Kinds.class, factFile, 4)) {
            facts.put(row.get(0), new FactKind(row.get(0), row.get(1), row.get(2), words(row.get(3))));
        }
        Map<String, Long> fees = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Kinds.class, "fees-1.tsv", 3)) {
            fees.put(row.get(0), Long.valueOf(row.get(1)));
        }
        Map<String, List<String>> codes = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Kinds.class, "codes-1.tsv", 2)) {
            codes.computeIfAbsent(row.get(0), any -> new ArrayList<>()).add(row.get(1));
        }
        return new Kinds(kinds, facts, fees, codes);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** Every kind, in the order of the table. */
    public List<Kind> all() {
        return List.copyOf(kinds.values());
    }

    /** The kind with the name {@code kind/subkind}. */
    public Optional<Kind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    /** The fact of departments with the name. */
    public Optional<FactKind> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** Every fact of departments. */
    public List<FactKind> facts() {
        return List.copyOf(facts.values());
    }

    /** The fact that stands for the material. */
    public Optional<FactKind> factFor(String material) {
        return facts.values().stream()
                .filter(fact -> fact.materials().contains(material))
                .findFirst();
    }

    /** The fee of the class in fen. */
    public long fee(String feeClass) {
        Long fen = fees.get(feeClass);
        if (fen == null) {
            throw new IllegalStateException("no fee is called " + feeClass);
        }
        return fen;
    }

    /** The codes of the list {@code reason} or {@code exemption}. */
    public List<String> codes(String list) {
        return List.copyOf(codes.getOrDefault(list, List.of()));
    }
}
