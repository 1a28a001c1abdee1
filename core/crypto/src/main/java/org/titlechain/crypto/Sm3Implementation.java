package org.titlechain.crypto;

import java.util.Optional;

/** Who computes SM3. All give the same digests. */
public enum Sm3Implementation {
    /** Our own, in vector lanes for many inputs if the process has them. */
    LANES {
        @Override
        public HashFunction hash() {
            return new FastSm3(Sm3LanesLoader::lanes);
        }
    },
    /** Our own, one input after the other. */
    SCALAR {
        @Override
        public HashFunction hash() {
            return new FastSm3(Optional::empty);
        }
    },
    /** BouncyCastle. */
    REFERENCE {
        @Override
        public HashFunction hash() {
            return new BouncyCastleSm3();
        }
    };

    /** The hash of this kind. */
    public abstract HashFunction hash();
}
