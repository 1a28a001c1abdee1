package org.titlechain.crypto;

/** HMAC (RFC 2104; GB/T 15852.2 with SM3) over a hash with blocks of 64 bytes, which SM3 and SHA-256 both have. */
final class Hmac implements Mac {
    private static final int BLOCK_LENGTH = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final HashFunction hash;

    Hmac(HashFunction hash) {
        this.hash = hash;
    }

    @Override
    public byte[] mac(byte[] key, byte[]... parts) {
        byte[] shortKey = key.length > BLOCK_LENGTH ? hash.hash(key) : key;
        byte[][] inner = new byte[parts.length + 1][];
        inner[0] = padded(shortKey, INNER_PAD);
        System.arraycopy(parts, 0, inner, 1, parts.length);
        return hash.hash(padded(shortKey, OUTER_PAD), hash.hash(inner));
    }

    private static byte[] padded(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK_LENGTH];
        for (int i = 0; i < BLOCK_LENGTH; i++) {
            block[i] = (byte) (i < key.length ? key[i] ^ pad : pad);
        }
        return block;
    }
}
