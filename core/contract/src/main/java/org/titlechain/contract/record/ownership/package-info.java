/** Ownership and use rights: first registration, transfer, change, correction, cancellation, replacement. */
@NullMarked
package org.titlechain.contract.record.ownership;

import org.jspecify.annotations.NullMarked;
