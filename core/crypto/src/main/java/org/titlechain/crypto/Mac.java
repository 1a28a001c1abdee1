package org.titlechain.crypto;

/** A keyed hash with codes of 32 bytes. Stateless; any thread may call it. */
public interface Mac {
    /** Bytes in a code. */
    int CODE_LENGTH = 32;

    /** The code of the parts, one after the other, under the key. Keys of any length are accepted. */
    byte[] mac(byte[] key, byte[]... parts);
}
