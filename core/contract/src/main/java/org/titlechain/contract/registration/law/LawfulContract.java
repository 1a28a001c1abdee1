package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;

/**
 * A contract whose every command of registration is held against the laws of the register before it takes effect. A
 * breach is a defect of the contract and stops the node. Tests and debug builds run with it; it costs about as much as
 * the decision itself.
 */
public final class LawfulContract implements Contract {
    private final Contract contract;
    private final HashFunction hash;
    private final List<Law> laws = Law.all();

    /**
     * @param contract what decides
     * @param hash the hash of the chain's suite
     */
    public LawfulContract(Contract contract, HashFunction hash) {
        this.contract = contract;
        this.hash = hash;
    }

    /** The contract, on a chain of the Chinese suite. */
    public LawfulContract(Contract contract) {
        this(contract, Suite.GM.hash());
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        Decision decision = contract.decide(state, command, context);
        if (decision instanceof Accepted accepted && command.type().startsWith("registration.")) {
            check(new Passage(state, accepted.changes(), hash), command.type());
        }
        return decision;
    }

    private void check(Passage passage, String type) {
        for (Law law : laws) {
            Optional<String> breach = law.breach(passage);
            if (breach.isPresent()) {
                throw new IllegalStateException(
                        type + " breaks a law of the register: " + law.english() + " " + breach.get());
            }
        }
    }
}
