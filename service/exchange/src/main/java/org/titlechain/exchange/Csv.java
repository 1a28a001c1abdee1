package org.titlechain.exchange;

import java.util.List;

/**
 * Lines of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that opening a report never computes anything.
 */
public final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /** One line with its end. */
    public static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            cell(line, cells.get(i));
        }
        return line.append("\r\n").toString();
    }

    private static void cell(StringBuilder line, String value) {
        String safe = isFormula(value) ? "'" + value : value;
        if (safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0) {
            line.append(safe);
        } else {
            line.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    private static boolean isFormula(String value) {
        String stripped = value.stripLeading();
        return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0
                || !stripped.isEmpty() && FORMULA_STARTS.indexOf(stripped.charAt(0)) >= 0;
    }
}
