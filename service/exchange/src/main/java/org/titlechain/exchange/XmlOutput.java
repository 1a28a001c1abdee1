package org.titlechain.exchange;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Writes XML in one of the encodings that partners use, so that what is read back is exactly what was written: white
 * space and characters that the encoding does not have are written as references.
 */
final class XmlOutput {
    private final StringBuilder text = new StringBuilder(4_096);
    private final Charset charset;
    private final CharsetEncoder encoder;

    /** Starts a document. */
    XmlOutput(String encoding) {
        charset = switch (encoding) {
            case "UTF-8" -> StandardCharsets.UTF_8;
            case "GBK", "GB18030" -> Charset.forName(encoding);
            default -> throw new IllegalArgumentException("encoding " + encoding);
        };
        encoder = charset.newEncoder();
        text.append("<?xml version=\"1.0\" encoding=\"").append(encoding).append("\"?>\n");
    }

    XmlOutput raw(String markup) {
        text.append(markup);
        return this;
    }

    XmlOutput open(String name) {
        text.append('<').append(requireWritable(name)).append('>');
        return this;
    }

    XmlOutput close(String name) {
        text.append("</").append(name).append(">\n");
        return this;
    }

    XmlOutput attribute(String name, String value) {
        text.append(' ').append(requireWritable(name)).append("=\"");
        escape(value);
        text.append('"');
        return this;
    }

    /** An element with text. */
    XmlOutput element(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    byte[] bytes() {
        return text.toString().getBytes(charset);
    }

    private String requireWritable(String name) {
        if (!encoder.canEncode(name)) {
            throw new IllegalArgumentException("a name cannot be written in " + charset);
        }
        return name;
    }

    private void escape(String value) {
        int i = 0;
        while (i < value.length()) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
                default -> {
                    if (c < 0x80 || encoder.canEncode(Character.toString(c))) {
                        text.appendCodePoint(c);
                    } else {
                        text.append("&#").append(c).append(';');
                    }
                }
            }
        }
    }
}
