package org.titlechain.contract.governance;

import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;

/**
 * The beginning of a chain, the keys that may act on it, and what its members decide together: proposals, votes, and
 * what comes of them ({@code docs/governance-contract.md}).
 */
public final class GovernanceContract implements Contract {
    /** The types of its commands. */
    public static final Set<String> TYPES = Set.of(
            "governance.genesis",
            "governance.key.grant",
            "governance.key.revoke",
            "governance.key.rotate",
            "governance.propose",
            "governance.vote",
            "governance.countersign",
            "governance.withdraw",
            "governance.engine.ready",
            "governance.engine.back");

    static final String CHAIN = "chain";

    private final GenesisCommand genesis;
    private final KeyCommands keys;
    private final ProposalCommands proposals;

    public GovernanceContract(HashFunction hash) {
        Holders holders = new Holders(hash);
        this.genesis = new GenesisCommand(holders);
        this.keys = new KeyCommands(holders);
        this.proposals = new ProposalCommands(new Motions(hash));
    }

    /** Whether the type is of a command that counts while the chain changes its engine. */
    public static boolean countsWhileFrozen(String type) {
        return type.equals("governance.engine.ready") || type.equals("governance.engine.back");
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        try {
            MapValue body = command.body();
            if (command.type().equals("governance.genesis")) {
                return genesis.decide(state, body, context);
            }
            Optional<MapValue> chain = state.find(CHAIN);
            if (chain.isEmpty()) {
                return RefusalCode.KEY_UNKNOWN.refused("key", context.keyIdText());
            }
            Suite suite = suite(chain.get().get("suite").asText());
            return switch (command.type()) {
                case "governance.key.grant" -> keys.grant(state, suite, body, context);
                case "governance.key.revoke" -> keys.revoke(state, body, context);
                case "governance.key.rotate" -> keys.rotate(state, suite, body, context);
                case "governance.propose" -> proposals.propose(state, suite, body, context);
                case "governance.vote" -> proposals.vote(state, suite, body, context);
                case "governance.countersign" -> proposals.countersign(state, suite, body, context);
                case "governance.withdraw" -> proposals.withdraw(state, body, context);
                case "governance.engine.ready" -> EngineCommands.ready(state, body, context);
                case "governance.engine.back" -> EngineCommands.back(state, body, context);
                default -> RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
            };
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    static Suite suite(String label) {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new CodecException(Reason.INVALID_VALUE, "suite");
        }
    }
}
