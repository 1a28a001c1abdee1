/** An engine whose order is made by any chain that speaks Web3 JSON-RPC, through a contract of ours. */
@NullMarked
package org.titlechain.evm;

import org.jspecify.annotations.NullMarked;
