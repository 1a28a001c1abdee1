package org.titlechain.evm.wire;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON-RPC answer. What is missing is null, as is what is null; asking it for content is an error. */
public final class Json {
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** The value that the text is. */
    static Json parse(String text) throws IOException {
        return new Json(new JsonReader(text).whole());
    }

    /** The text of a request's part: maps, lists, texts, numbers and truth values. */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String text -> quote(text, out);
            case Map<?, ?> map -> {
                char separator = '{';
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator);
                    quote(String.valueOf(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            }
            case List<?> list -> {
                char separator = '[';
                for (Object item : list) {
                    out.append(separator);
                    write(item, out);
                    separator = ',';
                }
                out.append(separator == '[' ? "[]" : "]");
            }
            default -> out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Whether there is nothing. */
    public boolean isNull() {
        return value == null;
    }

    /** A field of an object; null when it is not there. */
    public Json get(String name) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return new Json(map.get(name));
        }
        throw unexpected("an object");
    }

    /** The items of a list. */
    public List<Json> list() throws IOException {
        if (!(value instanceof List<?> list)) {
            throw unexpected("a list");
        }
        List<Json> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(new Json(item)));
        return items;
    }

    /** A text. */
    public String text() throws IOException {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected("a text");
    }

    /** Bytes, written as 0x and two hexadecimal digits each. */
    public byte[] bytes() throws IOException {
        String text = text();
        try {
            if (text.startsWith("0x")) {
                return HexFormat.of().parseHex(text, 2, text.length());
            }
        } catch (IllegalArgumentException e) {
            throw unexpected("bytes");
        }
        throw unexpected("bytes");
    }

    /** A number, written as 0x and hexadecimal digits, or plainly. */
    public BigInteger number() throws IOException {
        try {
            if (value instanceof BigInteger number) {
                return number;
            }
            if (value instanceof String text && text.startsWith("0x")) {
                return new BigInteger(text.substring(2), 16);
            }
        } catch (NumberFormatException e) {
            throw unexpected("a number");
        }
        throw unexpected("a number");
    }

    /** A number that fits. */
    public long asLong() throws IOException {
        try {
            return number().longValueExact();
        } catch (ArithmeticException e) {
            throw unexpected("a number of 64 bits");
        }
    }

    private IOException unexpected(String wanted) {
        return new IOException("the chain's node answered something else than " + wanted);
    }

    /** Reads one text. Nesting is bounded, so that an answer cannot exhaust the stack. */
    private static final class JsonReader {
        private static final int DEEPEST = 64;

        private final String text;
        private int at;

        JsonReader(String text) {
            this.text = text;
        }

        @Nullable
        Object whole() throws IOException {
            Object read = value(0);
            blanks();
            if (at != text.length()) {
                throw malformed();
            }
            return read;
        }

        private @Nullable Object value(int depth) throws IOException {
            if (depth > DEEPEST) {
                throw malformed();
            }
            blanks();
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, @Nullable Object> object(int depth) throws IOException {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            at++;
            blanks();
            if (peek() == '}') {
                at++;
                return map;
            }
            while (true) {
                blanks();
                String name = string();
                blanks();
                expect(':');
                map.put(name, value(depth + 1));
                blanks();
                if (peek() == '}') {
                    at++;
                    return map;
                }
                expect(',');
            }
        }

        private List<@Nullable Object> list(int depth) throws IOException {
            List<@Nullable Object> list = new ArrayList<>();
            at++;
            blanks();
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                list.add(value(depth + 1));
                blanks();
                if (peek() == ']') {
                    at++;
                    return list;
                }
                expect(',');
            }
        }

        private String string() throws IOException {
            expect('"');
            int end = text.indexOf('"', at);
            if (end < 0) {
                throw malformed();
            }
            String plain = text.substring(at, end);
            if (plain.indexOf('\\') < 0) {
                at = end + 1;
                return plain;
            }
            StringBuilder out = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                out.append(c == '\\' ? escaped() : c);
            }
            at++;
            return out.toString();
        }

        private char escaped() throws IOException {
            char c = peek();
            at++;
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw malformed();
                    }
                    try {
                        int code = HexFormat.fromHexDigits(text, at, at + 4);
                        at += 4;
                        yield (char) code;
                    } catch (IllegalArgumentException e) {
                        throw malformed();
                    }
                }
                default -> c;
            };
        }

        private @Nullable Object word(String word, @Nullable Object meaning) throws IOException {
            if (!text.startsWith(word, at)) {
                throw malformed();
            }
            at += word.length();
            return meaning;
        }

        /** Whole numbers only: nothing that the driver reads has a fraction; such numbers stay as their text. */
        private Object number() throws IOException {
            int from = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String digits = text.substring(from, at);
            if (digits.isEmpty() || digits.length() > 400) {
                throw malformed();
            }
            try {
                return new BigInteger(digits);
            } catch (NumberFormatException e) {
                return digits;
            }
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }

        private char peek() throws IOException {
            if (at >= text.length()) {
                throw malformed();
            }
            return text.charAt(at);
        }

        private void expect(char c) throws IOException {
            if (peek() != c) {
                throw malformed();
            }
            at++;
        }

        private static IOException malformed() {
            return new IOException("the chain's node answered something that is not JSON");
        }
    }
}
