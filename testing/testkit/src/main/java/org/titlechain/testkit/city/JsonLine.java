package org.titlechain.testkit.city;

import java.util.List;

/** Writes one flat JSON object. */
final class JsonLine {
    private final StringBuilder line = new StringBuilder("{");

    JsonLine text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    JsonLine texts(String name, List<String> values) {
        name(name);
        line.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            quoted(values.get(i));
        }
        line.append(']');
        return this;
    }

    /** Adds values that are JSON already. */
    JsonLine objects(String name, List<String> values) {
        name(name);
        line.append('[').append(String.join(",", values)).append(']');
        return this;
    }

    String end() {
        return line.append('}').toString();
    }

    private void name(String name) {
        if (line.length() > 1) {
            line.append(',');
        }
        quoted(name);
        line.append(':');
    }

    private void quoted(String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ') {
                line.append(' ');
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
