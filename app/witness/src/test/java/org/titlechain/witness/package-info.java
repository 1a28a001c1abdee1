/** Tests. */
@NullMarked
package org.titlechain.witness;

import org.jspecify.annotations.NullMarked;
