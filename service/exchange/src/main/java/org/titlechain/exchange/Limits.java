package org.titlechain.exchange;

/**
 * How much of anything a message may have. Nesting needs no limit: a message has three levels, a fourth is refused.
 *
 * @param bytes length of the message in bytes
 * @param rows rows under {@code Data}, duplicates included
 * @param headElements elements under {@code Head}
 * @param attributes attributes of one row
 * @param attributeLength characters of one attribute's value; attachments travel in attributes
 * @param textLength characters of one text of {@code Head}
 * @param nameLength characters of an element's or attribute's name
 */
public record Limits(
        int bytes, int rows, int headElements, int attributes, int attributeLength, int textLength, int nameLength) {
    /** 8 MiB, 20,000 rows, 64 head elements, 256 attributes of 4 Mi characters, head texts of 4 Ki, names of 64. */
    public static final Limits DEFAULT = new Limits(8 << 20, 20_000, 64, 256, 4 << 20, 4 << 10, 64);

    public Limits {
        if (Math.min(Math.min(bytes, rows), Math.min(headElements, attributes)) < 1
                || Math.min(Math.min(attributeLength, textLength), nameLength) < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }
}
