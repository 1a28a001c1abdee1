package org.titlechain.exchange.intake;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.titlechain.exchange.Csv;

/** One line for each file of an import, written as it goes; a resumed import goes on in the same files. */
public interface ImportReport extends Closeable {
    /** Adds a file. */
    void add(String fileName, Outcome outcome) throws IOException;

    /** Writes what is buffered. */
    void flush() throws IOException;

    /** A report that goes nowhere. */
    static ImportReport none() {
        return new ImportReport() {
            @Override
            public void add(String fileName, Outcome outcome) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** A table for spreadsheets, with a byte order mark so that they read it as UTF-8. */
    static ImportReport csv(Path path) throws IOException {
        boolean fresh = !Files.exists(path);
        Lines lines = new Lines(path) {
            @Override
            String line(String fileName, Outcome outcome) {
                return Csv.line(List.of(
                        fileName,
                        outcome.messageId(),
                        outcome.status().name(),
                        outcome.code(),
                        outcome.chinese(),
                        outcome.english(),
                        String.join(" ", outcome.findings())));
            }
        };
        if (fresh) {
            lines.write("\ufeff" + Csv.line(List.of("file", "message", "status", "code", "原因", "reason", "findings")));
        }
        return lines;
    }

    /** One JSON object a line. */
    static ImportReport json(Path path) throws IOException {
        return new Lines(path) {
            @Override
            String line(String fileName, Outcome outcome) {
                StringBuilder line = new StringBuilder("{\"file\":");
                quote(line, fileName);
                field(line, "message", outcome.messageId());
                field(line, "status", outcome.status().name());
                field(line, "code", outcome.code());
                field(line, "zh", outcome.chinese());
                field(line, "en", outcome.english());
                line.append(",\"findings\":[");
                for (int i = 0; i < outcome.findings().size(); i++) {
                    line.append(i > 0 ? "," : "");
                    quote(line, outcome.findings().get(i));
                }
                return line.append("]}\n").toString();
            }
        };
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":");
        quote(line, value);
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** A text file to which lines are added. */
    abstract class Lines implements ImportReport {
        private final BufferedWriter writer;

        Lines(Path path) throws IOException {
            writer = Files.newBufferedWriter(
                    path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        abstract String line(String fileName, Outcome outcome);

        void write(String text) throws IOException {
            writer.write(text);
        }

        @Override
        public void add(String fileName, Outcome outcome) throws IOException {
            write(line(fileName, outcome));
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
