/** The sentences that supervision holds against a message and the register. */
@NullMarked
package org.titlechain.contract.record.rules;

import org.jspecify.annotations.NullMarked;
