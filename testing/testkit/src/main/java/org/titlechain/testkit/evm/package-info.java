/** Real EVM chains for tests and figures: Anvil, and a network of geth nodes that seal by proof of authority. */
@NullMarked
package org.titlechain.testkit.evm;

import org.jspecify.annotations.NullMarked;
