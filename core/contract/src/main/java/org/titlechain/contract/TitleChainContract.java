package org.titlechain.contract;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.titlechain.contract.access.AccessContract;
import org.titlechain.contract.access.SharingContract;
import org.titlechain.contract.anchoring.AnchoringContract;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.contract.record.RecordContract;
import org.titlechain.contract.registration.RegistrationContract;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.HashFunction;

/**
 * Every instrument of the platform: each command goes to the contract that its type names, in the version that is in
 * force at its block. What an earlier version knew nothing of is refused as unknown while that version is in force, so
 * blocks that are decided are decided the same for ever.
 */
public final class TitleChainContract implements Contract {
    /** The newest contract version that this program decides by; new chains begin with it. */
    public static final int VERSION = 7;

    private final Map<String, NavigableMap<Long, Contract>> instruments = new TreeMap<>();

    /**
     * The contract of a chain without rule packs.
     *
     * @param hash the hash of the chain's suite
     */
    public TitleChainContract(HashFunction hash) {
        this(hash, Rules.NONE);
    }

    /**
     * The contract of a chain with rule packs.
     *
     * @param hash the hash of the chain's suite
     * @param rules the rule packs
     */
    public TitleChainContract(HashFunction hash, Rules rules) {
        since(1, new GovernanceContract(hash), GovernanceContract.TYPES);
        since(1, new AccessContract(), AccessContract.TYPES);
        since(1, new RecordContract(hash, 1), Set.of(RecordContract.COMMAND));
        since(2, new RegistrationContract(hash, rules, 2), RegistrationContract.TYPES);
        since(2, rules, Rules.TYPES);
        since(3, new RegistrationContract(hash, rules, 3), RegistrationContract.TYPES);
        since(4, new RegistrationContract(hash, rules, 4), RegistrationContract.TYPES);
        since(5, new RegistrationContract(hash, rules, 5), RegistrationContract.TYPES);
        since(5, new RecordContract(hash, 5), Set.of(RecordContract.COMMAND));
        since(AnchoringContract.SINCE, new AnchoringContract(), AnchoringContract.TYPES);
        since(SharingContract.SINCE, new SharingContract(), SharingContract.TYPES);
    }

    /** From the version on, the contract decides the types; a later version may give a type to another contract. */
    private void since(long version, Contract contract, Set<String> types) {
        for (String type : types) {
            instruments.computeIfAbsent(type, any -> new TreeMap<>()).put(version, contract);
        }
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        NavigableMap<Long, Contract> versions = instruments.get(command.type());
        if (versions != null) {
            Map.Entry<Long, Contract> inForce = versions.floorEntry(ContractVersions.inForce(state, context.height()));
            if (inForce != null) {
                return inForce.getValue().decide(state, command, context);
            }
        }
        return RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
    }
}
