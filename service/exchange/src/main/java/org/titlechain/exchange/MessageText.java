package org.titlechain.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The characters of an XML file, decoded strictly. The encoding is that of the byte order mark, else the declared one,
 * else UTF-8 (XML 1.0, appendix F). Where declaration and bytes contradict each other the file is refused: guessing
 * would turn somebody's name into another one without anybody noticing.
 *
 * @param characters the characters, without a byte order mark, in the first {@code length} places
 * @param encoding {@code UTF-8}, {@code GBK} or {@code GB18030}
 */
record MessageText(char[] characters, int length, String encoding) {
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_DECLARATION = 256;

    static MessageText decode(byte[] bytes, int maximumBytes) {
        if (bytes.length > maximumBytes) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_TOO_LARGE));
        }
        refuseOtherFormats(bytes);
        boolean marked = startsWith(bytes, 0xef, 0xbb, 0xbf);
        int start = marked ? 3 : 0;
        Optional<String> declared = declaredEncoding(bytes, start);
        String encoding = declared.map(MessageText::supported).orElse("UTF-8");
        if (encoding.equals("UTF-8")) {
            return decodeUtf8(bytes, start);
        }
        if (marked || looksLikeUtf8(bytes, start)) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_ENCODING_MISMATCH));
        }
        return decode(bytes, start, encoding.equals("GBK") ? GBK : GB18030, encoding);
    }

    private static void refuseOtherFormats(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_EMPTY));
        }
        boolean wide = startsWith(bytes, 0xfe, 0xff)
                || startsWith(bytes, 0xff, 0xfe)
                || startsWith(bytes, 0, '<')
                || startsWith(bytes, '<', 0)
                || startsWith(bytes, 0, 0, 0, '<')
                || startsWith(bytes, 0, 0, 0xfe, 0xff);
        if (wide) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_ENCODING_UNSUPPORTED));
        }
    }

    private static MessageText decodeUtf8(byte[] bytes, int start) {
        try {
            return decode(bytes, start, StandardCharsets.UTF_8, "UTF-8");
        } catch (ExchangeException e) {
            if (isValid(bytes, start, GB18030)) {
                throw new ExchangeException(Problem.atByte(
                        ProblemCode.MESSAGE_ENCODING_MISMATCH, e.problem().offset()));
            }
            throw e;
        }
    }

    private static MessageText decode(byte[] bytes, int start, Charset charset, String encoding) {
        ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
        char[] characters = new char[bytes.length - start];
        CharBuffer output = CharBuffer.wrap(characters);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, output, true);
        if (result.isError()) {
            throw new ExchangeException(Problem.atByte(ProblemCode.MESSAGE_ENCODING_INVALID, input.position()));
        }
        return new MessageText(characters, output.position(), encoding);
    }

    private static boolean isValid(byte[] bytes, int start, Charset charset) {
        try {
            return decode(bytes, start, charset, charset.name()).length() > 0;
        } catch (ExchangeException e) {
            return false;
        }
    }

    /**
     * Whether bytes that were declared to be GBK or GB18030 are UTF-8. Text of a few GBK characters can happen to be
     * valid UTF-8 of two-byte sequences; a valid file with a three-byte sequence, where Chinese is, is no accident.
     */
    private static boolean looksLikeUtf8(byte[] bytes, int start) {
        boolean threeBytes = false;
        int i = start;
        while (i < bytes.length) {
            int first = bytes[i] & 0xff;
            int following =
                    first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
            if (following < 0 || i + following >= bytes.length) {
                return false;
            }
            for (int k = 1; k <= following; k++) {
                if ((bytes[i + k] & 0xc0) != 0x80) {
                    return false;
                }
            }
            threeBytes |= following == 2;
            i += following + 1;
        }
        return threeBytes;
    }

    /** The encoding named in the XML declaration. All supported encodings agree on ASCII, so it can be read as such. */
    private static Optional<String> declaredEncoding(byte[] bytes, int start) {
        if (!startsWith(bytes, start, "<?xml")) {
            return Optional.empty();
        }
        int end = Math.min(bytes.length, start + LONGEST_DECLARATION);
        String head = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        int close = head.indexOf("?>");
        int at = head.indexOf("encoding");
        if (close < 0 || at < 0 || at > close) {
            return Optional.empty();
        }
        int equals = head.indexOf('=', at);
        if (equals < 0 || equals > close) {
            return Optional.empty();
        }
        String rest = head.substring(equals + 1, close).strip();
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        int quote = rest.indexOf(rest.charAt(0), 1);
        return quote < 0 ? Optional.empty() : Optional.of(rest.substring(1, quote));
    }

    private static String supported(String label) {
        return switch (label.toUpperCase(Locale.ROOT)) {
            case "UTF-8", "UTF8", "US-ASCII", "ASCII" -> "UTF-8";
            case "GBK", "GB2312", "CP936", "MS936", "WINDOWS-936" -> "GBK";
            case "GB18030", "GB-18030" -> "GB18030";
            default -> throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_ENCODING_UNSUPPORTED));
        };
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int start, String prefix) {
        if (bytes.length - start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
