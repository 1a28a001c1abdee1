package org.titlechain.proof;

import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;

/** Names of chains and members: 1 to 64 characters of {@code a–z 0–9 . -}. */
final class Names {
    private static final int MAXIMUM_LENGTH = 64;

    private Names() {}

    static String require(String name) {
        boolean fits = !name.isEmpty() && name.length() <= MAXIMUM_LENGTH;
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-';
        }
        if (!fits) {
            throw new CodecException(Reason.INVALID_VALUE, "name of a chain or member");
        }
        return name;
    }
}
