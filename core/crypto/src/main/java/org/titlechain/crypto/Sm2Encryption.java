package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * SM2 public-key encryption (GB/T 32918.4) of short secrets, such as a key for another member: {@code 04 ‖ x1 ‖ y1} (65
 * bytes), the digest C3 (32 bytes), then as many bytes as the plaintext. An own pair of keys should be used for it, not
 * one that signs. Stateless; any thread may call it. Not for bulk: BouncyCastle's curve, a fraction of a millisecond
 * each.
 */
public final class Sm2Encryption {
    /** How many bytes longer than its plaintext a sealed text is. */
    public static final int OVERHEAD = Sm2Point.LENGTH + HashFunction.DIGEST_LENGTH;

    private static final int DIGEST = HashFunction.DIGEST_LENGTH;
    /**
     * The standard starts anew with another k if the mask is all zeros; for texts of a key's length that never happens.
     */
    private static final int SHORTEST = 16;

    private final HashFunction hash = Suite.GM.hash();

    /**
     * Seals the plaintext for whoever holds the private key of the public key.
     *
     * @param publicKey 65 bytes, a point of the curve
     * @param ephemeralSeed 32 secret random bytes, used for this sealing alone and then cleared: who knows them can
     *     open
     * @param plaintext at least {@value #SHORTEST} bytes
     * @throws IllegalArgumentException if an argument is not as said
     */
    public byte[] seal(byte[] publicKey, byte[] ephemeralSeed, byte[] plaintext) {
        if (plaintext.length < SHORTEST) {
            throw new IllegalArgumentException("a text has at least " + SHORTEST + " bytes, not " + plaintext.length);
        }
        ECPoint recipient = BouncyCastleSm2.point(publicKey)
                .orElseThrow(() -> new IllegalArgumentException("not a point of the curve"));
        BigInteger k = Sm2Signing.secret(ephemeralSeed);
        ECPoint shared = recipient.multiply(k).normalize();
        byte[] sealed = new byte[OVERHEAD + plaintext.length];
        byte[] first = BouncyCastleSm2.generator().multiply(k).normalize().getEncoded(false);
        byte[] masked = mask(shared, plaintext);
        System.arraycopy(first, 0, sealed, 0, Sm2Point.LENGTH);
        System.arraycopy(digest(shared, plaintext), 0, sealed, Sm2Point.LENGTH, DIGEST);
        System.arraycopy(masked, 0, sealed, OVERHEAD, masked.length);
        return sealed;
    }

    /**
     * Opens what was sealed for the key of the seed, the one that {@link SignatureScheme#signer} derives from it;
     * nothing if it was sealed for another or changed.
     */
    public Optional<byte[]> open(byte[] seed, byte[] sealed) {
        BigInteger secret = Sm2Signing.secret(seed);
        if (sealed.length < OVERHEAD + SHORTEST) {
            return Optional.empty();
        }
        byte[] first = new byte[Sm2Point.LENGTH];
        byte[] digest = new byte[DIGEST];
        byte[] masked = new byte[sealed.length - OVERHEAD];
        System.arraycopy(sealed, 0, first, 0, first.length);
        System.arraycopy(sealed, Sm2Point.LENGTH, digest, 0, DIGEST);
        System.arraycopy(sealed, OVERHEAD, masked, 0, masked.length);
        Optional<ECPoint> point = BouncyCastleSm2.point(first);
        if (point.isEmpty()) {
            return Optional.empty();
        }
        ECPoint shared = point.get().multiply(secret).normalize();
        byte[] plaintext = mask(shared, masked);
        return ConstantTime.equal(digest(shared, plaintext), digest) ? Optional.of(plaintext) : Optional.empty();
    }

    /** The text, each byte added to one of the stream SM3(x ‖ y ‖ 1) ‖ SM3(x ‖ y ‖ 2) ‖ … (GB/T 32918.4, 5.4.3). */
    private byte[] mask(ECPoint shared, byte[] text) {
        byte[] x = shared.getAffineXCoord().getEncoded();
        byte[] y = shared.getAffineYCoord().getEncoded();
        byte[] masked = text.clone();
        byte[] stream = new byte[0];
        for (int i = 0; i < text.length; i++) {
            if (i % DIGEST == 0) {
                byte[] counter = new byte[Integer.BYTES];
                Sm3Rounds.WORD.set(counter, 0, i / DIGEST + 1);
                stream = hash.hash(x, y, counter);
            }
            masked[i] ^= stream[i % DIGEST];
        }
        return masked;
    }

    private byte[] digest(ECPoint shared, byte[] plaintext) {
        byte[] x = shared.getAffineXCoord().getEncoded();
        return hash.hash(x, plaintext, shared.getAffineYCoord().getEncoded());
    }
}
