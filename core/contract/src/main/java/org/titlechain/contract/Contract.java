package org.titlechain.contract;

/**
 * Decides commands. Called for one command at a time, in ledger order, by every member; the decision depends on nothing
 * but the arguments.
 */
@FunctionalInterface
public interface Contract {
    /**
     * The decision on the command. A refusal is a value; a thrown exception means that an invariant is broken and stops
     * the node, so malformed commands are refused, never thrown at.
     */
    Decision decide(StateView state, Command command, BlockContext context);
}
