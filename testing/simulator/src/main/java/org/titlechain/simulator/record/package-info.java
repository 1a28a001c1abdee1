/** Histories of messages from existing systems. */
@NullMarked
package org.titlechain.simulator.record;

import org.jspecify.annotations.NullMarked;
