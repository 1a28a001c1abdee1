/** Search tables and statistics, made from the ledger and answered without asking it. */
@NullMarked
package org.titlechain.query;

import org.jspecify.annotations.NullMarked;
