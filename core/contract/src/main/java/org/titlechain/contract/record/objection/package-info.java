/** Objections (异议登记) and their ending. */
@NullMarked
package org.titlechain.contract.record.objection;

import org.jspecify.annotations.NullMarked;
