/** Who saw personal data and why, and whose data was erased; never the data itself. */
@NullMarked
package org.titlechain.contract.access;

import org.jspecify.annotations.NullMarked;
