package org.titlechain.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every attribute of the national tables, from {@code attributes.tsv}. Immutable; made once at start. */
public final class Catalogue {
    /** Which generations of the layout know an attribute. */
    public enum Generation {
        BOTH,
        ONLY_2015,
        ONLY_NEWER
    }

    /**
     * One attribute.
     *
     * @param table the table as it is called in messages
     * @param name the attribute
     * @param generation which layouts know it
     * @param handling the key of its line in {@code handling.tsv}
     * @param type the form that a public value must have; {@code -} for what is not public
     */
    public record Attribute(String table, String name, Generation generation, String handling, String type) {}

    private static final Catalogue NATIONAL = new Catalogue(read("attributes.tsv"));

    private final Map<String, Map<String, Attribute>> tables = new LinkedHashMap<>();

    private Catalogue(List<String[]> lines) {
        for (String[] line : lines) {
            Generation generation =
                    switch (line[2]) {
                        case "both" -> Generation.BOTH;
                        case "2015" -> Generation.ONLY_2015;
                        case "newer" -> Generation.ONLY_NEWER;
                        default -> throw new IllegalStateException("layout " + line[2] + " of " + line[0]);
                    };
            Attribute attribute = new Attribute(line[0], line[1], generation, line[3], line[4]);
            Map<String, Attribute> table = tables.computeIfAbsent(line[0], key -> new HashMap<>());
            if (table.put(line[1], attribute) != null) {
                throw new IllegalStateException("listed twice: " + line[0] + "." + line[1]);
            }
        }
    }

    /** The catalogue of the national standard's tables. */
    public static Catalogue national() {
        return NATIONAL;
    }

    /** The attribute, unless the standard does not know it. */
    public Optional<Attribute> find(String table, String name) {
        Map<String, Attribute> attributes = tables.get(table);
        return attributes == null ? Optional.empty() : Optional.ofNullable(attributes.get(name));
    }

    /** The attributes of the table by name; empty for a table that the standard does not know. */
    public Map<String, Attribute> table(String table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** Every attribute, table by table. */
    public List<Attribute> attributes() {
        return tables.values().stream()
                .flatMap(attributes -> attributes.values().stream())
                .toList();
    }

    /** Every name that messages use for tables and attributes. */
    Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(tables.keySet());
        tables.values().forEach(attributes -> names.addAll(attributes.keySet()));
        return names;
    }

    /** The lines of a data file of this module, split at tabs, without comments. */
    public static List<String[]> read(String resource) {
        List<String[]> lines = new ArrayList<>();
        try (InputStream stream = Catalogue.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing data file " + resource);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> lines.add(Arrays.stream(line.split("\t", -1))
                            .map(String::strip)
                            .toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
