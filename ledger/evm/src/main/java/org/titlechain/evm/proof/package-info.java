/** Evidence that a batch is in a block of an EVM chain, and its verification, which needs no network. */
@NullMarked
package org.titlechain.evm.proof;

import org.jspecify.annotations.NullMarked;
