package org.titlechain.exchange;

import java.util.List;
import org.titlechain.exchange.Catalogue.Attribute;

/**
 * Tells the layouts apart. Senders mix them, so the rule is fixed and looks at the strongest sign first:
 *
 * <ol>
 *   <li>the tables of acceptance and applicants, which have another name in each layout: {@code DJT_DJ_SLSQ} and
 *       {@code DJF_DJ_SQR} against {@code DJT_DJ_SL} and {@code DJF_DJ_SQ};
 *   <li>when there are none, or of both: the number of attributes and tables that only one layout knows;
 *   <li>when these are equal: the layout of 2015.
 * </ol>
 */
final class LayoutRule {
    private final Catalogue catalogue;

    LayoutRule(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Layout detect(List<Row> rows) {
        boolean older = false;
        boolean newer = false;
        for (Row row : rows) {
            switch (row.table()) {
                case "DJT_DJ_SLSQ", "DJF_DJ_SQR" -> older = true;
                case "DJT_DJ_SL", "DJF_DJ_SQ" -> newer = true;
                default -> {}
            }
        }
        if (older != newer) {
            return newer ? Layout.NEWER : Layout.LAYOUT_2015;
        }
        return balance(rows) > 0 ? Layout.NEWER : Layout.LAYOUT_2015;
    }

    private int balance(List<Row> rows) {
        int balance = 0;
        for (Row row : rows) {
            for (int i = 0; i < row.size(); i++) {
                balance += catalogue
                        .find(row.table(), row.name(i))
                        .map(LayoutRule::sign)
                        .orElse(0);
            }
        }
        return balance;
    }

    private static int sign(Attribute attribute) {
        return switch (attribute.generation()) {
            case BOTH -> 0;
            case ONLY_2015 -> -1;
            case ONLY_NEWER -> 1;
        };
    }
}
