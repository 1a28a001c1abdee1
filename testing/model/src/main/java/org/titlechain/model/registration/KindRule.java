package org.titlechain.model.registration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the process asks of a kind of registration.
 *
 * @param modes how it may be applied for
 * @param levels of review
 * @param days working days from acceptance
 * @param notice working days of public notice
 * @param inspection whether somebody must go and look
 * @param certificate {@code certificate}, {@code proof}, {@code same} as the target's, or {@code none}
 * @param fee the class of the fee
 * @param queues whether it waits for its turn
 * @param automatic whether no person is needed
 * @param materials codes of the documents that it needs
 */
public record KindRule(
        String kind,
        String subkind,
        List<String> modes,
        int levels,
        int days,
        int notice,
        boolean inspection,
        String certificate,
        String fee,
        boolean queues,
        boolean automatic,
        List<String> materials) {
    /** Every kind, by {@code kind subkind}. */
    public static final Map<String, KindRule> ALL = load();

    /** The rule of a kind. */
    public static KindRule of(String kind, String subkind) {
        KindRule rule = ALL.get(kind + " " + subkind);
        if (rule == null) {
            throw new IllegalArgumentException(kind + " " + subkind);
        }
        return rule;
    }

    private static Map<String, KindRule> load() {
        Map<String, KindRule> rules = new LinkedHashMap<>();
        try (InputStream in = KindRule.class.getResourceAsStream("kinds.txt")) {
            if (in == null) {
                throw new IllegalStateException("kinds.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .forEach(cells -> {
                        String[] names = cells[0].strip().split(" ", -1);
                        rules.put(
                                cells[0].strip(),
                                new KindRule(
                                        names[0],
                                        names[1],
                                        words(cells[1]),
                                        Integer.parseInt(cells[2].strip()),
                                        Integer.parseInt(cells[3].strip()),
                                        Integer.parseInt(cells[4].strip()),
                                        cells[5].strip().equals("yes"),
                                        cells[6].strip(),
                                        cells[7].strip(),
                                        cells[8].strip().equals("yes"),
                                        cells[9].strip().equals("yes"),
                                        words(cells[10])));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private static List<String> words(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" ", -1));
    }
}
