package org.titlechain.contract.record.message;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.DataFile;

/**
 * A row that a message needs.
 *
 * @param layout {@code 2015}, {@code newer} or {@code both}
 * @param tables one of these
 * @param exceptFamilies record types of these families do without it
 * @param when {@code always}, {@code certificates} when the head counts certificates or proofs, {@code standing} unless
 *     the message ends what was registered
 * @param archive whether it belongs to the archive, which may come later
 */
public record RequiredRow(
        String layout, List<String> tables, List<String> exceptFamilies, String when, boolean archive) {
    public RequiredRow {
        tables = List.copyOf(tables);
        exceptFamilies = List.copyOf(exceptFamilies);
    }

    /** Reads the present edition. */
    public static List<RequiredRow> load() {
        List<RequiredRow> rows = new ArrayList<>();
        for (List<String> row : DataFile.rows(RequiredRow.class, "required-rows-1.tsv", 5)) {
            rows.add(new RequiredRow(
                    row.get(0),
                    List.of(row.get(1).split(" ", -1)),
                    List.of(row.get(2).split(" ", -1)),
                    row.get(3),
                    row.get(4).equals("archive")));
        }
        return List.copyOf(rows);
    }

    /** Whether the message needs the row and does not have it. */
    public boolean isMissing(Message message, String family) {
        boolean applies = layout.equals("both") || layout.equals("newer") == message.newer();
        boolean wanted = applies && !exceptFamilies.contains(family) && holds(message);
        return wanted && tables.stream().noneMatch(message::has);
    }

    private boolean holds(Message message) {
        return switch (when) {
            case "certificates" -> counts(message);
            case "standing" -> !isEnding(message);
            default -> true;
        };
    }

    private static boolean isEnding(Message message) {
        return message.head("RegType").filter(Act.CANCELLATION.code()::equals).isPresent()
                || message.rows().stream().anyMatch(row -> row.table().startsWith("QL") && row.saysEnded());
    }

    private static boolean counts(Message message) {
        return message.head("CertCount").filter(count -> !count.equals("0")).isPresent()
                || message.head("ProofCount")
                        .filter(count -> !count.equals("0"))
                        .isPresent();
    }
}
