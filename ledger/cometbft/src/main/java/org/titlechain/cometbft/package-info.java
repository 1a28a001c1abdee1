/**
 * CometBFT as an engine: the node is its ABCI application, so two thirds of the validators sign the node's root.
 *
 * <p>The program {@code cometbft} runs beside the node and is looked after by it.
 */
@NullMarked
package org.titlechain.cometbft;

import org.jspecify.annotations.NullMarked;
