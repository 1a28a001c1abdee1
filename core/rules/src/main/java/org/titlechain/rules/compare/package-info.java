/** Versions of packs against each other, and against past cases. */
@NullMarked
package org.titlechain.rules.compare;

import org.jspecify.annotations.NullMarked;
