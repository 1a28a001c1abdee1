package org.titlechain.exchange;

/**
 * The answer to an access message, as platforms put it beside the message.
 *
 * @param messageId {@code BizMsgID} of the message answered
 * @param success whether it was accepted
 * @param code the result's code
 * @param info the result's text
 * @param certificateId identifier of the certificate; empty for none
 * @param qrCode content for a QR image; empty for none
 * @param additionalData free for the platform; empty for none
 * @param additionalData2 free for the platform; empty for none
 */
public record ReplyMessage(
        String messageId,
        boolean success,
        String code,
        String info,
        String certificateId,
        String qrCode,
        String additionalData,
        String additionalData2) {
    private static final String ROOT = "respond";
    private static final Limits LIMITS = new Limits(64 << 10, 64, 64, 16, 4 << 10, 16 << 10, 64);

    /** A reply without certificate and additional data. */
    public static ReplyMessage of(String messageId, boolean success, String code, String info) {
        return new ReplyMessage(messageId, success, code, info, "", "", "", "");
    }

    /** The name under which the reply travels. */
    public String fileName() {
        return "Rep" + messageId + ".xml";
    }

    /** The reply as bytes. */
    public byte[] write(String encoding) {
        return new XmlOutput(encoding)
                .raw("<" + ROOT + ">\n")
                .element("BizMsgID", messageId)
                .element("SuccessFlag", success ? "1" : "0")
                .element("ResponseCode", code)
                .element("ResponseInfo", info)
                .element("CertID", certificateId)
                .element("QRCode", qrCode)
                .element("AdditionalData", additionalData)
                .element("AdditionalData2", additionalData2)
                .close(ROOT)
                .bytes();
    }

    /**
     * Reads a reply; elements that are not known are passed over.
     *
     * @throws ExchangeException when it is not a reply
     */
    public static ReplyMessage parse(byte[] bytes) {
        XmlElement root = XmlElement.read(bytes, LIMITS);
        String id = root.childText("BizMsgID");
        if (!root.name().equals(ROOT)
                || id.isEmpty()
                || root.child("SuccessFlag").isEmpty()) {
            throw new ExchangeException(Problem.of(ProblemCode.REPLY_STRUCTURE, root.name()));
        }
        return new ReplyMessage(
                id,
                root.childText("SuccessFlag").equals("1"),
                root.childText("ResponseCode"),
                root.childText("ResponseInfo"),
                root.childText("CertID"),
                root.childText("QRCode"),
                root.childText("AdditionalData"),
                root.childText("AdditionalData2"));
    }
}
