/** Easements (地役权): a right of one unit and a restriction of another. */
@NullMarked
package org.titlechain.contract.record.easement;

import org.jspecify.annotations.NullMarked;
