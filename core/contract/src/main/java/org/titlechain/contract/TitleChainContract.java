package org.titlechain.contract;

import org.titlechain.contract.access.AccessContract;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.contract.record.RecordContract;
import org.titlechain.crypto.HashFunction;

/** Every instrument of the platform: each command goes to the contract that its type names. */
public final class TitleChainContract implements Contract {
    /** The contract version that this program decides by. */
    public static final int VERSION = 1;

    private final Contract governance;
    private final Contract access;
    private final Contract records;

    /**
     * The contract of a chain.
     *
     * @param hash the hash of the chain's suite
     */
    public TitleChainContract(HashFunction hash) {
        this.governance = new GovernanceContract(hash);
        this.access = new AccessContract();
        this.records = new RecordContract(hash);
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        return switch (command.type()) {
            case "governance.genesis", "governance.key.grant", "governance.key.revoke" ->
                governance.decide(state, command, context);
            case "access.view", "access.erase" -> access.decide(state, command, context);
            case RecordContract.COMMAND -> records.decide(state, command, context);
            default -> RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
        };
    }
}
