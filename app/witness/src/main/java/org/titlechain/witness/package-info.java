/**
 * A witness (见证人) of a chain: a small program that belongs to no member, has no ledger, and cosigns only what extends
 * what it saw before. What it may cosign is said by {@link org.titlechain.proof.Witness}; here are its folder, its
 * rounds over the members and what it shows.
 */
@NullMarked
package org.titlechain.witness;

import org.jspecify.annotations.NullMarked;
