package org.titlechain.simulator.defect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that the contracts could have: a small difference to their real source, from {@code defects.diff}.
 *
 * @param name what goes wrong
 * @param file below {@code org/titlechain/contract/}
 * @param removed the lines as they stand, one after the other, without the blanks at their ends
 * @param added the lines that take their place
 */
public record ContractDefect(String name, String file, List<String> removed, List<String> added) {
    private static final String SOURCES = "source/";

    public ContractDefect {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Every defect, in the order of the file. */
    public static List<ContractDefect> all() {
        List<ContractDefect> defects = new ArrayList<>();
        for (String block : text("defects.diff").split("(?m)^@", -1)) {
            List<String> lines = block.lines().toList();
            if (!block.startsWith("#") && lines.size() > 2) {
                defects.add(new ContractDefect(
                        lines.get(0).strip(), lines.get(1).strip(), marked(lines, "-"), marked(lines, "+")));
            }
        }
        return defects;
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(1).strip())
                .toList();
    }

    /** The class that the file holds. */
    String className() {
        return "org.titlechain.contract."
                + file.substring(0, file.length() - ".java".length()).replace('/', '.');
    }

    /** The source with the mistake in it. */
    String source() {
        List<String> lines = new ArrayList<>(text(SOURCES + file).lines().toList());
        List<String> stripped = lines.stream().map(String::strip).toList();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place + removed.size() <= stripped.size(); place++) {
            if (stripped.subList(place, place + removed.size()).equals(removed)) {
                places.add(place);
            }
        }
        if (places.size() != 1 || removed.isEmpty()) {
            throw new IllegalStateException(name + ": stands " + places.size() + " times in " + file);
        }
        List<String> replaced = lines.subList(places.getFirst(), places.getFirst() + removed.size());
        replaced.clear();
        replaced.addAll(added);
        return String.join("\n", lines);
    }

    private static String text(String resource) {
        try (InputStream in = ContractDefect.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
