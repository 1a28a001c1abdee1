package org.titlechain.exchange;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads the corner of XML 1.0 that messages are written in: elements, attributes, text, comments, CDATA sections,
 * character references and the five predefined entities. There is no code for document types, other entities,
 * inclusions or any access to a file or address, so there is nothing of it to switch off. Each character is looked at
 * once; memory beyond the input is that of the longest value.
 *
 * <p>Not for concurrent use.
 */
final class XmlScanner {
    /** What comes next. */
    enum Token {
        /** A start tag; its attributes are read with {@link #nextAttribute}. */
        START,
        /** An end tag, or the end of an element that was written as empty. */
        END,
        /** Characters between tags. */
        TEXT,
        /** The end of the document. */
        FINISH
    }

    private static final int LONGEST_DECLARATION = 256;
    private static final int LONGEST_REFERENCE = 12;
    /** What stands between {@code <?xml} and {@code ?>}: production 23 of XML 1.0 (the encoding has been seen to). */
    private static final Pattern DECLARATION = Pattern.compile("\\s+version\\s*=\\s*(\"1\\.0\"|'1\\.0')"
            + "(\\s+encoding\\s*=\\s*(\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*'))?"
            + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*");

    private final char[] input;
    private final int length;
    private final Limits limits;
    private final NameTable names;
    private int position;
    private int depth;
    private boolean rootSeen;
    private boolean inTag;
    private boolean emptyElement;
    private boolean endedEmpty;
    private String name = "";
    private String value = "";
    private char[] scratch = new char[256];

    XmlScanner(MessageText text, Limits limits, NameTable names) {
        this.input = text.characters();
        this.length = text.length();
        this.limits = limits;
        this.names = names;
        skipDeclaration();
    }

    /** The name of the tag or attribute that was read last. */
    String name() {
        return name;
    }

    /** The text or attribute value that was read last. */
    String value() {
        return value;
    }

    /** Whether the end just reached is that of an element written as empty, which names itself only once. */
    boolean endsEmptyElement() {
        return endedEmpty;
    }

    /** Reads on to the next tag or text. Attributes that were not asked for are skipped but checked. */
    Token next() {
        while (inTag) {
            nextAttribute();
        }
        endedEmpty = emptyElement;
        if (emptyElement) {
            emptyElement = false;
            return closed();
        }
        while (true) {
            if (position >= length) {
                if (!rootSeen) {
                    throw problem(ProblemCode.MESSAGE_NOT_XML, 0);
                }
                if (depth > 0) {
                    throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
                }
                return Token.FINISH;
            }
            if (depth == 0 || input[position] == '<') {
                if (depth == 0 && isSpace(input[position])) {
                    position++;
                } else if (!lookingAt("<!--")) {
                    if (lookingAt("<![CDATA[") && depth > 0) {
                        return text();
                    }
                    return tag();
                } else {
                    skipComment();
                }
            } else {
                return text();
            }
        }
    }

    private Token tag() {
        if (input[position] != '<') {
            throw problem(rootSeen ? ProblemCode.MESSAGE_NOT_WELL_FORMED : ProblemCode.MESSAGE_NOT_XML, position);
        }
        if (lookingAt("<?")) {
            throw problem(ProblemCode.MESSAGE_PROCESSING_INSTRUCTION, position);
        }
        if (lookingAt("<!")) {
            boolean doctype = lookingAt("<!DOCTYPE") || lookingAt("<!ENTITY") || lookingAt("<!ELEMENT");
            throw problem(doctype ? ProblemCode.MESSAGE_DOCTYPE : ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
        }
        if (lookingAt("</")) {
            position += 2;
            name = readName();
            skipSpace();
            expect('>');
            if (depth == 0) {
                throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position - 1);
            }
            return closed();
        }
        if (depth == 0 && rootSeen) {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
        }
        position++;
        name = readName();
        rootSeen = true;
        inTag = true;
        depth++;
        return Token.START;
    }

    private Token closed() {
        depth--;
        return Token.END;
    }

    /** Reads the next attribute of the tag into {@link #name} and {@link #value}; false when the tag ends. */
    boolean nextAttribute() {
        boolean separated = skipSpace();
        char c = current();
        if (c == '>') {
            position++;
            inTag = false;
            return false;
        }
        if (c == '/') {
            position++;
            expect('>');
            inTag = false;
            emptyElement = true;
            return false;
        }
        if (!separated) {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
        }
        name = readName();
        skipSpace();
        expect('=');
        skipSpace();
        readAttributeValue();
        return true;
    }

    private void readAttributeValue() {
        char quote = current();
        if (quote != '"' && quote != '\'') {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
        }
        int start = ++position;
        int limit = (int) Math.min(length, (long) start + limits.attributeLength() + 1);
        int i = start;
        while (i < limit) {
            char c = input[i];
            if (c == quote) {
                value = new String(input, start, i - start);
                position = i + 1;
                return;
            }
            if (c == '<' || c == '&' || c < ' ' || c >= '\ufffe') {
                break;
            }
            i++;
        }
        readAwkwardValue(start, i, quote, limits.attributeLength(), ProblemCode.MESSAGE_ATTRIBUTE_TOO_LONG);
    }

    /** Goes on with a value from the first character that does not stand for itself. */
    private void readAwkwardValue(int start, int at, char quote, int longest, ProblemCode tooLong) {
        int filled = at - start;
        ensureScratch(filled + 2);
        System.arraycopy(input, start, scratch, 0, filled);
        position = at;
        while (true) {
            if (filled > longest) {
                throw problem(tooLong, start);
            }
            char c = current();
            if (c == quote) {
                position++;
                break;
            }
            ensureScratch(filled + 2);
            if (c == '<') {
                throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
            } else if (c == '&') {
                filled += Character.toChars(readReference(), scratch, filled);
            } else if (isSpace(c)) {
                scratch[filled++] = ' ';
                position += c == '\r' && position + 1 < length && input[position + 1] == '\n' ? 2 : 1;
            } else {
                requireLegal(c);
                scratch[filled++] = c;
                position++;
            }
        }
        value = new String(scratch, 0, filled);
    }

    private Token text() {
        int start = position;
        int filled = 0;
        while (position < length) {
            char c = input[position];
            ensureScratch(filled + 2);
            if (c == '<') {
                if (!lookingAt("<![CDATA[")) {
                    break;
                }
                filled = readCharacterData(filled, start);
            } else if (c == '&') {
                filled += Character.toChars(readReference(), scratch, filled);
            } else if (c == '\r') {
                scratch[filled++] = '\n';
                position += position + 1 < length && input[position + 1] == '\n' ? 2 : 1;
            } else if (c == ']' && lookingAt("]]>")) {
                throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
            } else {
                requireLegal(c);
                scratch[filled++] = c;
                position++;
            }
            if (filled > limits.textLength()) {
                throw problem(ProblemCode.MESSAGE_TEXT_TOO_LONG, start);
            }
        }
        value = new String(scratch, 0, filled);
        return Token.TEXT;
    }

    private int readCharacterData(int already, int start) {
        int filled = already;
        position += "<![CDATA[".length();
        while (!lookingAt("]]>")) {
            char c = current();
            requireLegal(c);
            ensureScratch(filled + 2);
            if (c == '\r') {
                c = '\n';
                position += position + 1 < length && input[position + 1] == '\n' ? 1 : 0;
            }
            scratch[filled++] = c;
            position++;
            if (filled > limits.textLength()) {
                throw problem(ProblemCode.MESSAGE_TEXT_TOO_LONG, start);
            }
        }
        position += 3;
        return filled;
    }

    private int readReference() {
        int start = position++;
        if (position < length && input[position] != '#') {
            return predefined(start);
        }
        int end = position;
        while (end < length && end - start <= LONGEST_REFERENCE && input[end] != ';') {
            end++;
        }
        if (end >= length) {
            throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
        }
        if (input[end] != ';') {
            throw problem(ProblemCode.MESSAGE_ENTITY, start);
        }
        String reference = new String(input, position, end - position);
        position = end + 1;
        return characterReference(reference, start);
    }

    private int predefined(int start) {
        if (lookingAt("lt;")) {
            position += 3;
            return '<';
        } else if (lookingAt("gt;")) {
            position += 3;
            return '>';
        } else if (lookingAt("amp;")) {
            position += 4;
            return '&';
        } else if (lookingAt("quot;")) {
            position += 5;
            return '"';
        } else if (lookingAt("apos;")) {
            position += 5;
            return '\'';
        }
        throw problem(ProblemCode.MESSAGE_ENTITY, start);
    }

    private int characterReference(String reference, int start) {
        if (reference.length() < 2 || reference.charAt(0) != '#') {
            throw problem(ProblemCode.MESSAGE_ENTITY, start);
        }
        boolean hexadecimal = reference.charAt(1) == 'x';
        int radix = hexadecimal ? 16 : 10;
        int code = 0;
        int from = hexadecimal ? 2 : 1;
        for (int i = from; i < reference.length(); i++) {
            int digit = reference.charAt(i) < 0x80 ? Character.digit(reference.charAt(i), radix) : -1;
            if (digit < 0) {
                throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, start);
            }
            code = Math.min(code * radix + digit, 0x110000);
        }
        boolean legal = code >= ' ' && code < 0xd800
                || code == '\t'
                || code == '\n'
                || code == '\r'
                || code >= 0xe000 && code < 0xfffe
                || code >= 0x10000 && code < 0x110000;
        if (reference.length() == from || !legal) {
            throw problem(ProblemCode.MESSAGE_CHARACTER, start);
        }
        return code;
    }

