package org.titlechain.exchange;

/**
 * Writes an access message. What is written and read again is equal in content, whatever the encoding: head, rows,
 * order of rows and layout. It is not the same bytes as were received; those are kept in the vault.
 */
public final class AccessMessageWriter {
    private AccessMessageWriter() {}

    /**
     * The message as bytes.
     *
     * @param encoding {@code UTF-8}, {@code GBK} or {@code GB18030}
     */
    public static byte[] write(MessageContent content, String encoding) {
        XmlOutput xml = new XmlOutput(encoding);
        xml.raw("<Message>\n<Head>\n");
        content.head().forEach(xml::element);
        xml.raw("</Head>\n<Data>\n");
        for (Row row : content.rows()) {
            xml.raw("<" + row.table());
            row.fields().forEach(xml::attribute);
            xml.raw("/>\n");
        }
        return xml.raw("</Data>\n</Message>\n").bytes();
    }

    /** The name under which a message travels. */
    public static String fileName(String messageId) {
        return "Biz" + messageId + ".xml";
    }
}
