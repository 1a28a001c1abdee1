/** What EVM chains speak: JSON-RPC over HTTP, RLP, Keccak, secp256k1. Just as much of each as the driver needs. */
@NullMarked
package org.titlechain.evm.wire;

import org.jspecify.annotations.NullMarked;
