/** One list of blocks over several engines, one after the other: the live switch. */
@NullMarked
package org.titlechain.epochs;

import org.jspecify.annotations.NullMarked;
