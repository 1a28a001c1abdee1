package org.titlechain.kernel.key;

import org.titlechain.crypto.Signer;

/**
 * Reaches signing keys on devices. The program's part that can is found by {@link java.util.ServiceLoader}, so that the
 * ledger knows no device. Any thread may call it.
 */
public interface KeyDevices {
    /**
     * The signer that reaches the key. It has signed a sample that the key of the reference verifies before it is
     * returned, and comes back by itself after the device was away; while it is, signing throws
     * {@link org.titlechain.crypto.SignerUnavailableException}. Asking again for the same reference is cheap.
     *
     * @throws KeyException when the key cannot be reached, or is not that of the reference
     */
    Signer open(DeviceKey key) throws KeyException;
}
