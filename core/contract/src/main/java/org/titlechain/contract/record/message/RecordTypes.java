package org.titlechain.contract.record.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.DataFile;

/** The record types of both code generations, as an edition of data. Immutable. */
public final class RecordTypes {
    private final Map<String, List<RecordType>> types;

    private RecordTypes(Map<String, List<RecordType>> types) {
        this.types = types;
    }

    /** Reads the present edition. */
    public static RecordTypes load() {
        Map<String, List<RecordType>> types = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(RecordTypes.class, "record-types-1.tsv", 6)) {
            List<String> tables =
                    row.get(3).isEmpty() ? List.of() : List.of(row.get(3).split(" ", -1));
            RecordType type =
                    new RecordType(row.get(0), Act.valueOf(row.get(1)), row.get(2), tables, row.get(4), row.get(5));
            types.computeIfAbsent(type.code(), code -> new ArrayList<>()).add(type);
        }
        return new RecordTypes(types);
    }

    /** Every record type; an overloaded code stands once for each meaning. */
    public List<RecordType> all() {
        return types.values().stream().flatMap(List::stream).toList();
    }

    /**
     * What the message announces. A code with several meanings (9000101: mortgages in the older generation, a replaced
     * certificate of land ownership in the newer) is told apart by the tables that are present, then by the right type:
     * the meaning that is listed first is taken where nothing decides. Empty for an unknown code.
     */
    public Optional<RecordType> resolve(Message message) {
        List<RecordType> meanings = types.getOrDefault(message.recordType(), List.of());
        for (RecordType meaning : meanings) {
            if (meaning.fits(message)) {
                return Optional.of(meaning);
            }
        }
        boolean landOwnership = message.head("RightType")
                .filter(type -> type.equals("1") || type.equals("2"))
                .isPresent();
        return meanings.isEmpty()
                ? Optional.empty()
                : Optional.of(landOwnership ? meanings.getLast() : meanings.getFirst());
    }

    /** The words for a code, of its first meaning. */
    public Optional<RecordType> find(String code) {
        return types.getOrDefault(code, List.of()).stream().findFirst();
    }
}
