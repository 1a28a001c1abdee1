package org.titlechain.server.engines;

import java.util.Optional;
import org.titlechain.cometbft.Network;

/**
 * What an administrator says about the engine that a chain is to go over to; what is empty gets a sensible value.
 *
 * @param kind the engine
 * @param node EVM: the JSON-RPC address
 * @param place EVM: where the order contract is; put there when it is not said. Fabric: channel and chaincode, with or
 *     without the hash of the channel's block 0
 * @param finality EVM: when a block counts
 * @param account EVM: the file of the account that pays
 * @param listen CometBFT: host:port for peers
 * @param network CometBFT: who orders
 * @param connection Fabric: the file that says how the member reaches its channel
 */
public record Wish(
        String kind,
        Optional<String> node,
        Optional<String> place,
        Optional<String> finality,
        Optional<String> account,
        Optional<String> listen,
        Optional<Network> network,
        Optional<String> connection) {}
