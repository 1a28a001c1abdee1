/** The forms in which a signing key is kept: a seed, a seed under a password, a reference to a key on a device. */
@NullMarked
package org.titlechain.kernel.key;

import org.jspecify.annotations.NullMarked;
