/** Mistakes put into the contracts on purpose: a simulation that notices none of them proves nothing. */
@NullMarked
package org.titlechain.simulator.defect;

import org.jspecify.annotations.NullMarked;
