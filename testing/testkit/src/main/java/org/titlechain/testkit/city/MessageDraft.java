package org.titlechain.testkit.city;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message in the making: elements of the head and rows, written as XML at the end. */
final class MessageDraft {
    private final List<String> head = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    MessageDraft head(String element, String text) {
        head.add(element);
        head.add(text);
        return this;
    }

    /** Gives an element of the head that is there another text. */
    void setHead(String element, String text) {
        for (int i = 0; i < head.size(); i += 2) {
            if (head.get(i).equals(element)) {
                head.set(i + 1, text);
            }
        }
    }

    /** Adds a row: its table, then names and values in turn; empty ones are left out. */
    MessageDraft row(String table, String... fields) {
        List<String> row = new ArrayList<>(fields.length + 1);
        row.add(table);
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].isEmpty() && !fields[i + 1].isEmpty()) {
                row.add(fields[i]);
                row.add(fields[i + 1]);
            }
        }
        rows.add(row);
        return this;
    }

    /** Repeats the row at the place, as careless senders do. */
    void repeatRow(int place) {
        rows.add(rows.get(place % rows.size()));
    }

    /** Gives a field of the last row of the table another value. */
    void setLast(String table, String name, String value) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            List<String> row = rows.get(i);
            int place = row.indexOf(name);
            if (row.getFirst().equals(table) && place > 0) {
                row.set(place + 1, value);
                return;
            }
        }
        throw new IllegalStateException("no row of " + table + " has " + name);
    }

    void drop(String table) {
        rows.removeIf(row -> row.getFirst().equals(table));
    }

    byte[] write(String encoding) {
        boolean marked = encoding.equals("UTF-8 with mark");
        String label = marked ? "UTF-8" : encoding;
        StringBuilder xml = new StringBuilder(8_192);
        if (marked) {
            xml.append('\ufeff');
        }
        xml.append("<?xml version=\"1.0\" encoding=\"").append(label).append("\"?>\n<Message>\n  <Head>\n");
        for (int i = 0; i < head.size(); i += 2) {
            xml.append("    <").append(head.get(i)).append('>');
            escape(xml, head.get(i + 1));
            xml.append("</").append(head.get(i)).append(">\n");
        }
        xml.append("  </Head>\n  <Data>\n");
        for (List<String> row : rows) {
            xml.append("    <").append(row.getFirst());
            for (int i = 1; i < row.size(); i += 2) {
                xml.append(' ').append(row.get(i)).append("=\"");
                escape(xml, row.get(i + 1));
                xml.append('"');
            }
            xml.append("/>\n");
        }
        xml.append("  </Data>\n</Message>\n");
        return xml.toString().getBytes(label.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(label));
    }

    private static void escape(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                default -> xml.append(c);
            }
        }
    }
}
