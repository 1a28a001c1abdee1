package org.titlechain.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8032) by BouncyCastle. The seed is the private key of the standard. */
final class BouncyCastleEd25519 implements SignatureScheme {
    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                && signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.validatePublicKeyFull(publicKey, 0)
                && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }

    @Override
    public Signer signer(byte[] seed) {
        byte[] secret = Seeds.copyOf(seed);
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, publicKey, 0);
        return new Ed25519Signer(secret, publicKey);
    }

    private static final class Ed25519Signer implements Signer {
        private final byte[] secret;
        private final byte[] publicKey;

        Ed25519Signer(byte[] secret, byte[] publicKey) {
            this.secret = secret;
            this.publicKey = publicKey;
        }

        @Override
        public Suite suite() {
            return Suite.INTERNATIONAL;
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(secret, 0, publicKey, 0, message, 0, message.length, signature, 0);
            return signature;
        }
    }
}
