/** Figures, each measured against a peer or a bound in the same run. */
@NullMarked
package org.titlechain.bench;

import org.jspecify.annotations.NullMarked;
