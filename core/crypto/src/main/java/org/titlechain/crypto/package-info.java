/** Hashes, signatures and ciphers behind small interfaces, for the Chinese and the international suite. */
@NullMarked
package org.titlechain.crypto;

import org.jspecify.annotations.NullMarked;
