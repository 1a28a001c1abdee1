/** Which part of an access message may be on the ledger, and the door to the vault that keeps the rest. */
@NullMarked
package org.titlechain.exchange.privacy;

import org.jspecify.annotations.NullMarked;
