package org.titlechain.crypto;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;

/** Chooses the implementation of each algorithm. */
final class CryptoProviders {
    private static final HashFunction SM3 = new FastSm3(Sm3LanesLoader::lanes);
    private static final HashFunction SHA256 = new JdkSha256();
    private static final AtomicReference<SignatureScheme> SM2 = new AtomicReference<>(Sm2Implementation.FAST.scheme());
    private static final SignatureScheme ED25519 = new BouncyCastleEd25519();
    private static final Mac HMAC_SM3 = new Hmac(SM3);
    private static final Mac HMAC_SHA256 = new Hmac(SHA256);
    private static final AuthenticatedCipher SM4_GCM = new GcmCipher(SM4Engine::new, 16);
    private static final AuthenticatedCipher AES_256_GCM = new GcmCipher(AESEngine::newInstance, 32);

    private CryptoProviders() {}

    static HashFunction hash(Suite suite) {
        return switch (suite) {
            case GM -> SM3;
            case INTERNATIONAL -> SHA256;
        };
    }

    static SignatureScheme signatures(Suite suite) {
        return switch (suite) {
            case GM -> Objects.requireNonNull(SM2.get());
            case INTERNATIONAL -> ED25519;
        };
    }

    static void install(Sm2Implementation implementation) {
        SM2.set(implementation.scheme());
    }

    static Mac mac(Suite suite) {
        return switch (suite) {
            case GM -> HMAC_SM3;
            case INTERNATIONAL -> HMAC_SHA256;
        };
    }

    static AuthenticatedCipher cipher(Suite suite) {
        return switch (suite) {
            case GM -> SM4_GCM;
            case INTERNATIONAL -> AES_256_GCM;
        };
    }
}
