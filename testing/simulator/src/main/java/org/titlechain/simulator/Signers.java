package org.titlechain.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.titlechain.crypto.Suite;

/** Names that stand in for keys: nothing is signed in a history, only the identifier of the key counts. */
public final class Signers {
    private static final Suite SUITE = Suite.GM;

    private final Map<String, byte[]> identifiers = new HashMap<>();

    /** The bytes that stand for the public key. */
    public static byte[] key(String name) {
        return name.getBytes(UTF_8);
    }

    /** The identifier of the key. */
    public static byte[] identifierOf(String name) {
        return SUITE.keyId(key(name));
    }

    byte[] identifier(String name) {
        return identifiers.computeIfAbsent(name, Signers::identifierOf);
    }
}
