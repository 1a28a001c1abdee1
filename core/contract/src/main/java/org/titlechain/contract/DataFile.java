package org.titlechain.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is part of the program: lines of fields between tabulators, {@code #} begins a remark. The edition is in
 * the file's name; a decided block never depends on a file that is not named by its contract version.
 */
public final class DataFile {
    private DataFile() {}

    /**
     * The rows of the table, each with exactly so many columns.
     *
     * @param neighbour a class of the package that the file lies beside
     * @param name the file's name
     * @throws IllegalStateException when the file is missing or a line has another number of columns: the program is
     *     broken
     */
    public static List<List<String>> rows(Class<?> neighbour, String name, int columns) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text(neighbour, name).split("\n", -1)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> row = List.of(line.split("\t", -1));
            if (row.size() != columns) {
                throw new IllegalStateException(name + ": " + columns + " columns wanted in " + line);
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    private static String text(Class<?> neighbour, String name) {
        try (@Nullable InputStream input = neighbour.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program cannot read its file " + name, e);
        }
    }
}
