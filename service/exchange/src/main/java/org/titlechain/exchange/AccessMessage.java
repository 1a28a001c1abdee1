package org.titlechain.exchange;

import java.util.Arrays;

/**
 * An access message (接入报文) as it was received.
 *
 * @param content what it says
 * @param source how it came
 */
public record AccessMessage(MessageContent content, Source source) {
    /**
     * How a message came.
     *
     * @param bytes the message exactly as sent; contains personal data; not copied, must not be changed
     * @param encoding the encoding the bytes are in: {@code UTF-8}, {@code GBK} or {@code GB18030}
     * @param duplicates rows that were left out because an equal row was there already
     */
    public record Source(byte[] bytes, String encoding, int duplicates) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Source source
                    && Arrays.equals(bytes, source.bytes)
                    && encoding.equals(source.encoding)
                    && duplicates == source.duplicates;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Source[" + bytes.length + " bytes, " + encoding + "]";
        }
    }

    /** The message's identifier, {@code BizMsgID}. */
    public String id() {
        return content.head("BizMsgID");
    }

    /** The district, {@code AreaCode}. */
    public String district() {
        return content.head("AreaCode");
    }

    /** Says which message it is and nothing of what is in it. */
    @Override
    public String toString() {
        return "AccessMessage[" + id() + ", " + content.rows().size() + " rows]";
    }
}
