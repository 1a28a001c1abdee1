/** The state tree: one root over all state keys, in memory, with proofs ({@code docs/formats.md}, section 5). */
@NullMarked
package org.titlechain.kernel.tree;

import org.jspecify.annotations.NullMarked;
