/** Tests of the vault. */
@NullMarked
package org.titlechain.vault;

import org.jspecify.annotations.NullMarked;