    private String readName() {
        int start = position;
        int hash = 0;
        int limit = Math.min(length, start + limits.nameLength() + 1);
        while (position < limit && isNamePart(input[position])) {
            hash = 31 * hash + input[position];
            position++;
        }
        if (position >= length) {
            throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
        }
        if (position - start > limits.nameLength()) {
            throw problem(ProblemCode.MESSAGE_NAME_TOO_LONG, start);
        }
        if (position == start || !isNameStart(input[start])) {
            boolean started = rootSeen;
            throw problem(started ? ProblemCode.MESSAGE_NOT_WELL_FORMED : ProblemCode.MESSAGE_NOT_XML, start);
        }
        return names.name(input, start, position - start, hash);
    }

    private void skipDeclaration() {
        if (!lookingAt("<?xml") || length < 6 || !isSpace(input[5])) {
            return;
        }
        int end = 5;
        while (end + 1 < length && end < LONGEST_DECLARATION && !(input[end] == '?' && input[end + 1] == '>')) {
            end++;
        }
        if (end + 1 >= length) {
            throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
        }
        if (input[end] != '?'
                || !DECLARATION.matcher(new String(input, 5, end - 5)).matches()) {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, 0);
        }
        position = end + 2;
    }

    private void skipComment() {
        int start = position;
        position += 4;
        while (!lookingAt("--")) {
            if (position >= length) {
                throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
            }
            requireLegal(input[position]);
            position++;
        }
        if (!lookingAt("-->")) {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, start);
        }
        position += 3;
    }

    private boolean skipSpace() {
        int start = position;
        while (position < length && isSpace(input[position])) {
            position++;
        }
        return position > start;
    }

    private char current() {
        if (position >= length) {
            throw problem(ProblemCode.MESSAGE_TRUNCATED, length);
        }
        return input[position];
    }

    private void expect(char wanted) {
        if (current() != wanted) {
            throw problem(ProblemCode.MESSAGE_NOT_WELL_FORMED, position);
        }
        position++;
    }

    private boolean lookingAt(String wanted) {
        if (length - position < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (input[position + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Surrogates come in pairs only: the decoder has refused all others. */
    private void requireLegal(char c) {
        if (c < ' ' && !isSpace(c) || c >= '\ufffe') {
            throw problem(ProblemCode.MESSAGE_CHARACTER, position);
        }
    }

    private void ensureScratch(int needed) {
        if (needed > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(needed, scratch.length * 2));
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isNameStart(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c >= 0x80 && Character.isLetter(c);
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':';
    }

    /** A problem at the place of the tag or attribute that was read last. */
    ExchangeException problem(ProblemCode code) {
        return problem(code, Math.min(position, length));
    }

    private ExchangeException problem(ProblemCode code, int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (input[i] == '\n' || input[i] == '\r' && (i + 1 >= length || input[i + 1] != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new ExchangeException(Problem.at(code, name, line, at - lineStart + 1));
    }
}
