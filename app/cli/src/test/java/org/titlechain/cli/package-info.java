/** The commands behind {@code ./titlechain}. */
@NullMarked
package org.titlechain.cli;

import org.jspecify.annotations.NullMarked;
