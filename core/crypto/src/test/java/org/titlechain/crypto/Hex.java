package org.titlechain.crypto;

import java.util.HexFormat;

/** Bytes as vectors print them. */
final class Hex {
    private Hex() {}

    /** The bytes of hexadecimal digits, with blanks anywhere. */
    static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
