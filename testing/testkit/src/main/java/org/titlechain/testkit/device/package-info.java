/** A device of one's own for tests: SoftHSM, a PKCS#11 module whose tokens are files. */
@NullMarked
package org.titlechain.testkit.device;

import org.jspecify.annotations.NullMarked;
