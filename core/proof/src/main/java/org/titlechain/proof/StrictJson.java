package org.titlechain.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.NullValue;

/**
 * Reads JSON (RFC 8259) strictly. Numbers are integers of at most 15 digits; fractions and exponents are refused, and
 * so are a name that appears twice in an object, a byte order mark and anything after the value.
 */
final class StrictJson {
    private static final int MAXIMUM_DIGITS = 15;

    private final String text;
    private final int maximumDepth;
    private int position;

    private StrictJson(String text, int maximumDepth) {
        this.text = text;
        this.maximumDepth = maximumDepth;
    }

    /**
     * The value of the JSON text, whose objects and arrays nest at most so deep.
     *
     * @throws CodecException when the bytes are anything else
     */
    static Value parse(byte[] bytes, int maximumDepth) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CodecException(Reason.INVALID_TEXT, "not UTF-8");
        }
        StrictJson json = new StrictJson(text, maximumDepth);
        Value value = json.value(0);
        json.skipBlanks();
        if (json.position != text.length()) {
            throw json.refused("text after the value");
        }
        return value;
    }

    private Value value(int depth) {
        if (depth > maximumDepth) {
            throw refused("nested too deep");
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> Value.of(string());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Value.of(integer());
            case 't' -> literal("true", Value.of(true));
            case 'f' -> literal("false", Value.of(false));
            case 'n' -> literal("null", NullValue.NULL);
            default -> throw refused("not a value");
        };
    }

    private Value object(int depth) {
        TreeMap<String, Value> members = new TreeMap<>();
        expect('{');
        skipBlanks();
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
                skipBlanks();
            }
            String name = string();
            skipBlanks();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw refused("a name twice");
            }
            skipBlanks();
        }
        expect('}');
        return Value.map(members);
    }

    private Value array(int depth) {
        List<Value> items = new ArrayList<>();
        expect('[');
        skipBlanks();
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value(depth + 1));
            skipBlanks();
        }
        expect(']');
        return Value.list(items);
    }

    private Value literal(String word, Value value) {
        if (!text.startsWith(word, position)) {
            throw refused("not a value");
        }
        position += word.length();
        return value;
    }

    private long integer() {
        int start = position;
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        int first = position;
        long number = 0;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            if (position - first == MAXIMUM_DIGITS) {
                throw refused("number too long");
            }
            number = number * 10 + text.charAt(position++) - '0';
        }
        boolean leadingZero = position - first > 1 && text.charAt(first) == '0';
        if (position == first || leadingZero || negative && number == 0) {
            position = start;
            throw refused("not an integer in its one form");
        }
        return negative ? -number : number;
    }

    private String string() {
        expect('"');
        StringBuilder result = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < 0x20) {
                throw refused("control character in a string");
            }
            result.append(c == '\\' ? escaped() : c);
        }
        return result.toString();
    }

    private char escaped() {
        return switch (next()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    unit = unit << 4 | hexDigit(next());
                }
                yield (char) unit;
            }
            default -> throw refused("unknown escape");
        };
    }

    private int hexDigit(char c) {
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw refused("not a hexadecimal digit");
        }
        return digit;
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw refused("the text ends early");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw refused("wanted " + wanted);
        }
    }

    private CodecException refused(String detail) {
        return new CodecException(Reason.INVALID_VALUE, "JSON: " + detail + " at character " + position);
    }
}
