// The whole of TitleChain on an EVM chain: a place in its order. The contract keeps no state, has no owner and refuses
// nobody; what a batch means, and whether it means anything, is decided by the members who read it.
pragma solidity 0.8.37;

contract TitleChainOrder {
    /// @param order whose batch it is: one contract serves any number of chains and of their epochs
    /// @param entries the batch, as docs/engines.md says
    event Batch(bytes32 indexed order, bytes entries);

    function append(bytes32 order, bytes calldata entries) external {
        emit Batch(order, entries);
    }
}
