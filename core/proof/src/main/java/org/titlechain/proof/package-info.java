/**
 * Proofs about the log and the state, and their verification: {@code docs/formats.md}, sections 4 to 10.
 *
 * <p>A verifier needs nothing but the bytes of a proof and the trust file. It runs without a network and without a
 * clock.
 */
@NullMarked
package org.titlechain.proof;

import org.jspecify.annotations.NullMarked;
