package org.titlechain.crypto;

/** Chooses the implementation of each algorithm. */
final class CryptoProviders {
    private static final HashFunction SM3 = new BouncyCastleSm3();
    private static final SignatureScheme SM2 = new BouncyCastleSm2();

    private CryptoProviders() {}

    static HashFunction hash(Suite suite) {
        return switch (suite) {
            case GM -> SM3;
            case INTERNATIONAL -> throw new UnsupportedOperationException("not built yet");
        };
    }

    static SignatureScheme signatures(Suite suite) {
        return switch (suite) {
            case GM -> SM2;
            case INTERNATIONAL -> throw new UnsupportedOperationException("not built yet");
        };
    }
}
