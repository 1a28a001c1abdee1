/**
 * Signing keys on devices that speak PKCS#11 (OASIS, Cryptographic Token Interface, 2.40 and 3.0), bound by
 * {@link java.lang.foreign}. The few functions that signing needs, and no others.
 */
@NullMarked
package org.titlechain.device;

import org.jspecify.annotations.NullMarked;
