package org.titlechain.crypto;

class BouncyCastleSm2Test extends Sm2SchemeTest {
    @Override
    SignatureScheme scheme() {
        return new BouncyCastleSm2();
    }
}
