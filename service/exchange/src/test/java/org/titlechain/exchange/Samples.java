package org.titlechain.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Messages for tests; everything in them is invented. */
final class Samples {
    static final AccessMessageParser PARSER = new AccessMessageParser(Limits.DEFAULT);

    private Samples() {}

    /** The sale of a flat that mixes attributes of both layouts, as real senders do. */
    static String houseTransfer() {
        try (InputStream stream = Samples.class.getResourceAsStream("house-transfer.xml")) {
            if (stream == null) {
                throw new IllegalStateException("house-transfer.xml is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small message with these rows. */
    static String message(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message><Head><BizMsgID>999901250314000123</BizMsgID>"
                + "<AreaCode>999901</AreaCode></Head><Data>" + rows + "</Data></Message>";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text with its declaration changed to the encoding, in that encoding. */
    static byte[] in(String encoding, String text) {
        return text.replace("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"")
                .getBytes(Charset.forName(encoding));
    }

    static AccessMessage parse(String text) {
        return PARSER.parse(utf8(text));
    }
}
