package org.titlechain.crypto;

/** Who computes SM2 signatures. Both give the same verdicts and the same signatures. */
public enum Sm2Implementation {
    /** Our own arithmetic with tables for known keys; what it does not cover goes to the reference. */
    FAST {
        @Override
        public SignatureScheme scheme() {
            return new FastSm2(CryptoProviders.hash(Suite.GM), new BouncyCastleSm2());
        }
    },
    /** BouncyCastle alone. */
    REFERENCE {
        @Override
        public SignatureScheme scheme() {
            return new BouncyCastleSm2();
        }
    };

    /** A new scheme of this kind, with caches of its own. */
    public abstract SignatureScheme scheme();

    /**
     * Makes this the implementation behind {@link Suite#signatures()} of the whole process. For the composition root,
     * once, before anything is verified; as verdicts and signatures are the same, it changes speed and nothing else.
     */
    public void install() {
        CryptoProviders.install(this);
    }
}
