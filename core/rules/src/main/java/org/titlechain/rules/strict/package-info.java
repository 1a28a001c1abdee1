/** Stricter, never looser: proved by an order, not by trust. */
@NullMarked
package org.titlechain.rules.strict;

import org.jspecify.annotations.NullMarked;
