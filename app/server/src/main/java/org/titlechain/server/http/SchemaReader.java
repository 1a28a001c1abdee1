package org.titlechain.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the short form of {@link Schema}. */
final class SchemaReader {
    private final String text;
    private int at;

    SchemaReader(String text) {
        this.text = text;
    }

    Schema schema() {
        skipBlanks();
        Schema schema =
                switch (text.charAt(at)) {
                    case '{' -> object();
                    case '[' -> list();
                    default -> scalar();
                };
        skipBlanks();
        if (text.startsWith("|null", at)) {
            at += 5;
            return new Schema.Nullable(schema);
        }
        return schema;
    }

    void end() {
        skipBlanks();
        if (at != text.length()) {
            throw unexpected();
        }
    }

    private Schema object() {
        Map<String, Schema> fields = new LinkedHashMap<>();
        List<String> optional = new ArrayList<>();
        take('{');
        while (!peek('}')) {
            String name = word();
            if (peek('?')) {
                take('?');
                optional.add(name);
            }
            take(':');
            if (fields.put(name, schema()) != null) {
                throw new IllegalArgumentException("field " + name + " twice in " + text);
            }
            if (!peek('}')) {
                take(',');
            }
        }
        take('}');
        return new Schema.ObjectOf(fields, optional);
    }

    private Schema list() {
        take('[');
        Schema item = schema();
        take(']');
        return new Schema.ListOf(item);
    }

    private Schema scalar() {
        String word = word();
        return switch (word) {
            case "any" -> new Schema.Any();
            case "text", "integer", "number", "boolean" -> new Schema.Scalar(word);
            default -> throw new IllegalArgumentException("unknown shape " + word + " in " + text);
        };
    }

    private String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private boolean peek(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void take(char wanted) {
        if (!peek(wanted)) {
            throw unexpected();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("shape " + text + " at " + at);
    }
}
