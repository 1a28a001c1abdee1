package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.DataFile;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.ParcelCode;

/** The natural state (自然状况) of units and parcels, from the tables of spatial objects and from rows of rights. */
public final class Nature {
    private final Map<String, List<Field>> fields;

    private Nature(Map<String, List<Field>> fields) {
        this.fields = fields;
    }

    private record Field(String attribute, String name, boolean area) {}

    /** Reads the present edition of the mapping. */
    public static Nature load() {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(Nature.class, "nature-1.tsv", 4)) {
            fields.computeIfAbsent(row.get(0), table -> new ArrayList<>())
                    .add(new Field(row.get(1), row.get(2), row.get(3).equals("area")));
        }
        return new Nature(Collections.unmodifiableMap(fields));
    }

    /** Takes over what the row of a right says of its unit. */
    public void describe(Sheet sheet, Row row) {
        read(row).forEach(sheet::setNature);
    }

    /** Takes over what the message says of parcels. */
    public void describeParcels(Recording recording) {
        for (Row row : recording.message().rows()) {
            parcelOf(row).ifPresent(parcel -> {
                Map<String, Value> nature = read(row);
                if (!nature.isEmpty()) {
                    recording.register().setParcelNature(parcel, nature);
                }
            });
        }
    }

    /**
     * Takes over what the rows of spatial objects say of the units that this message registers, and what those of
     * buildings say when it registers one unit.
     */
    public void describeUnits(Recording recording) {
        List<Sheet> sheets = recording.register().sheets();
        for (Row row : recording.message().rows()) {
            if (row.table().startsWith("KT") && fields.containsKey(row.table())) {
                for (Sheet sheet : sheets) {
                    describe(sheet, row, sheets.size() == 1);
                }
            }
        }
    }

    private void describe(Sheet sheet, Row row, boolean alone) {
        boolean building = row.table().equals("KTT_FW_ZRZ") || row.table().equals("KTT_FW_LJZ");
        boolean own = row.unit().filter(sheet.unit()::equals).isPresent();
        if (own || building && alone) {
            describe(sheet, row);
        }
        if (own) {
            row.text("ZL").ifPresent(sheet::setLocation);
            if (row.is("ZT", "0")) {
                sheet.setLive(false);
            }
        }
    }

    private static Optional<ParcelCode> parcelOf(Row row) {
        return switch (row.table()) {
            case "KTT_ZDJBXX" -> row.text("ZDDM").flatMap(ParcelCode::read);
            case "KTT_ZHJBXX" -> row.text("ZHDM").flatMap(ParcelCode::read);
            default -> Optional.empty();
        };
    }

    private Map<String, Value> read(Row row) {
        Map<String, Value> read = new LinkedHashMap<>();
        for (Field field : fields.getOrDefault(row.table(), List.of())) {
            if (field.area) {
                Drafts.area(row, field.attribute).ifPresent(area -> read.put(field.name, Value.of(area)));
            } else {
                row.text(field.attribute).ifPresent(text -> read.put(field.name, Value.of(text)));
            }
        }
        return read;
    }
}
