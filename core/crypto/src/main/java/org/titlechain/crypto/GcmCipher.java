package org.titlechain.crypto;

import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Galois/counter mode (NIST SP 800-38D; with SM4: RFC 8998, GB/T 36624) by BouncyCastle. */
final class GcmCipher implements AuthenticatedCipher {
    private final Supplier<BlockCipher> blockCipher;
    private final int keyLength;

    GcmCipher(Supplier<BlockCipher> blockCipher, int keyLength) {
        this.blockCipher = blockCipher;
        this.keyLength = keyLength;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        try {
            return process(cipher(true, key, nonce, associatedData), plaintext);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing cannot fail", e);
        }
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed) {
        GCMModeCipher cipher = cipher(false, key, nonce, associatedData);
        if (sealed.length < TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(process(cipher, sealed));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    private GCMModeCipher cipher(boolean sealing, byte[] key, byte[] nonce, byte[] associatedData) {
        if (key.length != keyLength) {
            throw new IllegalArgumentException("a key has " + keyLength + " bytes, not " + key.length);
        }
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
        GCMModeCipher cipher = GCMBlockCipher.newInstance(blockCipher.get());
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), 8 * TAG_LENGTH, nonce, associatedData));
        return cipher;
    }

    private static byte[] process(GCMModeCipher cipher, byte[] input) throws InvalidCipherTextException {
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        written += cipher.doFinal(output, written);
        if (written != output.length) {
            throw new IllegalStateException("expected " + output.length + " bytes, not " + written);
        }
        return output;
    }
}
