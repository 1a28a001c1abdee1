package org.titlechain.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One attribute of an object.
 *
 * @param type its number
 * @param value its bytes as the module wants them
 */
record Attribute(long type, byte[] value) {
    static final long CLASS = 0;
    static final long TOKEN = 1;
    static final long PRIVATE = 2;
    static final long LABEL = 3;
    static final long KEY_TYPE = 0x100;
    static final long ID = 0x102;
    static final long SENSITIVE = 0x103;
    static final long SIGN = 0x108;
    static final long VERIFY = 0x10A;
    static final long EXTRACTABLE = 0x162;
    static final long EC_PARAMS = 0x180;
    static final long EC_POINT = 0x181;

    static final long PUBLIC_KEY = 2;
    static final long PRIVATE_KEY = 3;
    static final long EDWARDS_CURVE_KEY = 0x40;

    static Attribute of(long type, long number) {
        return new Attribute(
                type,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(number)
                        .array());
    }

    static Attribute of(long type, boolean truth) {
        return new Attribute(type, new byte[] {(byte) (truth ? 1 : 0)});
    }

    static Attribute of(long type, String text) {
        return new Attribute(type, text.getBytes(StandardCharsets.UTF_8));
    }
}
