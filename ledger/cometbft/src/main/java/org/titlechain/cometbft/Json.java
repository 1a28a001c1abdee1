package org.titlechain.cometbft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of JSON as CometBFT's answers need. Numbers stay text: CometBFT writes the large ones as text anyway. */
final class Json {
    private static final int DEEPEST = 64;

    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    /** A value: a map, a list, or text; empty text for null. */
    record Node(@Nullable Object value) {
        /** The member of a map; an absent node when there is none. */
        Node get(String name) {
            return new Node(value instanceof Map<?, ?> map ? map.get(name) : null);
        }

        boolean isPresent() {
            return value != null;
        }

        String text() {
            return value instanceof String string ? string : "";
        }

        long number() throws IOException {
            try {
                return Long.parseLong(text());
            } catch (NumberFormatException e) {
                throw new IOException("not a number: " + text(), e);
            }
        }

        List<Node> list() {
            return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
        }
    }

    static Node parse(String text) throws IOException {
        try {
            Json json = new Json(text);
            Node node = new Node(json.value(0));
            json.blanks();
            if (json.position != text.length()) {
                throw json.malformed();
            }
            return node;
        } catch (StringIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("the answer is not whole JSON", e);
        }
    }

    /** Text as a JSON string. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw malformed();
        }
        blanks();
        return switch (text.charAt(position)) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, @Nullable Object> map(int depth) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        position++;
        while (!ends('}')) {
            blanks();
            String name = string();
            blanks();
            expect(':');
            map.put(name, value(depth + 1));
        }
        return map;
    }

    private List<@Nullable Object> list(int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        position++;
        while (!ends(']')) {
            list.add(value(depth + 1));
        }
        return list;
    }

    /** Passes a comma, or the end. */
    private boolean ends(char end) {
        blanks();
        char next = text.charAt(position);
        if (next == ',') {
            position++;
        } else if (next == end) {
            position++;
            return true;
        }
        return false;
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = text.charAt(position++); c != '"'; c = text.charAt(position++)) {
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = text.charAt(position++);
            switch (escape) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(position, position + 4), 16));
                    position += 4;
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    private @Nullable String word() throws IOException {
        int start = position;
        while (position < text.length() && ",]} \n\r\t".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (position == start) {
            throw malformed();
        }
        String word = text.substring(start, position);
        return word.equals("null") ? null : word;
    }

    private void blanks() {
        while (position < text.length() && " \n\r\t".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private void expect(char wanted) throws IOException {
        if (text.charAt(position++) != wanted) {
            throw malformed();
        }
    }

    private IOException malformed() {
        return new IOException("the answer is not JSON at character " + position);
    }
}
