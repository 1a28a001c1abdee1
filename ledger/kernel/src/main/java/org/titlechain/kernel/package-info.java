/** Replays the ledger: verifies, decides, commits, proves. */
@NullMarked
package org.titlechain.kernel;

import org.jspecify.annotations.NullMarked;
