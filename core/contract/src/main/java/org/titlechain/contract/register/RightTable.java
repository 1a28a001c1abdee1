package org.titlechain.contract.register;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.contract.DataFile;

/**
 * Where a table of rights keeps what every right has; data, because the layouts differ.
 *
 * @param table the table's name
 * @param family rights of one family follow one another: a new owner's ends the old owner's
 * @param sheetKind the kind of sheet that such a right stands on
 * @param exclusive whether at most one right of the family is live on a unit
 */
public record RightTable(
        String table,
        String family,
        String sheetKind,
        boolean exclusive,
        String area,
        String from,
        String until,
        String certificate,
        String location) {

    /** Every table of ownership and use rights. */
    public static Map<String, RightTable> load() {
        Map<String, RightTable> tables = new LinkedHashMap<>();
        for (List<String> row : DataFile.rows(RightTable.class, "right-tables-1.tsv", 9)) {
            tables.put(
                    row.get(0),
                    new RightTable(
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            row.get(3).equals("yes"),
                            row.get(4),
                            row.get(5),
                            row.get(6),
                            row.get(7),
                            row.get(8)));
        }
        return Collections.unmodifiableMap(tables);
    }
}
