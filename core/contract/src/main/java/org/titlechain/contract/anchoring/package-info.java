/** Checkpoints of subordinate chains that are recorded on this one ({@code docs/anchoring.md}). */
@NullMarked
package org.titlechain.contract.anchoring;

import org.jspecify.annotations.NullMarked;
