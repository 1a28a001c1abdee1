/**
 * The meaning of commands: pure functions from state and command to a decision. No clock, no randomness, no threads, no
 * I/O; the same input gives the same decision in every process, for ever.
 */
@NullMarked
package org.titlechain.contract;

import org.jspecify.annotations.NullMarked;
