/** The way of a case: its state, the working days, the queues of units, the facts of departments, who did what. */
@NullMarked
package org.titlechain.contract.registration.process;

import org.jspecify.annotations.NullMarked;
